package dev.touchstone.bot.people;

/// What people of a workspace are called as reviewers: their id there, behind the channel it is an id of.
public final class ReviewerIds {
    private static final String CHANNEL = "slack:";

    private ReviewerIds() {}

    /// @param user the id in Slack
    public static String of(String user) {
        return CHANNEL + user;
    }
}

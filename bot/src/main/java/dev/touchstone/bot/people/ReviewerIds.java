package dev.touchstone.bot.people;

import dev.touchstone.api.id.ReviewerId;

/// What people of a workspace are called as reviewers: their id there, behind the channel it is an id of.
public final class ReviewerIds {
    private static final String CHANNEL = "slack:";

    private ReviewerIds() {}

    /// @param user the id in Slack
    public static ReviewerId of(String user) {
        return new ReviewerId(CHANNEL + user);
    }
}

package dev.touchstone.sandbox;

import dev.touchstone.sandbox.workspace.App;
import dev.touchstone.sandbox.workspace.Channel;
import dev.touchstone.sandbox.workspace.Command;
import dev.touchstone.sandbox.workspace.Role;
import dev.touchstone.sandbox.workspace.Seed;
import dev.touchstone.sandbox.workspace.Team;
import dev.touchstone.sandbox.workspace.User;
import dev.touchstone.sandbox.workspace.UserGroup;
import java.util.List;
import java.util.Set;

/// A small workspace with one of everybody an app must tell apart: two reviewers, an owner, a guest, an outsider from
/// another workspace, and the app's bot.
public final class StandardWorkspace {
    public static final String BOT = "U0TOUCHSTONE";
    public static final String ALICE = "U0ALICE";
    public static final String BOB = "U0BOB";
    public static final String OLIVIA = "U0OLIVIA";
    public static final String GUEST = "U0GUEST";
    public static final String STRANGER = "U0STRANGER";

    public static final String REVIEWS = "C0REVIEWS";
    public static final String GENERAL = "C0GENERAL";
    public static final String QUALITY = "C0QUALITY";
    /// A private channel the bot is not in.
    public static final String FOUNDERS = "G0FOUNDERS";

    public static final String REVIEWERS = "S0REVIEWERS";

    private StandardWorkspace() {}

    public static Seed seed() {
        return seed(
                List.of(new Command("/review", "[next | mine | stats | digest | find ‹id› | help]", "Review outputs")));
    }

    /// The standard people and channels with other slash commands.
    public static Seed seed(List<Command> commands) {
        var team = new Team("T0SANDBOX", "Acme Sandbox", "acme-sandbox");
        var app = new App("A0TOUCHSTONE", "B0TOUCHSTONE", BOT, "Touchstone", commands, Set.of("app_home_opened"));
        return new Seed(team, app, users(), channels(), groups());
    }

    private static List<User> users() {
        return List.of(
                User.member(ALICE, "alice", "Alice Adams"),
                User.member(BOB, "bob", "Bob Brown"),
                new User(OLIVIA, "olivia", "Olivia Owens", Role.OWNER),
                new User(GUEST, "gus", "Gus Guest", Role.GUEST),
                new User(STRANGER, "sam", "Sam Stranger", Role.STRANGER),
                new User(BOT, "touchstone", "Touchstone", Role.BOT));
    }

    private static List<Channel> channels() {
        return List.of(
                Channel.of(
                        REVIEWS,
                        "llm-reviews",
                        "Outputs that need a human",
                        Set.of(ALICE, BOB, OLIVIA, GUEST, STRANGER, BOT)),
                Channel.of(QUALITY, "llm-quality", "Digests and drift alarms", Set.of(ALICE, BOB, OLIVIA, BOT)),
                Channel.of(GENERAL, "general", "Everything else", Set.of(ALICE, BOB, OLIVIA)),
                Channel.secret(FOUNDERS, "founders", "Olivia only", Set.of(OLIVIA)));
    }

    private static List<UserGroup> groups() {
        return List.of(new UserGroup(REVIEWERS, "reviewers", "Reviewers", Set.of(ALICE, BOB)));
    }
}

package dev.touchstone.bot.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.bot.BotConfig;
import dev.touchstone.sandbox.SandboxConfig;
import dev.touchstone.sandbox.SlackSandbox;
import dev.touchstone.sandbox.StandardWorkspace;
import dev.touchstone.sandbox.workspace.Channel;
import dev.touchstone.sandbox.workspace.Seed;
import dev.touchstone.sandbox.workspace.UserGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each thing that can be wrong with Slack, and what the doctor says to do about it.
class SlackDoctorTest {
    private static final SlackNeeds REVIEWS = needs("#llm-reviews");

    @TempDir
    private Path folder;

    private SlackSandbox slack;

    @BeforeEach
    void start() {
        slack = new SlackSandbox(SandboxConfig.standard().withSeed(manyChannels())).start();
    }

    /// More than one page, with the standard ones on the last.
    private static Seed manyChannels() {
        Seed standard = StandardWorkspace.seed();
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < 210; i++) {
            channels.add(Channel.of("C0MANY%03d".formatted(i), "many-" + i, "", Set.of(StandardWorkspace.BOT)));
        }
        channels.addAll(standard.channels());
        return new Seed(standard.team(), standard.app(), standard.users(), channels, standard.groups());
    }

    @AfterEach
    void stop() {
        slack.close();
    }

    @Test
    void aGoodWorkspaceHasNothingToRepair() throws Exception {
        List<Finding> findings = examine(config(), needs("#llm-reviews", StandardWorkspace.QUALITY));

        assertThat(findings)
                .extracting(Finding::check)
                .contains("bot token", "clock", "socket", "channel #llm-reviews", "channel C0QUALITY");
        assertThat(findings).extracting(Finding::level).doesNotContain(Finding.Level.FAILED);
    }

    @Test
    void anUnknownBotTokenIsTheFirstAndOnlyFinding() throws Exception {
        BotConfig wrong = BotConfig.socket(
                "xoxb-of-another-workspace", slack.credentials().appToken(), slack.apiUrl(), folder);

        assertThat(examine(wrong, REVIEWS))
                .singleElement()
                .satisfies(only -> assertThat(only)
                        .returns(Finding.Level.FAILED, Finding::level)
                        .returns("Slack says invalid_auth", Finding::detail)
                        .extracting(Finding::remedy)
                        .asString()
                        .contains("OAuth & Permissions", "SLACK_BOT_TOKEN"));
    }

    @Test
    void aSlackThatCannotBeReachedIsSaid() throws Exception {
        slack.faults().goAway();

        Finding token = failed(examine(config(), REVIEWS), "bot token");

        assertThat(token.detail()).contains("cannot be reached");
        assertThat(token.remedy()).contains("https connections");
    }

    @Test
    void anUnknownAppTokenOpensNoSocket() throws Exception {
        BotConfig wrong =
                BotConfig.socket(slack.credentials().botToken(), "xapp-of-another-app", slack.apiUrl(), folder);

        Finding socket = failed(examine(wrong, REVIEWS), "socket");

        assertThat(socket.detail()).contains("invalid_auth");
        assertThat(socket.remedy()).contains("connections:write", "SLACK_APP_TOKEN", "Socket Mode");
    }

    @Test
    void aChannelWithoutTheBotNeedsAnInvitation() throws Exception {
        Finding channel = failed(examine(config(), needs("#general")), "channel #general");

        assertThat(channel.detail()).contains("not a member");
        assertThat(channel.remedy()).contains("/invite @Touchstone");
    }

    @Test
    void aChannelThatIsNotThereMustBeMadeOrCorrected() throws Exception {
        Finding channel = failed(examine(config(), needs("#reviws")), "channel #reviws");

        assertThat(channel.detail()).contains("none the bot can see");
        assertThat(channel.remedy()).contains("create it", "policy");
    }

    @Test
    void aChannelThatCannotBeLookedUpIsNotCalledMissing() throws Exception {
        slack.faults().refuse("conversations.list", 1, "missing_scope");

        assertThat(failed(examine(config(), REVIEWS), "channel #llm-reviews").detail())
                .contains("could not be looked up", "missing_scope");
    }

    @Test
    void aClockThatIsFiveMinutesOffIsSaid() throws Exception {
        InstantSource late = InstantSource.offset(
                InstantSource.system(), Duration.ofMinutes(5).negated());
        try (SlackDoctor doctor = new SlackDoctor(config(), late)) {
            Finding clock = failed(doctor.examine(REVIEWS), "clock");

            assertThat(clock.detail()).containsPattern("differs from Slack's by (29[0-9]|30[0-9]) s");
            assertThat(clock.remedy()).contains("synchronise");
        }
    }

    @Test
    void missingScopesAreNamed() throws Exception {
        try (ScopedSlack scoped = new ScopedSlack("chat:write,commands,channels:read,im:write,users:read")) {
            BotConfig config = BotConfig.http("xoxb-a", "a signing secret", scoped.apiUrl(), 0, folder);

            Finding scopes = failed(examine(config, needs()), "scopes");

            assertThat(scopes.detail()).contains("channels:history", "groups:read", "usergroups:read");
            assertThat(scopes.remedy()).contains("OAuth & Permissions", "install the app again");
        }
    }

    @Test
    void everyScopeOfTheManifestIsEnough() throws Exception {
        try (ScopedSlack scoped = ScopedSlack.asInTheManifest()) {
            BotConfig config = BotConfig.http("xoxb-a", "a signing secret", scoped.apiUrl(), 0, folder);

            assertThat(examine(config, needs()))
                    .filteredOn(finding -> finding.check().equals("scopes"))
                    .singleElement()
                    .returns(Finding.Level.OK, Finding::level);
        }
    }

    @Test
    void everyChannelAndUserGroupOfAPolicyIsLookedAt() throws Exception {
        Policy policy = Json.mapper().readValue("""
                {"reviewers": {"channel": "#llm-reviews", "user_group": "S0NOBODY"},
                 "digest": {"channel": "#llm-digest"},
                 "reminders": {"escalate_to": "#general"},
                 "drift": {"channel": "#llm-alarms",
                           "actions": [{"name": "tell-on-call", "type": "slack", "target": "#on-call"}]}}
                """, Policy.class);

        List<Finding> findings = examine(config(), SlackNeeds.of(List.of(policy)));

        assertThat(failed(findings, "channel #llm-digest").detail()).contains("needed for digests");
        assertThat(failed(findings, "channel #llm-alarms").detail()).contains("needed for alarms");
        assertThat(failed(findings, "channel #general").detail()).contains("not a member", "for escalations");
        assertThat(failed(findings, "channel #on-call").detail()).contains("for the action tell-on-call");
        assertThat(failed(findings, "user group S0NOBODY").detail()).contains("nobody may decide");
    }

    @Test
    void aUserGroupThatIsThereIsNamed() throws Exception {
        UserGroup group = StandardWorkspace.seed().groups().getFirst();
        Policy policy =
                Json.mapper().readValue("{\"reviewers\": {\"user_group\": \"" + group.id() + "\"}}", Policy.class);

        assertThat(examine(config(), SlackNeeds.of(List.of(policy))))
                .filteredOn(finding -> finding.check().equals("user group " + group.id()))
                .singleElement()
                .returns(Finding.Level.OK, Finding::level)
                .returns("it is @" + group.handle(), Finding::detail);
    }

    @Test
    void anEmptyAnswerIsSaidAndNotStumbledOver() throws Exception {
        try (ScopedSlack silent = ScopedSlack.silent()) {
            BotConfig config = BotConfig.http("xoxb-a", "a signing secret", silent.apiUrl(), 0, folder);

            Finding token = failed(examine(config, REVIEWS), "bot token");

            assertThat(token.detail()).contains("empty", "proxy");
            assertThat(token.remedy()).contains("SLACK_API_URL");
        }
    }

    private static SlackNeeds needs(String... channels) {
        SortedMap<String, SortedSet<String>> all = new TreeMap<>();
        for (String channel : channels) {
            all.put(channel, new TreeSet<>(Set.of("cards")));
        }
        return new SlackNeeds(all, new TreeSet<>());
    }

    private BotConfig config() {
        return BotConfig.socket(
                slack.credentials().botToken(), slack.credentials().appToken(), slack.apiUrl(), folder);
    }

    private static List<Finding> examine(BotConfig config, SlackNeeds needs) throws Exception {
        try (SlackDoctor doctor = new SlackDoctor(config, InstantSource.system())) {
            return doctor.examine(needs);
        }
    }

    private static Finding failed(List<Finding> findings, String check) {
        Finding found = findings.stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no finding about " + check + " in " + findings));
        assertThat(found.level()).as(found.toString()).isEqualTo(Finding.Level.FAILED);
        return found;
    }
}

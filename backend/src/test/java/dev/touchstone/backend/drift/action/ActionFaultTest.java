package dev.touchstone.backend.drift.action;

import static dev.touchstone.backend.drift.action.ActionBench.action;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.backend.drift.action.MockService.Fault;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.TestDatabases;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/// Services that are away, refuse, limit, hang and lose answers. Whatever they do, the page is sent and the issue
/// opened once in the end, or people are told what to do.
@Timeout(120)
class ActionFaultTest {
    private static final String PAGE = action("act", "pagerduty", "");
    private static final String TICKET = action("act", "github_issue", ", \"target\": \"acme/support-bot\"");

    /// Faults that pass: the fault, and the error that is kept meanwhile.
    static Stream<Arguments> passing() {
        Instant now = new dev.touchstone.backend.testing.TestClock().instant();
        Stream<Arguments> both = Stream.of(PAGE, TICKET)
                .flatMap(action -> Stream.of(
                        Arguments.of(action, status(500), "status 500"),
                        Arguments.of(action, status(502), "status 502"),
                        Arguments.of(action, status(429, "Retry-After", "60"), "status 429"),
                        Arguments.of(action, new Fault.Drop(), "closed without an answer"),
                        Arguments.of(action, new Fault.Hang(), "no answer within 2000 ms")));
        Stream<Arguments> github = Stream.of(
                Arguments.of(TICKET, new Fault.Dribble(), "could not be read"),
                Arguments.of(TICKET, status(403, "Retry-After", "30"), "rate limit"),
                Arguments.of(
                        TICKET,
                        new Fault.Status(
                                403,
                                Map.of(
                                        "X-RateLimit-Remaining",
                                        "0",
                                        "X-RateLimit-Reset",
                                        String.valueOf(now.plusSeconds(90).getEpochSecond())),
                                "{\"message\": \"API rate limit exceeded\"}"),
                        "rate limit"));
        return Stream.concat(both, github);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void aPassingFaultDelaysAndDoublesNothing(String action, Fault fault, String error) {
        try (Workbench on = new Workbench(TestDatabases.newSqlite());
                ActionBench bench = new ActionBench(on)) {
            bench.policy("", action);
            Alarm alarm = bench.alarm();
            bench.pagerduty.fail(fault);
            bench.github.fail(fault);
            bench.open(alarm);

            bench.work();

            assertThat(bench.only(alarm).state()).isEqualTo("waiting");
            assertThat(bench.only(alarm).outcome()).startsWith("Not done yet: ").contains(error);
            assertThat(bench.news()).isEmpty();

            on.clock.advance(Duration.ofMinutes(2));
            bench.work();

            assertThat(bench.only(alarm).state()).isEqualTo("done");
            assertThat(bench.pagerduty.events().size() + bench.github.issues().size())
                    .isEqualTo(1);
        }
    }

    @EveryDatabase
    void aReceiverIsNotCalledSoonerThanItAsks(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", TICKET);
            Alarm alarm = bench.alarm();
            bench.github.fail(new Fault.Status(
                    429,
                    Map.of(
                            "X-RateLimit-Remaining",
                            "0",
                            "X-RateLimit-Reset",
                            String.valueOf(on.clock.instant().plusSeconds(600).getEpochSecond())),
                    "{}"));
            bench.open(alarm);
            bench.work();

            on.clock.advance(Duration.ofSeconds(590));
            bench.work();
            assertThat(bench.github.calls()).hasSize(1);

            on.clock.advance(Duration.ofSeconds(11));
            bench.work();
            assertThat(bench.github.issues()).hasSize(1);
        }
    }

    /// Faults that do not pass by themselves: the fault, and words of the next step.
    static Stream<Arguments> lasting() {
        return Stream.of(
                Arguments.of(PAGE, status(400), "Check TOUCHSTONE_PAGERDUTY_KEY"),
                Arguments.of(PAGE, status(401), "Check TOUCHSTONE_PAGERDUTY_KEY"),
                Arguments.of(PAGE, status(403), "Check TOUCHSTONE_PAGERDUTY_KEY"),
                Arguments.of(PAGE, status(404), "actions.pagerduty_url"),
                Arguments.of(PAGE, status(302, "Location", "http://127.0.0.1:1/"), "status 302"),
                Arguments.of(TICKET, status(400), "status 400"),
                Arguments.of(TICKET, status(401), "Set TOUCHSTONE_GITHUB_TOKEN to one that holds"),
                Arguments.of(TICKET, status(403), "permission to write issues"),
                Arguments.of(TICKET, status(404), "Correct the target in the policy"),
                Arguments.of(TICKET, status(410), "has no issues"),
                Arguments.of(TICKET, status(422), "status 422"),
                Arguments.of(TICKET, status(301, "Location", "http://127.0.0.1:1/"), "Put its new name"));
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void aRefusalIsToldWithTheNextStepAndTheActionMayBeStartedAgain(String action, Fault fault, String nextStep) {
        try (Workbench on = new Workbench(TestDatabases.newSqlite());
                ActionBench bench = new ActionBench(on)) {
            var pipeline = bench.policy("", action);
            Alarm alarm = bench.alarm();
            bench.pagerduty.fail(fault);
            bench.github.fail(fault);
            bench.open(alarm);

            bench.work();

            assertThat(bench.only(alarm).state()).isEqualTo("failed");
            assertThat(bench.only(alarm).outcome()).contains(nextStep);
            assertThat(bench.news()).singleElement().asString().contains(nextStep);
            bench.workItOut();
            assertThat(bench.pagerduty.calls().size() + bench.github.calls().size())
                    .isEqualTo(1);

            assertThat(bench.actions.available(pipeline, alarm)).containsExactly("act");
            bench.start(pipeline, alarm, "act", dev.touchstone.api.wire.Reviewer.of(new ReviewerId("ana")));
            bench.work();

            assertThat(bench.only(alarm).state()).isEqualTo("done");
            assertThat(bench.pagerduty.events().size() + bench.github.issues().size())
                    .isEqualTo(1);
        }
    }

    @EveryDatabase
    void whoIsAwayForLongIsToldOfSoonAndGivenUpInTheEnd(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", PAGE);
            Alarm alarm = bench.alarm();
            Fault[] away = Stream.generate(() -> status(503)).limit(100).toArray(Fault[]::new);
            bench.pagerduty.fail(away);
            bench.open(alarm);

            for (int i = 0; i < 4; i++) {
                bench.work();
                on.clock.advance(Duration.ofSeconds(46));
            }
            assertThat(bench.news()).singleElement().asString().startsWith("act: Not done yet: PagerDuty: status 503");

            bench.workItOut();
            assertThat(bench.only(alarm).state()).isEqualTo("failed");
            assertThat(bench.news()).hasSize(2).last().asString().contains("Given up after");
            assertThat(bench.pagerduty.calls().size()).isBetween(10, 20);
        }
    }

    @EveryDatabase
    void aMissingSecretIsSaidAndNobodyIsCalled(Workbench on) {
        try (ActionBench bench = new ActionBench(on, false)) {
            bench.policy("", PAGE, TICKET.replace("\"act\"", "\"ticket\""));
            Alarm alarm = bench.alarm();
            bench.open(alarm);
            bench.work();

            assertThat(bench.runs(alarm))
                    .extracting(ActionBench::outcome)
                    .satisfiesExactly(
                            text -> assertThat(text).contains("TOUCHSTONE_PAGERDUTY_KEY is not set", "start"),
                            text -> assertThat(text).contains("TOUCHSTONE_GITHUB_TOKEN is not set", "start"));
            assertThat(bench.pagerduty.calls()).isEmpty();
            assertThat(bench.github.calls()).isEmpty();
        }
    }

    @EveryDatabase
    void secretsAppearNeitherInLogsNorInTheDatabase(Workbench on) {
        var appender = new ListAppender<ILoggingEvent>();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        appender.start();
        root.addAppender(appender);
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", PAGE, TICKET.replace("\"act\"", "\"ticket\""));
            // Receivers that repeat what they were sent.
            bench.pagerduty.fail(
                    new Fault.Status(400, Map.of(), "{\"errors\": [\"bad key " + MockPagerDuty.KEY + "\"]}"));
            bench.github.fail(new Fault.Status(422, Map.of(), "{\"message\": \"bad token " + MockGitHub.TOKEN + "\"}"));
            Alarm alarm = bench.alarm();
            bench.open(alarm);
            bench.work();
            bench.workItOut();

            assertThat(bench.runs(alarm))
                    .extracting(ActionBench::outcome)
                    .satisfiesExactly(
                            text -> assertThat(text).contains("bad key <key>"),
                            text -> assertThat(text).contains("bad token <token>"));
            List<String> lines = appender.list.stream()
                    .map(event -> event.getFormattedMessage() + event.getThrowableProxy())
                    .toList();
            assertThat(lines).anyMatch(line -> line.contains("alarm action given up"));
            assertThat(String.join("\n", lines) + bench.stored()).doesNotContain(MockPagerDuty.KEY, MockGitHub.TOKEN);
        } finally {
            root.detachAppender(appender);
        }
    }

    private static Fault status(int code, String... header) {
        return new Fault.Status(code, header.length == 0 ? Map.of() : Map.of(header[0], header[1]), "{}");
    }
}

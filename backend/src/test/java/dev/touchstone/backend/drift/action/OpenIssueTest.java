package dev.touchstone.backend.drift.action;

import static dev.touchstone.backend.drift.action.ActionBench.action;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.backend.drift.action.MockService.Fault;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;

/// Issues against a stand-in that refuses what GitHub refuses.
@Timeout(120)
class OpenIssueTest {
    private static final String TICKET = action("ticket", "github_issue", ", \"target\": \"acme/support-bot\"");

    @EveryDatabase
    void anAlarmOpensAnIssueAndItsEndIsACommentOnIt(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", TICKET);
            bench.github.otherIssues(3);
            Alarm alarm = bench.alarm();
            bench.open(alarm);
            bench.work();

            assertThat(bench.only(alarm).outcome()).isEqualTo("Opened https://github.com/acme/support-bot/issues/4");
            assertThat(bench.github.issues()).hasSize(4).last().satisfies(issue -> {
                assertThat(issue.title()).isEqualTo("[support] Error 18 %, against 6 % before");
                assertThat(issue.body())
                        .contains("| Error rate | `18 % (13 % to 24 %, n = 210)` |", "| Worst | `stratum:de 30 %")
                        .endsWith("<!-- touchstone:" + bench.only(alarm).id() + " -->\n");
            });

            bench.recover(alarm);
            bench.work();

            assertThat(bench.github.comments()).singleElement().satisfies(comment -> {
                assertThat(comment.number()).isEqualTo(4);
                assertThat(comment.body()).startsWith("The alarm is over");
            });
            assertThat(bench.only(alarm).state()).isEqualTo("undone");
        }
    }

    @EveryDatabase
    void anIssueWhoseAnswerWasLostIsFoundAndNotOpenedAgain(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", TICKET);
            Alarm alarm = bench.alarm();
            bench.open(alarm);
            // The search is answered, the answer to the opening is lost.
            bench.github.fail(new Fault.Status(200, java.util.Map.of(), "[]"), new Fault.LoseTheAnswer());
            bench.work();
            assertThat(bench.github.issues()).hasSize(1);
            assertThat(bench.only(alarm).state()).isEqualTo("waiting");
            bench.github.otherIssues(150);

            on.clock.advance(Duration.ofMinutes(1));
            bench.work();

            assertThat(bench.github.issues()).hasSize(151);
            assertThat(bench.only(alarm).outcome()).isEqualTo("Opened https://github.com/acme/support-bot/issues/1");
        }
    }

    @EveryDatabase
    void crashesBetweenCallAndNoteOpenOneIssueAndWriteOneComment(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", TICKET);
            Alarm alarm = bench.alarm();
            bench.open(alarm);
            bench.dieAfterTheCall();
            bench.work();
            bench.recover(alarm);
            bench.dieAfterTheCall();
            bench.work();

            assertThat(bench.github.issues()).hasSize(1);
            assertThat(bench.github.comments()).hasSize(1);
            assertThat(bench.only(alarm).state()).isEqualTo("undone");
        }
    }

    @EveryDatabase
    void anIssueThatNobodyNotedIsCommentedOnWhenTheAlarmIsOver(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", TICKET);
            Alarm alarm = bench.alarm();
            bench.open(alarm);
            bench.dieAfterTheCall();

            bench.recover(alarm);
            bench.work();

            assertThat(bench.github.issues()).hasSize(1);
            assertThat(bench.github.comments()).hasSize(1);
        }
    }

    @EveryDatabase
    void whenTooMuchWasWrittenToLookThroughPeopleAreAskedInsteadOfOpeningASecond(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", TICKET);
            Alarm alarm = bench.alarm();
            bench.open(alarm);
            bench.dieAfterTheCall();
            bench.github.otherIssues(300);

            bench.work();

            assertThat(bench.github.issues()).hasSize(301);
            assertThat(bench.only(alarm).state()).isEqualTo("failed");
            assertThat(bench.only(alarm).outcome())
                    .contains("Look for <!-- touchstone:" + bench.only(alarm).id());
        }
    }

    @EveryDatabase
    void namesFromOutputsCanNeitherCallPeopleNorBreakTheTable(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", TICKET);
            Alarm alarm = bench.alarm(AlarmKind.FLOOR, "stratum `@everyone` | <img src=x>\n# head " + "x".repeat(400));
            bench.open(alarm);
            bench.work();

            MockGitHub.Written issue = bench.github.issues().getFirst();
            assertThat(issue.title()).hasSize(256).doesNotContain("\n");
            assertThat(issue.body()).startsWith("`stratum '@everyone' \\| <img src=x> # head");
        }
    }
}

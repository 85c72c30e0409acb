package dev.touchstone.backend.quality.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.feedback.FeedbackClass;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.feedback.NewFeedback;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.quality.FeedbackReport;
import dev.touchstone.api.quality.FeedbackReport.Worth;
import dev.touchstone.api.quality.JudgeReport.Share;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.feedback.work.FeedbackBench;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeedbackWorthTest {
    private static final Reviewer ANN = Reviewer.of(new ReviewerId("ann"));

    /// Forty outputs, all audited: of the ten with a thumbs down nine are wrong, of the ten with a thumbs up
    /// five and of the twenty that nobody minded one.
    @EveryDatabase
    void auditsSayWhatEveryClassIsWorth(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 1}");
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            for (int i = 0; i < 40; i++) {
                OutputReceipt output = feedback.output("o" + i);
                if (i < 20) {
                    feedback.thumb("o" + i, "user" + i, i < 10 ? "down" : "up");
                }
                boolean wrong = i < 9 || i >= 10 && i < 15 || i == 20;
                decide(bench, output, wrong);
            }
            feedback.post(
                    NewFeedback.of("p", "o0", FeedbackKind.COPY).actor("user0").build());
            feedback.count();
        }

        FeedbackReport report = report(bench);

        assertThat(report.outputs()).isEqualTo(40);
        assertThat(report.answered()).isEqualTo(20);
        assertThat(report.signalled()).isEqualTo(20);
        assertThat(Objects.requireNonNull(report.base()).value()).isEqualTo(15 / 40.0);
        Worth down = worth(report, FeedbackClass.STRONG_NEGATIVE);
        assertThat(down.audits()).isEqualTo(10);
        assertThat(Objects.requireNonNull(down.error()).value()).isEqualTo(0.9);
        assertThat(down.lift()).isEqualTo(0.9 / (15 / 40.0));
        assertThat(down.says()).isTrue();
        assertThat(down.words()).isEqualTo("worse: 90 % wrong against 38 % of all");
        assertThat(worth(report, FeedbackClass.STRONG_POSITIVE).words()).isEqualTo("says nothing yet");
        assertThat(worth(report, FeedbackClass.SILENCE).words()).startsWith("better: 5 %");
        assertThat(worth(report, FeedbackClass.WEAK_POSITIVE).words()).isEqualTo("no audit yet");
        assertThat(report.classes())
                .extracting(FeedbackReport.ClassWorth::outputs)
                .containsExactly(10L, 0L, 0L, 0L, 10L, 20L);
        assertThat(report.kinds())
                .extracting(kind ->
                        kind.kind() + " " + kind.means() + " " + kind.worth().audits())
                .containsExactly("THUMB STRONG_NEGATIVE 10", "THUMB STRONG_POSITIVE 10", "COPY WEAK_POSITIVE 1");
    }

    @EveryDatabase
    void whatUsersHadReviewedCountsForNothing(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0}");
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            for (int i = 0; i < 5; i++) {
                OutputReceipt output = feedback.output("o" + i);
                feedback.thumb("o" + i, "user" + i, "down");
                feedback.count();
                ReviewId review = bench.verdicts.find(output.id()).orElseThrow().reviewId();
                var unused = bench.decisions.decide(
                        Objects.requireNonNull(review), NewDecision.reject(ANN, 0, "wrong", null, null), null);
            }
        }

        FeedbackReport report = report(bench);

        assertThat(report.base()).isNull();
        assertThat(worth(report, FeedbackClass.STRONG_NEGATIVE).words()).isEqualTo("no audit yet");
        assertThat(report.notes()).anyMatch(note -> note.contains("No audit of this period"));
    }

    @EveryDatabase
    void auditsThatNobodyDecidedAreCountedApart(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 1}");
        bench.post(NewOutput.text("p", "a", "x").confidence(0.9).build());

        assertThat(report(bench).undecided()).isEqualTo(1);
        assertThat(report(bench).base()).isNull();
    }

    @Test
    void anAuditOfAThinStratumStandsForMore() {
        AuditedSignal rare = new AuditedSignal(0.1, FeedbackClass.NONE, Map.of(), true);
        AuditedSignal common = new AuditedSignal(1, FeedbackClass.NONE, Map.of(), false);

        Share share = Objects.requireNonNull(WorthCount.share(List.of(rare, common, common), 0.95));

        assertThat(share.value()).isEqualTo(10 / 12.0);
        assertThat(share.n()).isEqualTo(3);
        Share alike = Objects.requireNonNull(WorthCount.share(List.of(rare, rare, rare), 0.95));
        assertThat(share.interval().width()).isGreaterThan(alike.interval().width());
    }

    @Test
    void aHandfulOfAuditsSaysNothingHoweverClear() {
        List<AuditedSignal> right = IntStream.range(0, 400)
                .mapToObj(i -> new AuditedSignal(0.5, FeedbackClass.SILENCE, Map.of(), false))
                .collect(Collectors.toList());
        List<AuditedSignal> wrong = List.of(
                new AuditedSignal(0.5, FeedbackClass.NONE, Map.of(), true),
                new AuditedSignal(0.5, FeedbackClass.NONE, Map.of(), true));
        right.addAll(wrong);

        Worth worth = WorthCount.worth(wrong, WorthCount.share(right, 0.95), 0.95);

        assertThat(worth.says()).isFalse();
    }

    private static void decide(Workbench bench, OutputReceipt output, boolean wrong) {
        ReviewId review = Objects.requireNonNull(output.reviewId());
        var unused = bench.decisions.decide(
                review,
                wrong ? NewDecision.reject(ANN, 0, "wrong", null, null) : NewDecision.approve(ANN, 0, null),
                null);
    }

    private static FeedbackReport report(Workbench bench) {
        Selection all = Selection.all(new PipelineName("p"), Period.lastDays(30, bench.clock.instant()));
        return new FeedbackWorth(bench.database).of(all, 0.95);
    }

    private static Worth worth(FeedbackReport report, FeedbackClass one) {
        return report.classes().stream()
                .filter(worth -> worth.feedbackClass() == one)
                .findFirst()
                .orElseThrow()
                .worth();
    }
}

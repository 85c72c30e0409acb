package dev.touchstone.backend.quality.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.policy.SampleAllocation;
import dev.touchstone.api.policy.SampleMethod;
import dev.touchstone.api.quality.BatchCertificate;
import dev.touchstone.api.quality.NewCertificate;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.sampling.NewSample;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.quality.Observations;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.NullUnmarked;

/// A day of 400 outputs, of which every tenth is doubtful and waits for people, and the others are audited.
@NullUnmarked
class CertificatesTest {
    private static final PipelineName EXPORT = new PipelineName("export");
    private static final Instant DAY = Instant.parse("2030-01-01T00:00:00Z");
    private static final Instant NEXT = DAY.plus(Duration.ofDays(1));
    private static final Reviewer ANN = new Reviewer(new ReviewerId("U-ann"), "Ann");
    private static final int OUTPUTS = 400;

    private final Map<OutputId, Integer> numbers = new HashMap<>();

    private List<OutputReceipt> day(Workbench bench, double audit) {
        bench.pipeline("export", "{\"audit_rate\": " + audit + "}");
        List<OutputReceipt> receipts = new ArrayList<>();
        for (int i = 0; i < OUTPUTS; i++) {
            OutputReceipt receipt = bench.post(NewOutput.text("export", "o-" + i, "an answer")
                    .confidence(i % 10 == 0 ? 0.3 : 0.95)
                    .occurredAt(DAY.plus(Duration.ofMinutes(3L * i)))
                    .build());
            numbers.put(receipt.id(), i);
            receipts.add(receipt);
        }
        return receipts;
    }

    private static Workbench tomorrow(Workbench bench) {
        bench.clock.advance(Duration.between(bench.clock.instant(), NEXT.plus(Duration.ofHours(2))));
        return bench;
    }

    private void decideOpen(Workbench bench, IntPredicate wrong) {
        bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT id, output_id FROM review WHERE state = 'open'")
                        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                        .list())
                .forEach(open -> decide(
                        bench, new ReviewId(open.getKey()), wrong.test(numbers.get(new OutputId(open.getValue())))));
    }

    private static void decide(Workbench bench, ReviewId review, boolean wrong) {
        bench.decisions.decide(
                review,
                new NewDecision(
                        ANN,
                        wrong ? DecisionAction.REJECT : DecisionAction.APPROVE,
                        0,
                        null,
                        Map.of(),
                        wrong ? "wrong" : null,
                        Map.of(),
                        Map.of(),
                        null,
                        5.0,
                        true),
                null);
    }

    private static BatchCertificate ask(Workbench bench, double maxError, boolean putRight) {
        return certificates(bench)
                .of(EXPORT, new NewCertificate("export", DAY, NEXT, maxError, 0.95, putRight), "key-1");
    }

    private static BatchCertification certificates(Workbench bench) {
        return new BatchCertification(bench.database, new Observations(bench.database), bench.ledger, bench.clock);
    }

    private static void yesterday(Workbench bench) {
        bench.clock.advance(Duration.between(bench.clock.instant(), DAY.plus(Duration.ofHours(23))));
    }

    @EveryDatabase
    void aBatchReviewedAsAWholeIsCertifiedExactly(Workbench bench) {
        yesterday(bench);
        day(bench, 1);
        tomorrow(bench);
        decideOpen(bench, i -> i % 50 == 1);

        BatchCertificate two = ask(bench, 0.02, false);

        assertThat(two.certified()).isTrue();
        assertThat(two.bound()).isZero();
        assertThat(two.evidence().reviewed()).isEqualTo(OUTPUTS);
    }

    /// What was promised stands in the ledger, once, and in the digest of its week.
    @EveryDatabase
    void aCertificateIsInTheLedgerAndInTheDigestOfItsWeek(Workbench bench) {
        yesterday(bench);
        day(bench, 1);
        tomorrow(bench);
        decideOpen(bench, i -> i % 50 == 1);
        ask(bench, 0.02, false);
        ask(bench, 0.02, false);

        List<String> entries = bench.database
                .reader()
                .withHandle(handle -> handle.createQuery(
                                "SELECT subject FROM ledger_entry WHERE action = 'certificate.issued'")
                        .mapTo(String.class)
                        .list());
        assertThat(entries).containsExactly("export");
        Instant now = bench.clock.instant();
        assertThat(IssuedCertificates.of(bench.database, EXPORT, now.minusSeconds(60), now.plusSeconds(60)))
                .contains("A batch was certified of what left from " + DAY + " to " + NEXT
                        + ". With 95 % confidence at most 2 % of the 400 outputs were wrong when they left, as far as"
                        + " reviewers see what is wrong.");
        assertThat(IssuedCertificates.of(bench.database, EXPORT, DAY, now)).isEmpty();

        ask(bench, 0.03, false);

        assertThat(IssuedCertificates.of(bench.database, EXPORT, now.minusSeconds(60), now.plusSeconds(60))
                        .orElseThrow())
                .startsWith("2 certificates of batches were issued, the newest of what left from ");
    }

    /// Two of a hundred are wrong and nothing was found wrong among few audits: the answer says how many more,
    /// and the sample that it names brings it.
    @EveryDatabase
    void tooFewAuditsSayHowManyMoreAndTheSampleTheyNameBringsIt(Workbench bench) {
        yesterday(bench);
        day(bench, 0.05);
        tomorrow(bench);
        decideOpen(bench, i -> i % 10 == 0);

        BatchCertificate open = ask(bench, 0.1, false);

        assertThat(open.certified()).isFalse();
        assertThat(open.issued()).isNull();
        assertThat(open.bound()).isGreaterThan(0.1);
        assertThat(open.evidence().reviewed()).isEqualTo(40);
        assertThat(open.evidence().byChance()).isEqualTo(360);
        assertThat(open.evidence().wrong()).isZero();
        assertThat(open.more().ifAllRight()).isPositive();
        assertThat(open.statement()).contains(open.more().ifAllRight() + " more reviews would do");

        bench.samples.draw(poisson(open.more().sampleRate() + 0.05), "more", "test");
        decideOpen(bench, i -> false);
        BatchCertificate certified = ask(bench, 0.1, false);

        assertThat(certified.certified()).isTrue();
        assertThat(certified.evidence().seen())
                .isEqualTo(keysBelow(bench, open.more().sampleRate() + 0.05));
        assertThat(certified.issued().by()).isEqualTo("key-1");
        assertThat(certificates(bench).newest(EXPORT, 10)).containsExactly(certified);
    }

    private static NewSample poisson(double rate) {
        return new NewSample(
                "export", DAY, NEXT, null, rate, SampleMethod.POISSON, SampleAllocation.SQRT, 0, List.of(), null);
    }

    /// By the outputs themselves, which the code under test reads no more of than it must.
    private long keysBelow(Workbench bench, double rate) {
        return numbers.keySet().stream()
                .map(id -> bench.outputs.find(id).orElseThrow())
                .map(OutputRow::draw)
                .filter(draw -> draw.pi() < 1 && draw.u() < rate)
                .count();
    }

    @EveryDatabase
    void whatWasFoundWrongCountsUnlessItWasPutRight(Workbench bench) {
        yesterday(bench);
        day(bench, 0.6);
        tomorrow(bench);
        // A fifth, so that no draw of six in ten finds as few as fifteen.
        decideOpen(bench, i -> i % 5 == 3);

        BatchCertificate delivered = ask(bench, 0.08, false);
        BatchCertificate putRight = ask(bench, 0.08, true);

        assertThat(delivered.evidence().wrong()).isGreaterThan(15);
        assertThat(delivered.certified()).isFalse();
        assertThat(putRight.bound())
                .isCloseTo(delivered.bound() - (double) delivered.evidence().wrong() / OUTPUTS, within(1e-9));
    }

    @EveryDatabase
    void whatIsNotDecidedMayBeWrong(Workbench bench) {
        yesterday(bench);
        day(bench, 0.3);
        tomorrow(bench);

        BatchCertificate nothing = ask(bench, 0.05, false);

        assertThat(nothing.certified()).isFalse();
        assertThat(nothing.bound()).isEqualTo(1);
        assertThat(nothing.evidence().undecided()).isEqualTo(40);
        assertThat(nothing.more().ifAllRight()).isNull();
        assertThat(nothing.statement()).contains("40 reviews that had to be made are not decided");
    }

    /// A certificate says what was known: it stands when somebody asks again.
    @EveryDatabase
    void whatWasIssuedStands(Workbench bench) {
        yesterday(bench);
        List<OutputReceipt> receipts = day(bench, 0.5);
        tomorrow(bench);
        decideOpen(bench, i -> false);
        BatchCertificate first = ask(bench, 0.05, false);
        assertThat(first.certified()).isTrue();
        bench.clock.advance(Duration.ofHours(5));

        BatchCertificate again = ask(bench, 0.05, false);

        assertThat(again).isEqualTo(first);
        assertThat(receipts).hasSize(OUTPUTS);
    }

    @EveryDatabase
    void whatIsNotClosedOrEmptyIsRefused(Workbench bench) {
        yesterday(bench);
        day(bench, 0.05);

        assertThatThrownBy(() -> ask(bench, 0.05, false))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("batch-not-closed"));
        assertThatThrownBy(() -> certificates(bench)
                        .of(
                                EXPORT,
                                new NewCertificate(
                                        "export",
                                        DAY.minus(Duration.ofDays(9)),
                                        DAY.minus(Duration.ofDays(8)),
                                        0.05,
                                        0.95,
                                        false),
                                "key-1"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("empty-batch"));
    }

    /// An audit rate of 0 draws nothing: nothing is known, and nothing is taken for known.
    @EveryDatabase
    void withoutAuditsNothingIsKnownOfWhatWentOutByItself(Workbench bench) {
        yesterday(bench);
        day(bench, 0);
        tomorrow(bench);
        decideOpen(bench, i -> false);

        BatchCertificate open = ask(bench, 0.05, false);

        assertThat(open.certified()).isFalse();
        assertThat(open.bound()).isEqualTo(0.9);
        assertThat(open.evidence().seen()).isZero();
        assertThat(open.more().ifAllRight()).isBetween(20L, 120L);
        assertThat(open.more().sampleRate()).isBetween(0.05, 0.6);
    }
}

package dev.touchstone.backend.quality.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.judge.judgment.JudgeWork;
import dev.touchstone.backend.quality.release.ReleaseDao.Approved;
import dev.touchstone.backend.quality.threshold.Certification;
import dev.touchstone.backend.quality.threshold.Traffic;
import dev.touchstone.backend.routing.Route;
import dev.touchstone.backend.routing.Router;
import dev.touchstone.stats.confidence.LearnThenTestCertificate;
import dev.touchstone.stats.confidence.ScoredOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A certificate is kept: of 200 simulated pipelines under each of five policies, with the routing, the draw and
/// the test of production, at most a tenth release more wrong outputs than was promised. In each the truth is
/// above the promise, so every certificate breaks it. The doubtful outputs are of two kinds, and in most of the
/// cases the worse one is released more often than it is audited.
class ReleasePromiseTest {
    private static final int PIPELINES = 200;
    private static final int OUTPUTS = 12_000;
    private static final double MAX_ERROR = 0.05;
    private static final double CONFIDENCE = 0.9;
    private static final double DELTA = LearnThenTestCertificate.spending(1 - CONFIDENCE, 1);

    /// Some of the doubtful outputs.
    ///
    /// @param share of them
    /// @param wrong of these, the share that is wrong; the judge approves of all
    record Kind(double share, double confidence, String language, double wrong) {}

    record Case(String name, Policy policy, double doubtfulShare, List<Kind> kinds) {
        static Case of(String name, String policy, double doubtfulShare, Kind... kinds) {
            String release = "\"release\": {\"max_error\": " + MAX_ERROR + ", \"confidence\": " + CONFIDENCE + "}";
            return new Case(
                    name,
                    Json.read("{" + policy.replace("RELEASE", release) + "}", Policy.class),
                    doubtfulShare,
                    List.of(kinds));
        }

        @Override
        public String toString() {
            return name;
        }

        private Route route(Kind kind, double u) {
            return Router.route(
                    policy,
                    new Router.Facts(kind.confidence(), Map.of(), Map.of("lang", kind.language())),
                    u,
                    doubtfulShare);
        }

        private double judged(Kind kind, double u) {
            return JudgeWork.of(policy.judge(), kind.confidence(), u)
                    .map(JudgeWork::pi)
                    .orElse(0.0);
        }

        /// Of the outputs that the judge would release, the share that is wrong: the keys of each kind in small
        /// steps.
        double truth() {
            double released = 0;
            double wrong = 0;
            for (Kind kind : kinds) {
                long keys = IntStream.range(0, 10_000)
                        .mapToDouble(step -> (step + 0.5) / 10_000)
                        .filter(u -> judged(kind, u) > 0
                                && route(kind, u) instanceof Route.ToReview review
                                && !review.blind())
                        .count();
                released += kind.share() * keys;
                wrong += kind.share() * keys * kind.wrong();
            }
            return wrong / released;
        }

        private Kind kind(double v) {
            double left = v;
            for (Kind kind : kinds) {
                left -= kind.share();
                if (left < 0) {
                    return kind;
                }
            }
            return kinds.getLast();
        }

        /// What is reviewed and judged of a pipeline's doubtful outputs.
        ///
        /// @param faults of the kinds' wrong outputs, how many there are, 0 to 1
        List<Approved> pipeline(Random random, double faults) {
            List<Approved> approved = new ArrayList<>();
            for (int i = 0; i < OUTPUTS; i++) {
                Kind kind = kind(random.nextDouble());
                DecisionAction action =
                        random.nextDouble() < kind.wrong() * faults ? DecisionAction.REJECT : DecisionAction.APPROVE;
                double u = random.nextDouble();
                double judged = judged(kind, u);
                if (judged > 0 && route(kind, u) instanceof Route.ToReview review) {
                    approved.add(new Approved(
                            1, 0.9, u, review.auditRate(), judged, false, review.blind() ? action.wire() : null));
                }
            }
            return approved;
        }
    }

    static List<Case> cases() {
        return List.of(
                // The example of the handbook.
                Case.of(
                        "share and below",
                        "\"audit_rate\": 0.1, \"judge\": {\"share\": 0.2, \"below\": 0.6, RELEASE}",
                        1,
                        new Kind(0.05, 0.5, "en", 0.17),
                        new Kind(0.95, 0.7, "en", 0)),
                Case.of(
                        "share of everything",
                        "\"audit_rate\": 0.1, \"judge\": {\"share\": 1, RELEASE}",
                        1,
                        new Kind(0.3, 0.5, "en", 0.18),
                        new Kind(0.7, 0.7, "en", 0)),
                Case.of(
                        "all doubtful",
                        "\"audit_rate\": 0.1, \"judge\": {\"below\": 0.8, RELEASE}",
                        1,
                        new Kind(0.3, 0.5, "en", 0.18),
                        new Kind(0.7, 0.7, "en", 0)),
                // Where much is audited, little is left to be released.
                Case.of(
                        "strata",
                        "\"audit_rate\": 0.9, \"strata\": {\"keys\": [\"lang\"], \"rates\": [{\"when\": {\"lang\":"
                                + " \"de\"}, \"rate\": 0.1}]}, \"judge\": {\"share\": 1, RELEASE}",
                        1,
                        new Kind(0.4, 0.7, "de", 0.065),
                        new Kind(0.6, 0.7, "en", 0)),
                // A fifth of the doubtful outputs is reviewed, so the very doubtful ones are released no more often
                // than the others.
                Case.of(
                        "budget",
                        "\"audit_rate\": 0.1, \"budget\": {\"reviews_per_week\": 100}, \"judge\": {\"share\": 0.2,"
                                + " \"below\": 0.6, RELEASE}",
                        0.2,
                        new Kind(0.3, 0.5, "en", 0),
                        new Kind(0.7, 0.7, "en", 0.08)));
    }

    private static boolean certified(List<Approved> approved, boolean budget) {
        List<Certification> tests = ReleaseEvidence.of(approved, budget).tests(MAX_ERROR, DELTA);
        return Certification.ofAll(tests, "released").threshold() != null;
    }

    /// As if everything were released in the mix in which it is audited.
    private static boolean certifiedByAllAudits(List<Approved> approved) {
        double rate = approved.stream().mapToDouble(Approved::auditRate).min().orElseThrow();
        List<ScoredOutput> audits = approved.stream()
                .filter(one -> one.u() < rate)
                .map(one -> ScoredOutput.of(
                        one.score(), DecisionAction.APPROVE.wire().equals(one.action())))
                .toList();
        Traffic traffic = Traffic.of(approved.stream().map(Approved::score).toList());
        return new Certification(audits, traffic, rate, MAX_ERROR, DELTA)
                        .of("released", null)
                        .threshold()
                != null;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ofWhatIsReleasedNoMoreIsWrongThanWasPromised(Case test) {
        Random random = new Random(7);
        int broken = 0;
        int byAllAudits = 0;
        for (int i = 0; i < PIPELINES; i++) {
            List<Approved> approved = test.pipeline(random, 1);
            broken += certified(approved, test.policy.budget() != null) ? 1 : 0;
            byAllAudits += certifiedByAllAudits(approved) ? 1 : 0;
        }

        System.out.printf(
                "%s: %.3f of the released wrong, promise broken in %d of %d; with all audits alike in %d%n",
                test, test.truth(), broken, PIPELINES, byAllAudits);
        assertThat(test.truth()).isGreaterThan(MAX_ERROR);
        assertThat(broken).isLessThanOrEqualTo(PIPELINES / 10);
    }

    /// Or the promise would be kept by never giving one.
    @ParameterizedTest
    @MethodSource("cases")
    void whereLittleIsWrongItIsCertified(Case test) {
        Random random = new Random(11);
        int certified = 0;
        for (int i = 0; i < 20; i++) {
            certified += certified(test.pipeline(random, 0.1), test.policy.budget() != null) ? 1 : 0;
        }

        assertThat(certified).isGreaterThan(10);
    }
}

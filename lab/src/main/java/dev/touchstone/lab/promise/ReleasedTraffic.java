package dev.touchstone.lab.promise;

import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.judge.judgment.JudgeWork;
import dev.touchstone.backend.quality.release.Releasable;
import dev.touchstone.backend.quality.release.ReleaseEvidence;
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

/// A pipeline whose doubtful outputs are of two kinds, routed, drawn and judged as in production. The judge
/// approves of all of them, so what is wrong of the released ones is known.
///
/// @param doubtfulShare of the doubtful outputs, the share that a budget lets people review, in (0, 1]
record ReleasedTraffic(String name, Policy policy, double doubtfulShare, List<Kind> kinds) {
    static final double MAX_ERROR = 0.05;
    static final double CONFIDENCE = 0.9;
    private static final int OUTPUTS = 12_000;
    /// Of a first certification.
    private static final double DELTA = LearnThenTestCertificate.spending(1 - CONFIDENCE, 1);

    /// @param share of the doubtful outputs
    /// @param wrong of these, the share that is wrong
    record Kind(double share, double confidence, String language, double wrong) {}

    private static ReleasedTraffic of(String name, String policy, double doubtfulShare, Kind... kinds) {
        String release = "\"release\": {\"max_error\": " + MAX_ERROR + ", \"confidence\": " + CONFIDENCE + "}";
        return new ReleasedTraffic(
                name,
                Json.read("{" + policy.replace("RELEASE", release) + "}", Policy.class),
                doubtfulShare,
                List.of(kinds));
    }

    /// In most of them the worse kind is released more often than it is audited.
    static List<ReleasedTraffic> settings() {
        return List.of(
                // The example of the handbook.
                of(
                        "`share` and `below`",
                        "\"audit_rate\": 0.1, \"judge\": {\"share\": 0.2, \"below\": 0.6, RELEASE}",
                        1,
                        new Kind(0.05, 0.5, "en", 0.17),
                        new Kind(0.95, 0.7, "en", 0)),
                of(
                        "`share` of everything",
                        "\"audit_rate\": 0.1, \"judge\": {\"share\": 1, RELEASE}",
                        1,
                        new Kind(0.3, 0.5, "en", 0.18),
                        new Kind(0.7, 0.7, "en", 0)),
                of(
                        "all doubtful",
                        "\"audit_rate\": 0.1, \"judge\": {\"below\": 0.8, RELEASE}",
                        1,
                        new Kind(0.3, 0.5, "en", 0.18),
                        new Kind(0.7, 0.7, "en", 0)),
                // Where much is audited, little is left to be released.
                of(
                        "strata of unequal rates",
                        "\"audit_rate\": 0.9, \"strata\": {\"keys\": [\"lang\"], \"rates\": [{\"when\": {\"lang\":"
                                + " \"de\"}, \"rate\": 0.1}]}, \"judge\": {\"share\": 1, RELEASE}",
                        1,
                        new Kind(0.4, 0.7, "de", 0.065),
                        new Kind(0.6, 0.7, "en", 0)),
                // A fifth of the doubtful outputs is reviewed, so the very doubtful ones are released no more often
                // than the others.
                of(
                        "a reviewer budget",
                        "\"audit_rate\": 0.1, \"budget\": {\"reviews_per_week\": 100}, \"judge\": {\"share\": 0.2,"
                                + " \"below\": 0.6, RELEASE}",
                        0.2,
                        new Kind(0.3, 0.5, "en", 0),
                        new Kind(0.7, 0.7, "en", 0.08)));
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
                    .filter(u ->
                            judged(kind, u) > 0 && route(kind, u) instanceof Route.ToReview review && !review.blind())
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

    /// What is reviewed and judged of 12,000 doubtful outputs.
    ///
    /// @param faults of the kinds' wrong outputs, how many there are, 0 to 1
    List<Releasable> pipeline(Random random, double faults) {
        List<Releasable> approved = new ArrayList<>();
        for (int i = 0; i < OUTPUTS; i++) {
            Kind kind = kind(random.nextDouble());
            DecisionAction action =
                    random.nextDouble() < kind.wrong() * faults ? DecisionAction.REJECT : DecisionAction.APPROVE;
            double u = random.nextDouble();
            double judged = judged(kind, u);
            if (judged > 0 && route(kind, u) instanceof Route.ToReview review) {
                approved.add(new Releasable(
                        1, 0.9, u, review.auditRate(), judged, false, review.blind() ? action.wire() : null));
            }
        }
        return approved;
    }

    boolean certified(List<Releasable> approved) {
        List<Certification> tests =
                ReleaseEvidence.of(approved, policy.budget() != null).tests(MAX_ERROR, DELTA);
        return Certification.ofAll(tests, "released").threshold() != null;
    }

    /// As if everything were released in the mix in which it is audited.
    static boolean certifiedByAllAudits(List<Releasable> approved) {
        double rate = approved.stream().mapToDouble(Releasable::auditRate).min().orElseThrow();
        List<ScoredOutput> audits = approved.stream()
                .filter(one -> one.u() < rate)
                .map(one -> ScoredOutput.of(
                        one.score(), DecisionAction.APPROVE.wire().equals(one.action())))
                .toList();
        Traffic traffic = Traffic.of(approved.stream().map(Releasable::score).toList());
        return new Certification(audits, traffic, rate, MAX_ERROR, DELTA)
                        .of("released", null)
                        .threshold()
                != null;
    }
}

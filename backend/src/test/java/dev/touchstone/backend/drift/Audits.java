package dev.touchstone.backend.drift;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.backend.drift.watch.AuditFact;
import dev.touchstone.backend.drift.watch.Watch;
import dev.touchstone.backend.drift.watch.WatchRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Audits of a simulated pipeline, a hundred a week unless told otherwise.
final class Audits {
    static final WatchRules DEFAULT = new WatchRules(null, true, 400, 1, 1, null, null);

    private static final long START_MS = Instant.parse("2030-01-07T00:00:00Z").toEpochMilli();

    final List<Watch.Raised> raised = new ArrayList<>();
    final List<Long> raisedAfter = new ArrayList<>();
    Watch watch;
    String version = "v1";
    String stratum = "all";
    boolean common = true;
    boolean ownRate;
    AuditFact.@Nullable Release release;
    String judge = "";
    double judgeErrs;
    Map<String, Double> attributes = Map.of();
    Consumer<AuditFact> listener = fact -> {};

    private final SplittableRandom random;
    private final long stepMs;
    private long fed;

    Audits(WatchRules rules, long seed, int perWeek) {
        watch = Watch.start(rules);
        random = new SplittableRandom(seed);
        stepMs = Duration.ofDays(7).toMillis() / perWeek;
    }

    Audits(WatchRules rules, long seed) {
        this(rules, seed, 100);
    }

    /// Feeds so many reviews of which a share is wrong.
    Audits feed(int reviews, double errorRate) {
        for (int i = 0; i < reviews; i++) {
            AuditFact fact = fact(random.nextDouble() < errorRate);
            List<Watch.Raised> alarms =
                    watch.next(fact).stream().filter(alarm -> !alarm.again()).toList();
            raised.addAll(alarms);
            alarms.forEach(alarm -> raisedAfter.add(fed));
            listener.accept(fact);
        }
        return this;
    }

    private AuditFact fact(boolean wrong) {
        Map<String, Boolean> findings = new java.util.TreeMap<>();
        attributes.forEach((name, rate) -> findings.put(name, random.nextDouble() < rate));
        AuditFact.Judged judged =
                judge.isEmpty() ? null : new AuditFact.Judged(judge, wrong == random.nextDouble() < judgeErrs);
        long atMs = START_MS + fed++ * stepMs;
        return new AuditFact(
                new ReviewId("r-" + fed),
                atMs,
                version,
                stratum,
                AuditFact.plain(common, ownRate),
                new AuditFact.Said(wrong, AuditFact.Speech.FULL, findings),
                release,
                judged);
    }

    long fed() {
        return fed;
    }

    /// Alarms that are not over, each as `kind series`.
    List<String> open() {
        return watch.watched().stream()
                .filter(one -> one.series().subject().pages() && one.series().episode() != null && one.inUse())
                .map(one -> one.series().subject().kind().wire() + " "
                        + one.series().subject().name())
                .toList();
    }
}

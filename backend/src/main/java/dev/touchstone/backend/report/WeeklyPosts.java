package dev.touchstone.backend.report;

import dev.touchstone.api.policy.DigestRules;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.wire.WireEnum;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.refusal.Refused;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Posts the weeks that are due. Like [dev.touchstone.backend.sampling.Plans] it asks which are missing, not what
/// time it was called for, so a run that comes late, twice, or on two nodes at once posts every week once.
/// Thread-safe.
public final class WeeklyPosts {
    private static final Logger log = LoggerFactory.getLogger(WeeklyPosts.class);

    /// After a longer downtime, older weeks stay unposted: they are no news any more.
    static final int MOST_WEEKS = 4;

    private final Pipelines pipelines;
    private final Digests digests;
    private final InstantSource clock;

    public WeeklyPosts(Pipelines pipelines, Digests digests, InstantSource clock) {
        this.pipelines = pipelines;
        this.digests = digests;
        this.clock = clock;
    }

    /// Posts every missing week of every pipeline. One that fails does not hold up the others; it is tried again
    /// with the next run.
    ///
    /// @return how many weeks are posted now that were missing
    public int catchUp() {
        int posted = 0;
        for (Pipeline pipeline : pipelines.all()) {
            try {
                for (IsoWeek week : missing(pipeline)) {
                    digests.post(pipeline.name(), week);
                    log.info("digest posted pipeline={} week={}", pipeline.name(), week.name());
                    posted++;
                }
            } catch (Refused e) {
                log.error("digest not posted pipeline={} cause={}", pipeline.name(), e.getMessage());
            } catch (RuntimeException e) {
                log.error("digest not posted pipeline={}", pipeline.name(), e);
            }
        }
        return posted;
    }

    /// Weeks that are due and not posted, earliest first: at most the last [#MOST_WEEKS], none that was due
    /// before the policy asked for digests, none in which the pipeline was made.
    List<IsoWeek> missing(Pipeline pipeline) {
        DigestRules rules = pipeline.policy().digest();
        if (rules == null) {
            return List.of();
        }
        Instant now = clock.instant();
        ZoneId zone = WeeklyDigest.zone(pipeline);
        IsoWeek last = IsoWeek.lastOver(now, zone);
        IsoWeek first = last.plus(1 - MOST_WEEKS);
        Instant made = pipelines.at(pipeline.name(), 1).createdAt();
        Instant asked = pipelines.since(pipeline, policy -> policy.digest() != null, first.start(zone));
        List<IsoWeek> due = IntStream.range(0, MOST_WEEKS)
                .mapToObj(first::plus)
                .filter(week -> !week.start(zone).isBefore(made))
                .filter(week ->
                        due(week, rules).isAfter(asked) && !due(week, rules).isAfter(now))
                .toList();
        if (due.isEmpty()) {
            return due;
        }
        Set<String> posted = digests.postedSince(pipeline.name(), due.getFirst());
        return due.stream().filter(week -> !posted.contains(week.name())).toList();
    }

    /// When the digest of a week is posted: the first such day and time after its end. A time that a clock change
    /// leaves out is moved on by an hour.
    static Instant due(IsoWeek week, DigestRules rules) {
        DayOfWeek day = WireEnum.read(DayOfWeek.class, rules.day());
        return week.plus(1)
                .monday()
                .with(TemporalAdjusters.nextOrSame(day))
                .atTime(LocalTime.parse(rules.at()))
                .atZone(ZoneId.of(rules.zone()))
                .toInstant();
    }
}

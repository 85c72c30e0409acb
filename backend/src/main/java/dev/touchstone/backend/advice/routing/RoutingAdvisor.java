package dev.touchstone.backend.advice.routing;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.quality.RoutingAdvice;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.store.Database;
import dev.touchstone.stats.sequential.MilestoneComparison;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Which variant should answer which topic. Thread-safe.
///
/// Each pair of variants is looked at by [MilestoneComparison], and all pairs of a pipeline share 5 %
/// (Bonferroni): the chance of ever being told to switch among equals, whatever the number of topics, until
/// topics are learned anew.
public final class RoutingAdvisor {
    private static final double SPENT = 0.05;
    private static final String ALL = "all queries";

    private final Database database;
    private final Topics topics;
    private final InstantSource clock;

    public RoutingAdvisor(Database database, Topics topics, InstantSource clock) {
        this.database = database;
        this.topics = topics;
        this.clock = clock;
    }

    /// @param level of the intervals, in (0, 1); the advice does not go by it
    public RoutingAdvice of(PipelineName pipeline, double level) {
        Optional<Topics.Version> version = topics.latest(pipeline);
        int number = version.map(Topics.Version::number).orElse(0);
        Instant now = clock.instant();
        Period period = Period.of(version.map(Topics.Version::since).orElseGet(() -> quarter(now)), now.plusMillis(1));
        List<AuditedAnswer> audits = database.reader()
                .withExtension(
                        TopicDao.class,
                        dao -> dao.answers(pipeline, period.fromHour(), period.toHour(), now.toEpochMilli(), number));
        List<TopicComparison> compared =
                compared(audits, version.map(Topics.Version::model).orElse(null));
        long comparisons = comparisons(audits, compared.size());
        return new RoutingAdvice(
                pipeline,
                period.from(),
                period.to(),
                version.map(Topics.Version::number).orElse(null),
                compared.stream()
                        .map(topic -> topic.advice(SPENT / comparisons, level))
                        .toList(),
                notes(version.orElse(null), audits, comparisons));
    }

    /// Where counting begins while all queries are one topic: it must not move with every day, or each day
    /// would test other audits.
    private static Instant quarter(Instant now) {
        long length = Topics.KEPT.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), length) * length)
                .minus(Topics.WINDOW);
    }

    /// How many share what may be spent: each topic with each variant that has answered enough. It is known
    /// before a single topic can be looked at, so that the shares hardly change later.
    static long comparisons(List<AuditedAnswer> audits, int topics) {
        long variants = audits.stream()
                .collect(Collectors.groupingBy(AuditedAnswer::variant, Collectors.counting()))
                .values()
                .stream()
                .filter(count -> count >= MilestoneComparison.FIRST)
                .count();
        return Math.max(1, topics * Math.max(1, variants - 1));
    }

    static List<TopicComparison> compared(List<AuditedAnswer> audits, @Nullable TopicModel model) {
        if (model == null || model.topics().isEmpty()) {
            return audits.isEmpty() ? List.of() : List.of(TopicComparison.of(ALL, List.of(), audits));
        }
        List<TopicComparison> compared = new ArrayList<>(IntStream.range(
                        0, model.topics().size())
                .mapToObj(topic -> TopicComparison.of(
                        model.topics().get(topic).name(),
                        model.topics().get(topic).words(),
                        audits.stream().filter(audit -> audit.topic() == topic).toList()))
                .filter(topic -> !topic.audits().isEmpty())
                .toList());
        compared.sort(Comparator.comparingInt(topic -> -topic.audits().size()));
        return compared;
    }

    private static List<String> notes(Topics.@Nullable Version version, List<AuditedAnswer> audits, long comparisons) {
        List<String> notes = new ArrayList<>();
        notes.add(
                "Only outputs that the random audit drew count, and of two variants only weeks in which both answered.");
        notes.add(
                "It cannot know why a variant got a query. Where your router gives one the easy ones, the advice is about"
                        + " that choice; give some of the traffic to each by chance.");
        if (version == null) {
            notes.add("All queries are one topic until there are " + Topics.FEWEST + " audits with a query.");
        } else {
            long none = audits.stream().filter(audit -> audit.topic() < 0).count();
            if (none > 0) {
                notes.add(none + " audits are of no topic: they have no query, or were not sorted yet.");
            }
        }
        if (comparisons > 1) {
            notes.add(comparisons + " comparisons share the 5 %.");
        }
        return notes;
    }
}

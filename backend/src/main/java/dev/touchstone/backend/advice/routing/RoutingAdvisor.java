package dev.touchstone.backend.advice.routing;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.quality.RoutingAdvice;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.store.Database;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Which variant should answer which topic. Thread-safe.
///
/// Each pair of variants is looked at by [dev.touchstone.stats.sequential.MilestoneComparison], and all
/// pairs of a pipeline share 5 % (Bonferroni): the chance of ever being told to switch among equals,
/// whatever the number of topics.
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
    public RoutingAdvice of(PipelineName pipeline, Period period, double level) {
        Optional<Topics.Version> version = topics.latest(pipeline);
        int number = version.map(Topics.Version::number).orElse(0);
        List<AuditedAnswer> audits = database.reader()
                .withExtension(
                        TopicDao.class,
                        dao -> dao.answers(pipeline, period.fromHour(), period.toHour(), clock.millis(), number));
        List<TopicComparison> compared =
                compared(audits, version.map(Topics.Version::model).orElse(null));
        long pairs = compared.stream().mapToLong(TopicComparison::comparable).sum();
        double alpha = SPENT / Math.max(1, pairs);
        return new RoutingAdvice(
                pipeline,
                period.from(),
                period.to(),
                version.map(Topics.Version::number).orElse(null),
                compared.stream().map(topic -> topic.advice(alpha, level)).toList(),
                notes(version.orElse(null), audits, pairs));
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

    private static List<String> notes(Topics.@Nullable Version version, List<AuditedAnswer> audits, long pairs) {
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
        if (pairs > 1) {
            notes.add(pairs + " comparisons share the 5 %.");
        }
        return notes;
    }
}

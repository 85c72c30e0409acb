package dev.touchstone.backend.advice.routing;

import dev.touchstone.api.chat.Query;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the queries of each pipeline apart, in the background. Learned from audited outputs, because only
/// those are compared; from their queries alone and never their verdicts, because a split that fits the
/// errors would find differences that are not there. Thread-safe.
public final class Topics {
    private static final Logger log = LoggerFactory.getLogger(Topics.class);

    /// One topic for so many audits: 200 of each of two variants.
    static final int FEWEST = 400;
    private static final int MOST_LEARNED = 3_000;
    static final Duration WINDOW = Duration.ofDays(90);
    /// After which queries may have become others.
    static final Duration KEPT = Duration.ofDays(91);
    private static final int AT_ONCE = 200;
    /// In one run: looking for them reads all audits of the window, so it is not done again after each few.
    private static final int MOST_SORTED = 20_000;

    private final Database database;
    private final Outputs outputs;
    private final Pipelines pipelines;
    private final InstantSource clock;

    /// How queries are told apart.
    record Version(int number, Instant learnedAt, TopicModel model) {
        /// From when on audits count. It stays while the version does.
        Instant since() {
            return learnedAt.minus(WINDOW);
        }
    }

    public Topics(Database database, Outputs outputs, Pipelines pipelines, InstantSource clock) {
        this.database = database;
        this.outputs = outputs;
        this.pipelines = pipelines;
        this.clock = clock;
    }

    Optional<Version> latest(PipelineName pipeline) {
        return database.reader()
                .withExtension(TopicDao.class, dao -> dao.latest(pipeline))
                .map(row -> new Version(
                        row.version(),
                        Instant.ofEpochMilli(row.learnedAtMs()),
                        Json.read(row.model(), TopicModel.class)));
    }

    /// Learns what is missing and sorts what is new. A pipeline that fails does not hold up the others.
    ///
    /// @return how many outputs were sorted
    public int catchUp() {
        int sorted = 0;
        for (Pipeline pipeline : pipelines.all()) {
            try {
                sorted += catchUp(pipeline.name());
            } catch (RuntimeException e) {
                log.error("topics not learnt pipeline={}", pipeline.name(), e);
            }
        }
        return sorted;
    }

    private int catchUp(PipelineName pipeline) {
        Instant now = clock.instant();
        long fromHour = now.minus(WINDOW).getEpochSecond() / Duration.ofHours(1).toSeconds();
        Optional<Version> version = latest(pipeline);
        if (version.isEmpty() || version.get().learnedAt().plus(KEPT).isBefore(now)) {
            version = learn(pipeline, fromHour, version.orElse(null), now).or(() -> latest(pipeline));
        }
        return version.isEmpty() ? 0 : sort(pipeline, fromHour, version.get());
    }

    private Optional<Version> learn(PipelineName pipeline, long fromHour, @Nullable Version before, Instant now) {
        List<OutputId> audited =
                database.reader().withExtension(TopicDao.class, dao -> dao.audited(pipeline, fromHour, MOST_LEARNED));
        if (audited.size() < FEWEST) {
            return Optional.empty();
        }
        List<String> queries = new ArrayList<>();
        for (int from = 0; from < audited.size(); from += AT_ONCE) {
            queries.addAll(queries(audited.subList(from, Math.min(audited.size(), from + AT_ONCE)))
                    .values());
        }
        queries.removeIf(String::isBlank);
        if (queries.size() < FEWEST) {
            return Optional.empty();
        }
        TopicModel model = TopicModel.learn(
                queries,
                Math.clamp(queries.size() / FEWEST, 1, TopicModel.MOST_TOPICS),
                before == null ? null : before.model());
        int number = before == null ? 1 : before.number() + 1;
        int first = database.writer()
                .withExtension(
                        TopicDao.class,
                        dao -> dao.learn(pipeline, number, now.toEpochMilli(), queries.size(), Json.write(model)));
        if (first == 0) {
            return Optional.empty();
        }
        log.info(
                "topics learnt pipeline={} version={} queries={} topics={}",
                pipeline,
                number,
                queries.size(),
                model.topics().size());
        return Optional.of(new Version(number, now, model));
    }

    private int sort(PipelineName pipeline, long fromHour, Version version) {
        List<OutputId> all = unsorted(pipeline, fromHour, version);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<OutputId> next = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            Map<OutputId, String> queries = queries(next);
            Map<OutputId, Integer> topics = new LinkedHashMap<>();
            next.forEach(id -> topics.put(id, version.model().nearest(queries.getOrDefault(id, ""))));
            database.writer()
                    .useTransaction(transaction -> topics.forEach((output, topic) ->
                            transaction.attach(TopicDao.class).assign(output, version.number(), topic)));
        }
        return all.size();
    }

    private List<OutputId> unsorted(PipelineName pipeline, long fromHour, Version version) {
        return database.reader()
                .withExtension(
                        TopicDao.class, dao -> dao.unassigned(pipeline, fromHour, version.number(), MOST_SORTED));
    }

    /// What was asked, of those of which it is still known.
    private Map<OutputId, String> queries(List<OutputId> ids) {
        Map<OutputId, OutputRow> rows = database.reader().withHandle(handle -> outputs.find(handle, ids));
        Map<OutputId, String> queries = new LinkedHashMap<>();
        rows.forEach((id, row) -> {
            @Nullable NewOutput body = row.parsedBody();
            @Nullable Query query = body == null ? null : body.query();
            if (query != null) {
                queries.put(id, query.asked());
            }
        });
        return queries;
    }
}

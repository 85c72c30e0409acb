package dev.touchstone.backend.advice.routing;

import dev.touchstone.api.delivery.WebhookEvent;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.AdviceRules;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.quality.RoutingAdvice;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Database;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls a pipeline's endpoint when its routing advice has changed. What was told is kept in the transaction that
/// orders the call, so that each change is told once, however many processes look. Thread-safe.
public final class RoutingNews {
    private static final Logger log = LoggerFactory.getLogger(RoutingNews.class);
    /// Of the intervals in the message, as the API's default.
    private static final double LEVEL = 0.95;

    private final Database database;
    private final Outbox outbox;
    private final Pipelines pipelines;
    private final RoutingAdvisor advisor;
    private final InstantSource clock;

    public RoutingNews(
            Database database, Outbox outbox, Pipelines pipelines, RoutingAdvisor advisor, InstantSource clock) {
        this.database = database;
        this.outbox = outbox;
        this.pipelines = pipelines;
        this.advisor = advisor;
        this.clock = clock;
    }

    /// What the message's `data` holds.
    ///
    /// @param topicVersion how queries are told apart; absent while all are one topic
    record News(PipelineName pipeline, @Nullable Integer topicVersion, List<Told.Change> changes) {}

    /// Tells what has changed. A pipeline that fails does not hold up the others.
    ///
    /// @return how many pipelines were told
    public int tell() {
        int told = 0;
        for (Pipeline pipeline : pipelines.all()) {
            AdviceRules rules = pipeline.policy().advice();
            String url = rules == null ? null : rules.callbackUrl();
            if (url != null) {
                try {
                    told += tell(pipeline.name(), url) ? 1 : 0;
                } catch (RuntimeException e) {
                    log.error("routing advice not told pipeline={}", pipeline.name(), e);
                }
            }
        }
        return told;
    }

    private boolean tell(PipelineName pipeline, String url) {
        RoutingAdvice advice = advisor.of(pipeline, LEVEL);
        String now = Json.write(Told.of(advice));
        return database.writer().inTransaction(transaction -> {
            ToldDao dao = transaction.attach(ToldDao.class);
            String before = dao.told(pipeline).orElse(null);
            if (now.equals(before) || !kept(dao, pipeline, before, now)) {
                return false;
            }
            Told known = before == null ? new Told(Map.of()) : Json.read(before, Told.class);
            List<Told.Change> changes = known.changes(advice);
            if (!changes.isEmpty()) {
                order(transaction, url, new News(pipeline, advice.topicVersion(), changes));
            }
            return !changes.isEmpty();
        });
    }

    private boolean kept(ToldDao dao, PipelineName pipeline, @Nullable String before, String now) {
        long millis = clock.millis();
        return (before == null ? dao.begin(pipeline, now, millis) : dao.change(pipeline, before, now, millis)) > 0;
    }

    private void order(Handle transaction, String url, News news) {
        outbox.write(
                transaction,
                new Job.ForEndpoint(
                        WebhookEvent.ADVICE_CHANGED,
                        news.pipeline(),
                        url,
                        news.pipeline().value(),
                        news));
    }
}

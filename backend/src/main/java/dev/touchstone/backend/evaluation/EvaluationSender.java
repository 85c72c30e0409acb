package dev.touchstone.backend.evaluation;

import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.outbox.Leased;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.outbox.OutboxWorkers;
import dev.touchstone.backend.outbox.RetrySchedule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells verdicts to the endpoint, for as long as it takes: an endpoint that is away, or that does not let us in, gets
/// them once it does. A crash between its answer and our note repeats an event under the same id.
public final class EvaluationSender implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EvaluationSender.class);
    private static final int WORKERS = 2;
    /// The head of a lane alone is tried, so that asking often costs little.
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private static final Duration LONGEST_ASKED = Duration.ofHours(1);

    private final Outbox outbox;
    private final EvaluationClient client;
    private final OutboxWorkers workers;
    private final AtomicBoolean away = new AtomicBoolean();

    /// @param config with an endpoint
    public EvaluationSender(EvaluationConfig config, Outbox outbox, InstantSource clock) {
        this.outbox = outbox;
        this.client = new EvaluationClient(config, clock);
        this.workers = new OutboxWorkers(
                outbox, EvaluationQueue.KIND, WORKERS, config.deadline(), () -> Integer.MAX_VALUE, this::tell);
    }

    public void start() {
        workers.start();
    }

    private void tell(Leased job) {
        EvaluationEvent event = Json.mapper().convertValue(job.payload(), EvaluationEvent.class);
        switch (client.send(EvaluationLog.request(event, job.id(), job.pipeline(), job.createdAt()))) {
            case EvaluationClient.Answer.Taken() -> {
                outbox.acknowledge(job.id(), job.done());
                if (away.compareAndSet(true, false)) {
                    log.info("verdicts are told again");
                }
            }
            case EvaluationClient.Answer.Refused(String why) -> {
                outbox.acknowledge(job.id(), job.giveUp(why));
                log.warn("verdict not taken delivery={} pipeline={} error={}", job.id(), job.pipeline(), why);
            }
            case EvaluationClient.Answer.Away(String why, Duration asked) -> {
                outbox.acknowledge(job.id(), job.retry(why, pause(job, asked)));
                if (away.compareAndSet(false, true)) {
                    log.warn("verdicts cannot be told, they wait pipeline={} error={}", job.pipeline(), why);
                }
            }
        }
    }

    /// Never null, so that no number of attempts is the last.
    private static Duration pause(Leased job, @Nullable Duration asked) {
        Duration backoff = shorter(RetrySchedule.after(job.attempt(), job.id()), LONGEST_PAUSE);
        return asked == null || asked.compareTo(backoff) < 0 ? backoff : shorter(asked, LONGEST_ASKED);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public void close() {
        workers.close();
        client.close();
    }
}

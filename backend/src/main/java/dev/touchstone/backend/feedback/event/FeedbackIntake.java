package dev.touchstone.backend.feedback.event;

import dev.touchstone.api.feedback.FeedbackMoment;
import dev.touchstone.api.feedback.FeedbackReceipt;
import dev.touchstone.api.feedback.NewFeedback;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.ledger.ContentHash;
import dev.touchstone.backend.output.OutputBrief;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Blocking;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.GroupCommit;
import dev.touchstone.backend.store.Ids;
import dev.touchstone.stats.sampling.SamplingKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Takes events in. Thread-safe; one instance owns the writer thread between [#start] and [#close].
public final class FeedbackIntake implements AutoCloseable {
    /// Clocks of clients may be off by anything; what they say counts within these.
    private static final Duration BELIEVED_LATE = Duration.ofHours(12);

    private static final Duration BELIEVED_EARLY = Duration.ofMinutes(5);

    private static final int MOST_WAITING = 20_000;
    private static final long MOST_WAITING_CHARS = 16L * 1024 * 1024;
    private static final int MOST_AT_ONCE = 256;

    private final Database database;
    private final Ids ids;
    private final InstantSource clock;
    private final Pipelines pipelines;
    private final SamplingKey salt;
    private final Runnable stored;
    private final GroupCommit<EventRow, Answer> writer;

    /// @param salt turns names of users into pseudonyms, of this installation alone
    /// @param stored told after each commit that events wait to be counted
    public FeedbackIntake(
            Database database, Ids ids, InstantSource clock, Pipelines pipelines, SamplingKey salt, Runnable stored) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.pipelines = pipelines;
        this.salt = salt;
        this.stored = stored;
        this.writer = new GroupCommit<>(
                "feedback-writer",
                MOST_WAITING,
                MOST_WAITING_CHARS,
                row -> row.did().words() == null ? 0 : row.did().words().length(),
                MOST_AT_ONCE,
                this::store);
    }

    /// What became of a posted event.
    public sealed interface Answer {
        /// It was stored just now.
        record Stored(FeedbackReceipt receipt) implements Answer {}

        /// The same event was stored before; this is the answer it got then.
        record Known(FeedbackReceipt receipt) implements Answer {}

        /// Another event has this id.
        record Different(String id) implements Answer {}
    }

    public void start() {
        writer.start();
    }

    /// Events accepted and not yet stored, for the metrics.
    public int waiting() {
        return writer.waiting();
    }

    /// Stops taking events and returns once every accepted one is stored and answered.
    @Override
    public void close() {
        writer.close();
    }

    /// Hands an event to the writer. The future completes once it is durable.
    ///
    /// @throws Refused when the pipeline is unknown, or the output with this id is not one of it
    public CompletableFuture<Answer> accept(NewFeedback event) {
        PipelineName pipeline =
                pipelines.require(new PipelineName(event.pipeline())).name();
        if (event.outputId() != null) {
            requireOutput(pipeline, event.outputId());
        }
        return writer.submit(row(pipeline, event));
    }

    /// @throws Refused when the output with this id is not one of the pipeline
    public void requireOutput(PipelineName pipeline, OutputId id) {
        List<OutputBrief> found =
                Blocking.call(() -> database.reader().withHandle(handle -> Outputs.briefs(handle, List.of(id))));
        if (found.isEmpty() || !found.getFirst().pipeline().equals(pipeline)) {
            throw Refused.unknown(
                    "unknown-output",
                    "There is no output " + id + " of pipeline '" + pipeline + "'; check the id of the receipt, or"
                            + " name the output by external_id, which may be posted before it.");
        }
    }

    private EventRow row(PipelineName pipeline, NewFeedback event) {
        long now = clock.millis();
        @Nullable FeedbackMoment moment = event.moment();
        Long clientAt =
                moment == null || moment.at() == null ? null : moment.at().toEpochMilli();
        EventRow.@Nullable Words words = EventRow.Words.of(event);
        return new EventRow(
                ids.next(),
                pipeline,
                event.eventId(),
                ContentHash.of(Json.write(event.canonical())),
                new EventRow.Named(
                        event.outputId(),
                        event.outputId() == null ? event.externalId() : null,
                        event.actor() == null ? "" : actor(pipeline, event.actor()),
                        moment == null || moment.session() == null
                                ? null
                                : pseudonym("session ", pipeline, moment.session())),
                new EventRow.Did(event.kind().wire(), event.number(), words == null ? null : Json.write(words)),
                new EventRow.Times(now, believed(clientAt, now), clientAt),
                new EventRow.Seen(
                        moment == null ? null : moment.position(), moment == null ? null : moment.visibleMs()),
                new EventRow.Looks("waiting", now, 0));
    }

    /// What an actor of a pipeline is called in the database.
    public String actor(PipelineName pipeline, String name) {
        return pseudonym("actor ", pipeline, name);
    }

    private String pseudonym(String use, PipelineName pipeline, String name) {
        return Long.toString(salt.pseudonym(use + pipeline, name), Character.MAX_RADIX);
    }

    private static long believed(@Nullable Long clientAt, long now) {
        return clientAt == null
                        || clientAt < now - BELIEVED_LATE.toMillis()
                        || clientAt > now + BELIEVED_EARLY.toMillis()
                ? now
                : clientAt;
    }

    /// Runs on the writer thread: one transaction for the whole group.
    private List<Answer> store(List<EventRow> group) {
        List<Answer> answers = database.writer().inTransaction(transaction -> {
            boolean[] inserted = EventInsert.insert(transaction.getConnection(), group);
            List<Answer> all = new ArrayList<>(group.size());
            for (int i = 0; i < group.size(); i++) {
                EventRow row = group.get(i);
                all.add(
                        inserted[i]
                                ? new Answer.Stored(receipt(row))
                                : known(
                                        row,
                                        transaction
                                                .attach(EventDao.class)
                                                .known(row.pipeline(), row.eventId())
                                                .orElseThrow()));
            }
            return all;
        });
        stored.run();
        return answers;
    }

    private static Answer known(EventRow row, EventRow before) {
        return before.bodyHash().equals(row.bodyHash())
                ? new Answer.Known(receipt(before))
                : new Answer.Different(before.id());
    }

    private static FeedbackReceipt receipt(EventRow row) {
        // By the pipeline's own id it may be known by now; the first answer did not say so.
        OutputId named = row.named().externalId() == null ? row.named().outputId() : null;
        return new FeedbackReceipt(row.id(), row.eventId(), named);
    }
}

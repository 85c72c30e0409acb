package dev.touchstone.backend.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.delivery.Acknowledgement;
import dev.touchstone.api.experiment.ExperimentGeneration;
import dev.touchstone.api.experiment.ExperimentState;
import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.model.Completions;
import dev.touchstone.backend.model.ModelLine;
import dev.touchstone.backend.outbox.Leased;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.outbox.OutboxWorkers;
import dev.touchstone.backend.outbox.WorkKind;
import dev.touchstone.backend.store.Database;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Lets models write what waits, as much at once as configured.
public final class Writing implements AutoCloseable {
    /// An output of an experiment that a model has to write.
    static final WorkKind KIND = WorkKind.loose("experiment", "experiment.requested");

    private static final int MOST_ATTRIBUTES = 500;

    private final Database database;
    private final Outbox outbox;
    private final Completions completions;
    private final OutboxWorkers workers;

    public Writing(Database database, Outbox outbox, Completions completions) {
        this.database = database;
        this.outbox = outbox;
        this.completions = completions;
        workers = new OutboxWorkers(
                outbox, KIND, completions.workers(), completions.deadline(), completions::room, this::deliver);
    }

    public void start() {
        if (completions.enabled()) {
            workers.start();
        }
    }

    /// Works one delivery off. It never throws for anything that the model does.
    void deliver(Leased delivery) {
        ItemRow item = database.reader()
                .withExtension(ItemDao.class, dao -> dao.find(delivery.subject()))
                .orElse(null);
        ItemRow.Shown shown = item == null || !item.waiting() || closed(item) ? null : item.shown();
        String prompt = item == null || shown == null ? null : prompt(item);
        if (item == null || shown == null || prompt == null) {
            // Written before a crash that came before this answer, or nobody wants it any more.
            outbox.acknowledge(delivery.id(), delivery.done());
            return;
        }
        ExperimentGeneration.Prompt version = Json.read(prompt, ExperimentGeneration.Prompt.class);
        Completions.Outcome outcome = completions.write(
                String.valueOf(version.model()),
                version.systemPrompt(),
                version.filled(shown.query() == null ? "" : shown.query().text(), shown.context()));
        switch (outcome) {
            case Completions.Outcome.Written written -> settle(delivery, written(item, shown, written));
            case Completions.Outcome.Unusable bad -> unusable(delivery, item, bad);
            case Completions.Outcome.Away away ->
                outbox.acknowledge(delivery.id(), delivery.retry(away.cause(), away.retryAfter()));
        }
    }

    private boolean closed(ItemRow item) {
        return database.reader()
                .withExtension(ExperimentDao.class, dao -> dao.find(item.place().experimentId()))
                .filter(row -> row.stateNow() == ExperimentState.CLOSED)
                .isPresent();
    }

    private @Nullable String prompt(ItemRow item) {
        return database.reader()
                .withExtension(
                        ItemDao.class,
                        dao -> dao.prompt(
                                item.place().experimentId(), item.place().version()))
                .orElse(null);
    }

    private static ItemRow written(ItemRow item, ItemRow.Shown shown, Completions.Outcome.Written written) {
        // PostgreSQL has no NUL in a text, and nobody could read it.
        String text = written.text().replace("\0", "");
        JsonNode object = object(text);
        Map<String, Attribute> attributes = new TreeMap<>();
        if (object != null) {
            object.properties().forEach(entry -> attributes.put(entry.getKey(), Attribute.of(entry.getValue())));
        }
        ItemRow.Shown complete = new ItemRow.Shown(
                shown.query(),
                shown.context(),
                shown.expected(),
                object == null ? TextNode.valueOf(text) : object,
                attributes);
        return with(
                item, ItemRow.READY, Json.write(complete), null, item.written().attempts(), written.costMicros());
    }

    /// An answer that is one JSON object has its fields as attributes; null for any other.
    private static @Nullable JsonNode object(String text) {
        try {
            JsonNode node = Json.requestMapper().readTree(text);
            boolean fits = node != null
                    && node.isObject()
                    && node.size() <= MOST_ATTRIBUTES
                    && node.properties().stream()
                            .allMatch(entry ->
                                    !entry.getKey().isEmpty() && entry.getKey().length() <= 200);
            return fits ? node : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private void unusable(Leased delivery, ItemRow item, Completions.Outcome.Unusable bad) {
        int attempts = item.written().attempts() + 1;
        boolean last = attempts >= completions.attempts();
        ItemRow row = with(
                item, last ? ItemRow.FAILED : ItemRow.WAITING, item.body(), bad.cause(), attempts, bad.costMicros());
        Acknowledgement answer =
                last ? delivery.done() : delivery.retry(bad.cause(), ModelLine.AFTER_BAD_ANSWERS.after(attempts));
        settle(delivery, row, answer);
    }

    private void settle(Leased delivery, ItemRow row) {
        settle(delivery, row, delivery.done());
    }

    private void settle(Leased delivery, ItemRow row, Acknowledgement answer) {
        database.writer().useTransaction(tx -> {
            tx.attach(ItemDao.class).settle(row);
            outbox.acknowledge(tx, delivery.id(), answer);
        });
    }

    private static ItemRow with(
            ItemRow item,
            String state,
            @Nullable String body,
            @Nullable String failure,
            int attempts,
            long costMicros) {
        return new ItemRow(
                item.id(),
                new ItemRow.Place(
                        item.place().experimentId(),
                        item.place().caseId(),
                        item.place().version()),
                state,
                body,
                new ItemRow.Written(failure, attempts, item.written().costMicros() + costMicros),
                null);
    }

    @Override
    public void close() {
        if (completions.enabled()) {
            workers.close();
        }
        completions.close();
    }
}

package dev.touchstone.backend.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.golden.GoldenExample;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.WireEnum;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import dev.touchstone.backend.store.PageBytes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Admits examples within the transaction of the decision that carries them, and withdraws them when it is undone.
public final class GoldenSet {
    private final Database database;
    private final Ids ids;
    private final InstantSource clock;

    public GoldenSet(Database database, Ids ids, InstantSource clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /// Admits the correction a decision carries; does nothing when it carries none.
    public void admit(Handle transaction, Decision decision, OutputId outputId, NewOutput body) {
        Optional<JsonNode> corrected = correctedOutput(decision, body);
        if (corrected.isEmpty()) {
            return;
        }
        transaction
                .attach(GoldenDao.class)
                .insert(new GoldenDao.Row(
                        ids.next(),
                        new PipelineName(body.pipeline()),
                        outputId,
                        body.externalId(),
                        decision.reviewId(),
                        decision.id(),
                        decision.action().wire(),
                        decision.reviewer().id(),
                        body.model(),
                        body.promptVersion(),
                        body.query(),
                        body.context() == null ? null : Json.write(body.context()),
                        body.systemPrompt(),
                        Json.write(body.output()),
                        Json.write(corrected.get()),
                        clock.millis()));
    }

    /// The whole right output. Where only attributes were corrected, it is made from the given attributes with the
    /// corrected ones in their place; a correction to JSON null leaves the attribute out.
    static Optional<JsonNode> correctedOutput(Decision decision, NewOutput body) {
        if (decision.correctedOutput() != null) {
            return Optional.of(decision.correctedOutput());
        }
        if (decision.correctedAttributes().isEmpty()) {
            return Optional.empty();
        }
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        body.attributes().forEach((name, attribute) -> output.set(name, attribute.value()));
        decision.correctedAttributes().forEach((name, value) -> {
            if (value.isNull()) {
                output.remove(name);
            } else {
                output.set(name, value);
            }
        });
        return Optional.of(output);
    }

    /// Withdraws the examples of a decision that was undone; they stay in the table, unlisted.
    public void withdraw(Handle transaction, String decisionId) {
        transaction.attach(GoldenDao.class).withdraw(decisionId, clock.millis());
    }

    /// Lists the examples of a decision again that is in force once more.
    public void restore(Handle transaction, String decisionId) {
        transaction.attach(GoldenDao.class).restore(decisionId);
    }

    /// Some examples, and whether there are more behind them.
    public record Slice(List<GoldenExample> items, boolean more) {
        /// Where the next begins; null when there is none.
        public @Nullable String next() {
            return more ? items.getLast().id() : null;
        }
    }

    /// One page, oldest first: as many as fit into [PageBytes#MOST], and at least one if there is one.
    ///
    /// @param after the id the page before ended with; empty for the first page
    /// @param limit how many at most
    public Slice page(PipelineName pipeline, String after, int limit) {
        return database.reader().withExtension(GoldenDao.class, dao -> {
            List<Long> sizes = dao.sizes(pipeline, after, limit + 1);
            int fitting = PageBytes.fitting(sizes, limit);
            List<GoldenExample> items = fitting == 0
                    ? List.of()
                    : dao.page(pipeline, after, fitting).stream()
                            .map(GoldenSet::example)
                            .toList();
            return new Slice(items, !items.isEmpty() && fitting < sizes.size());
        });
    }

    private static GoldenExample example(GoldenDao.Row row) {
        return new GoldenExample(
                row.id(),
                row.pipeline(),
                row.query(),
                readOrNull(row.context()),
                row.systemPrompt(),
                Json.read(row.output(), JsonNode.class),
                Json.read(row.correctedOutput(), JsonNode.class),
                new GoldenExample.Lineage(
                        row.outputId(),
                        row.externalId(),
                        row.reviewId(),
                        row.decisionId(),
                        WireEnum.read(DecisionAction.class, row.action()),
                        row.reviewer().value(),
                        row.model(),
                        row.promptVersion()),
                Instant.ofEpochMilli(row.createdAtMs()));
    }

    private static @Nullable Context readOrNull(@Nullable String json) {
        return json == null ? null : Json.read(json, Context.class);
    }
}

package dev.touchstone.backend.golden.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.golden.GoldenInput;
import dev.touchstone.api.golden.GoldenItem;
import dev.touchstone.api.golden.GoldenJudgement;
import dev.touchstone.api.golden.GoldenKind;
import dev.touchstone.api.golden.GoldenLineage;
import dev.touchstone.api.golden.GoldenState;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.WireEnum;
import dev.touchstone.backend.output.OutputFacts;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Makes items of the examples that an earlier version of the program kept. A hash cannot be made in SQL, so the
/// program does it: some rows a transaction, each of which is either still an example or already an item. It may run
/// on several nodes, and again; an item keeps the id that its example had.
public final class FormerExamples {
    private static final int TOGETHER = 100;

    private final Database database;
    private final Shelving shelving;

    public FormerExamples(Database database, Ids ids) {
        this.database = database;
        shelving = new Shelving(ids);
    }

    /// Makes items of all there are.
    ///
    /// @return how many
    public int move() {
        int moved = 0;
        for (int some = moveSome(); some > 0; some = moveSome()) {
            moved += some;
        }
        return moved;
    }

    private int moveSome() {
        if (database.reader().withExtension(FormerDao.class, dao -> dao.first()).isEmpty()) {
            return 0;
        }
        return database.writer().inTransaction(tx -> {
            tx.attach(GoldenItemDao.class).takeTurn();
            List<FormerRow> rows = tx.attach(FormerDao.class).some(TOGETHER);
            rows.forEach(row -> move(tx, row));
            return rows.size();
        });
    }

    private void move(Handle tx, FormerRow row) {
        if (tx.attach(FormerDao.class).remove(row.id()) == 0) {
            return;
        }
        GoldenItemDao dao = tx.attach(GoldenItemDao.class);
        GoldenContent content = content(row);
        JsonNode target = Json.read(row.correctedOutput(), JsonNode.class);
        Shelving.Shelf shelf = shelving.shelf(dao, row.pipeline(), Shelving.names(content.input(), target));
        shelving.add(
                dao,
                row.id(),
                shelf,
                Shelving.write(content),
                new GoldenItemRow.Origin(
                        row.decisionId(),
                        row.source().outputId(),
                        row.reviewer(),
                        orNone(row.source().model()),
                        orNone(row.source().promptVersion()),
                        OutputFacts.UNSPECIFIED,
                        false),
                new Shelving.Beginning(GoldenState.GOLDEN, null, row.reviewer().value(), row.createdAtMs()));
        if (row.withdrawnAtMs() != null) {
            dao.retire(row.id(), GoldenItem.Why.UNDONE.wire(), row.reviewer().value(), row.withdrawnAtMs());
            Shelving.compare(dao, shelf.inputId());
        }
    }

    private static String orNone(@Nullable String text) {
        return text == null ? OutputFacts.UNSPECIFIED : text;
    }

    private static GoldenContent content(FormerRow row) {
        return new GoldenContent(
                row.pipeline(),
                GoldenKind.CORRECTION,
                new GoldenInput(
                        row.source().query() == null
                                ? null
                                : TextNode.valueOf(row.source().query()),
                        row.source().systemPrompt(),
                        row.source().context() == null
                                ? null
                                : Json.read(row.source().context(), Context.class)),
                Json.read(row.source().output(), JsonNode.class),
                Json.read(row.correctedOutput(), JsonNode.class),
                GoldenJudgement.NONE,
                Map.of(),
                Map.of(),
                lineage(row));
    }

    /// Why the output was reviewed was not kept, so that it is not taken for a part of the random audit.
    private static GoldenLineage lineage(FormerRow row) {
        return new GoldenLineage(
                new GoldenLineage.Source(
                        row.source().outputId(),
                        row.source().externalId(),
                        row.source().model(),
                        row.source().promptVersion()),
                new GoldenLineage.Decided(
                        row.reviewId(),
                        row.decisionId(),
                        WireEnum.read(DecisionAction.class, row.action()),
                        List.of(row.reviewer()),
                        1,
                        Instant.ofEpochMilli(row.createdAtMs())),
                new GoldenLineage.Chosen(GoldenLineage.By.RULE, List.of(), null, null));
    }
}

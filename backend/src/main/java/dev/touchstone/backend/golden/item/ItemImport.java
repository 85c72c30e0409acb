package dev.touchstone.backend.golden.item;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.golden.GoldenInput;
import dev.touchstone.api.golden.GoldenJudgement;
import dev.touchstone.api.golden.GoldenKind;
import dev.touchstone.api.golden.GoldenLineage;
import dev.touchstone.api.golden.NewGoldenItem;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.GoldenRules;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.output.OutputFacts;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/// Takes items in that were made elsewhere, with the checks that those of decisions get. What is there already is not
/// added again, so that an import can be repeated.
public final class ItemImport {
    private final Database database;
    private final Ledger ledger;
    private final Pipelines pipelines;
    private final InstantSource clock;
    private final Shelving shelving;

    public ItemImport(Database database, Ids ids, Ledger ledger, Pipelines pipelines, InstantSource clock) {
        this.database = database;
        this.ledger = ledger;
        this.pipelines = pipelines;
        this.clock = clock;
        shelving = new Shelving(ids);
    }

    /// What became of an item.
    ///
    /// @param added whether it was not there before
    /// @param conflict whether the set holds another answer to the same input
    public record Taken(String id, boolean added, boolean conflict) {}

    /// Takes some items in, all in one transaction.
    ///
    /// @param by who brings them
    /// @return what became of each, in order
    public List<Taken> take(PipelineName pipeline, List<NewGoldenItem> items, String by) {
        GoldenRules rules = pipelines
                .find(pipeline)
                .orElseThrow(() ->
                        Refused.unknown("unknown-pipeline", "Pipeline '" + pipeline + "' is unknown to this key."))
                .policy()
                .golden();
        return database.writer().inTransaction(tx -> {
            tx.attach(GoldenItemDao.class).takeTurn();
            List<Taken> taken = new ArrayList<>();
            for (NewGoldenItem item : items) {
                taken.add(take(tx, pipeline, rules, item, by));
            }
            long added = taken.stream().filter(Taken::added).count();
            if (added > 0) {
                ledger.append(tx, by, "golden.imported", pipeline.value(), null, Map.of("items", added));
            }
            return taken;
        });
    }

    private Taken take(Handle tx, PipelineName pipeline, GoldenRules rules, NewGoldenItem item, String by) {
        GoldenItemDao dao = tx.attach(GoldenItemDao.class);
        GoldenContent content = content(pipeline, item);
        JsonNode answer = Objects.requireNonNull(item.target() == null ? item.output() : item.target());
        Shelving.Shelf shelf = shelving.shelf(dao, pipeline, Shelving.names(content.input(), answer));
        GoldenKind kind = content.kind();
        String there =
                dao.saying(shelf.inputId(), shelf.targetHash(), kind.positive()).orElse(null);
        if (there != null) {
            return new Taken(there, false, dao.contradicts(shelf.inputId()));
        }
        String id = shelving.add(
                dao,
                shelf,
                Shelving.write(content),
                new GoldenItemRow.Origin(
                        null,
                        null,
                        null,
                        OutputFacts.UNSPECIFIED,
                        OutputFacts.UNSPECIFIED,
                        OutputFacts.UNSPECIFIED,
                        false),
                Shelving.beginning(kind, rules, 1, by, clock.millis()));
        return new Taken(id, true, dao.contradicts(shelf.inputId()));
    }

    private static GoldenContent content(PipelineName pipeline, NewGoldenItem item) {
        return new GoldenContent(
                pipeline,
                item.target() == null ? GoldenKind.REJECTION : GoldenKind.IMPORTED,
                new GoldenInput(item.query(), item.systemPrompt(), item.context()),
                item.output(),
                item.target(),
                new GoldenJudgement(null, null, Map.of(), Map.of(), item.note()),
                item.stratumKeys(),
                item.metadata(),
                new GoldenLineage(
                        null, null, new GoldenLineage.Chosen(GoldenLineage.By.IMPORT, List.of(), null, null)));
    }
}

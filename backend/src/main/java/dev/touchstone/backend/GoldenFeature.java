package dev.touchstone.backend;

import dev.touchstone.backend.golden.admission.DecidedVerdicts;
import dev.touchstone.backend.golden.admission.GoldenAdmission;
import dev.touchstone.backend.golden.dataset.DatasetRoutes;
import dev.touchstone.backend.golden.dataset.Datasets;
import dev.touchstone.backend.golden.dataset.Freezing;
import dev.touchstone.backend.golden.dataset.Leaks;
import dev.touchstone.backend.golden.dataset.Versions;
import dev.touchstone.backend.golden.export.ExportRoutes;
import dev.touchstone.backend.golden.export.Exports;
import dev.touchstone.backend.golden.group.Grouping;
import dev.touchstone.backend.golden.group.SplitKey;
import dev.touchstone.backend.golden.item.Corrections;
import dev.touchstone.backend.golden.item.FormerExamples;
import dev.touchstone.backend.golden.item.GoldenItems;
import dev.touchstone.backend.golden.item.GoldenRoutes;
import dev.touchstone.backend.golden.item.ImportRoutes;
import dev.touchstone.backend.golden.item.ItemActs;
import dev.touchstone.backend.golden.item.ItemImport;
import dev.touchstone.backend.golden.item.ItemRoutes;
import dev.touchstone.backend.golden.item.ItemShelf;
import dev.touchstone.backend.golden.search.FewShot;
import dev.touchstone.backend.golden.search.FewShotRoutes;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.model.EmbeddingConfig;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.schedule.Task;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import dev.touchstone.stats.sampling.SamplingKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Wires the golden set: items, groups, datasets, examples for prompts.
final class GoldenFeature implements AutoCloseable {
    /// A model that is slow or away must not keep anybody from freezing.
    private static final Duration LONGEST_WAIT_FOR_MEANINGS = Duration.ofSeconds(20);

    private final GoldenAdmission admission;
    private final FormerExamples former;
    private final Grouping grouping;
    private final Freezing freezing;
    private final FewShot fewShot;
    private final boolean meanings;
    private final List<Endpoint> endpoints = new ArrayList<>();

    /// How items are looked for.
    ///
    /// @param folder where this node keeps its indexes; null for a temporary one
    /// @param embeddings which model says what items mean, if any
    record Search(@Nullable Path folder, EmbeddingConfig embeddings) {}

    /// @param verdicts what became of decisions
    /// @param maxLineBytes how large one line of an import may be
    /// @param search where and by what items are looked for
    GoldenFeature(
            Database database,
            Ids ids,
            InstantSource clock,
            Ledger ledger,
            Pipelines pipelines,
            DecidedVerdicts verdicts,
            SamplingKey key,
            int maxLineBytes,
            Search search) {
        admission = new GoldenAdmission(database, ids, clock, pipelines, new GoldenItems(ids, clock), verdicts);
        former = new FormerExamples(database, ids);
        grouping = new Grouping(database, pipelines, new SplitKey(key));
        fewShot = new FewShot(database, clock, search.folder(), search.embeddings());
        freezing = new Freezing(
                database,
                ids,
                clock,
                ledger,
                admission,
                grouping,
                () -> fewShot.settleMeanings(LONGEST_WAIT_FOR_MEANINGS));
        ItemShelf shelf = new ItemShelf(database, clock);
        Versions versions = new Versions(database);
        endpoints.addAll(new GoldenRoutes(new Corrections(shelf), admission::settle).endpoints());
        ItemActs acts = new ItemActs(database, ledger, pipelines, clock);
        endpoints.addAll(new ItemRoutes(shelf, acts, admission::settle).endpoints());
        ItemImport imports = new ItemImport(database, ids, ledger, pipelines, clock);
        endpoints.addAll(new ImportRoutes(imports, maxLineBytes).endpoints());
        Datasets datasets = new Datasets(database, ledger, clock);
        meanings = search.embeddings().enabled();
        endpoints.addAll(new FewShotRoutes(fewShot, datasets, pipelines).endpoints());
        Leaks leaks = new Leaks(database, versions, pipelines);
        DatasetRoutes routes = new DatasetRoutes(datasets, freezing, versions, leaks, pipelines);
        endpoints.addAll(routes.endpoints());
        endpoints.addAll(new ExportRoutes(new Exports(versions), routes).endpoints());
    }

    /// Where decisions say that they are due.
    GoldenAdmission admission() {
        return admission;
    }

    FewShot fewShot() {
        return fewShot;
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }

    /// New items get their side within seconds, so that a resolved card can say it; a run that finds none costs a look.
    List<Task> tasks() {
        Task keepUp = new Task("golden", "0/5 * * * * ?", ZoneOffset.UTC, this::keepUp);
        return meanings
                ? List.of(keepUp, new Task("golden-meanings", "2/5 * * * * ?", ZoneOffset.UTC, this::keepUpMeanings))
                : List.of(keepUp);
    }

    private void keepUp() {
        int moved = former.move();
        int grouped = grouping.catchUp();
        freezing.clearAbandoned();
        int indexed = fewShot.catchUp();
    }

    /// By itself, because a model may take its time.
    private void keepUpMeanings() {
        int indexed = fewShot.catchUpMeanings();
    }

    /// Before anybody decides: what is undone must be an item by then.
    void start() {
        int moved = former.move();
        admission.start();
    }

    @Override
    public void close() {
        admission.close();
        fewShot.close();
    }
}

package dev.touchstone.backend.experiment;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.judge.JudgmentTexts;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/// Removes the texts of experiments that are older than their pipeline's retention: prompts, outputs, and what
/// the judge wrote of them. What people decided stays, so their result does not change; what the judge said of
/// attributes goes with its words.
public final class Clearing {
    private static final int AT_ONCE = 1000;

    private final Database database;
    private final InstantSource clock;
    private final Pipelines pipelines;
    private final Outputs outputs;
    private final JudgmentTexts judgments;

    public Clearing(
            Database database, InstantSource clock, Pipelines pipelines, Outputs outputs, JudgmentTexts judgments) {
        this.database = database;
        this.clock = clock;
        this.pipelines = pipelines;
        this.outputs = outputs;
        this.judgments = judgments;
    }

    /// Clears what is due. A crash in between clears it the next time.
    public void run() {
        for (Pipeline pipeline : pipelines.all()) {
            long before = clock.instant().minus(pipeline.policy().retention()).toEpochMilli();
            String beforeId = Ids.lowerBound(Math.max(0, before));
            database.reader()
                    .withExtension(ExperimentDao.class, dao -> dao.toClear(pipeline.name(), beforeId))
                    .forEach(this::clear);
        }
    }

    private void clear(ExperimentRow row) {
        List<OutputId> shown = database.reader().withExtension(ItemDao.class, dao -> dao.of(row.id())).stream()
                .map(ItemRow::outputId)
                .filter(Objects::nonNull)
                .sorted(Comparator.naturalOrder())
                .toList();
        if (!shown.isEmpty()) {
            // Only their own: a population has no other outputs, and its ids lie close together.
            String from = shown.getFirst()
                    .value()
                    .substring(0, shown.getFirst().value().length() - 1);
            String to = shown.getLast() + "~";
            int cleared = AT_ONCE;
            while (cleared == AT_ONCE) {
                cleared = judgments.clear(row.population(), from, to, AT_ONCE);
            }
            cleared = AT_ONCE;
            while (cleared == AT_ONCE) {
                cleared =
                        outputs.clearBodies(row.population(), from, to, AT_ONCE).size();
            }
        }
        database.writer().useTransaction(tx -> {
            tx.attach(ItemDao.class).clearBodies(row.id());
            tx.attach(ItemDao.class).clearPrompts(row.id());
            tx.attach(ExperimentDao.class).cleared(row.id(), clock.millis());
        });
    }

    /// Takes away the text that an experiment has of one output, within the caller's transaction.
    ///
    /// @return how many there were
    public static int erase(Handle transaction, PipelineName population, OutputId output) {
        return transaction.attach(ItemDao.class).erase(population, output);
    }
}

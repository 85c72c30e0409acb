package dev.touchstone.backend.experiment;

import dev.touchstone.api.experiment.Experiment;
import dev.touchstone.api.experiment.ExperimentState;
import dev.touchstone.api.experiment.NewExperiment;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.Population;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.judge.judgment.JudgeQueue;
import dev.touchstone.backend.judge.judgment.JudgeVerdicts;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.ExperimentPolicy;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.review.ReviewQueue;
import dev.touchstone.backend.review.view.DecidedOutputs;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import dev.touchstone.stats.sampling.SamplingKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Creates, starts and closes experiments. Thread-safe.
public final class Experiments {
    private final Database database;
    private final Ids ids;
    private final InstantSource clock;
    private final Ledger ledger;
    private final Pipelines pipelines;
    private final Outputs outputs;
    private final ReviewQueue queue;
    private final JudgeQueue judge;
    private final SamplingKey key;

    public Experiments(
            Database database,
            Ids ids,
            InstantSource clock,
            Ledger ledger,
            Pipelines pipelines,
            Outputs outputs,
            ReviewQueue queue,
            JudgeQueue judge,
            SamplingKey key) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.ledger = ledger;
        this.pipelines = pipelines;
        this.outputs = outputs;
        this.queue = queue;
        this.judge = judge;
        this.key = key;
    }

    /// @throws Refused as unknown without such a pipeline, as a conflict when it asks for a judge and there is none
    public Experiment create(NewExperiment asked, String by) {
        PipelineName pipeline =
                pipelines.require(new PipelineName(asked.pipeline())).name();
        if (asked.judge() && !judge.enabled()) {
            throw Refused.conflict(
                    "no-judge",
                    "No judge is configured; set judge.model in config/touchstone.yaml, or leave judge out.");
        }
        String id = ids.next();
        ExperimentRow row = new ExperimentRow(
                id,
                pipeline,
                Population.ofExperiment(pipeline, id),
                asked.name(),
                asked.description(),
                new ExperimentRow.Options(asked.judge(), asked.golden()),
                ExperimentState.DRAFT.wire(),
                new ExperimentRow.Course(clock.millis(), by, null, null));
        database.writer().useTransaction(tx -> {
            tx.attach(ExperimentDao.class).insert(row);
            ledger.append(tx, by, "experiment.created", id, null, asked);
        });
        return view(row);
    }

    Optional<ExperimentRow> find(String id) {
        return database.reader().withExtension(ExperimentDao.class, dao -> dao.find(id));
    }

    /// Newest first.
    ///
    /// @param pipeline null for every pipeline
    /// @param before the id the page before ended with; null for the first page
    List<Experiment> page(@Nullable PipelineName pipeline, @Nullable String before, int limit) {
        // Greater than any id.
        String bound = before == null ? "~" : before;
        return database.reader().withExtension(ExperimentDao.class, dao -> dao.page(pipeline, bound, limit)).stream()
                .map(this::view)
                .toList();
    }

    Experiment view(ExperimentRow row) {
        return database.snapshot(handle -> view(handle, row));
    }

    static Experiment view(Handle handle, ExperimentRow row) {
        ItemDao items = handle.attach(ItemDao.class);
        ItemDao.Counts counts = items.counts(row.id());
        return row.wire(
                items.versionCounts(row.id()),
                new Experiment.Progress(
                        counts.cases(),
                        counts.items(),
                        counts.outputs(),
                        DecidedOutputs.decided(handle, row.population()),
                        JudgeVerdicts.judged(handle, row.population())));
    }

    /// Opens the reviews of everything that is there, all or none; an experiment that is open stays as it is.
    ///
    /// @throws Refused as a conflict when there is nothing to compare, or not yet
    Experiment start(ExperimentRow row, String by) {
        if (row.stateNow() == ExperimentState.DRAFT) {
            Pipeline host = pipelines.require(row.pipeline());
            Pipeline population = pipelines.put(row.population(), ExperimentPolicy.of(host.policy()), by, null);
            database.writer().useTransaction(tx -> open(tx, row.id(), population, by));
        }
        ExperimentRow now = find(row.id()).orElseThrow();
        if (now.stateNow() == ExperimentState.CLOSED) {
            throw closed();
        }
        return view(now);
    }

    private void open(Handle tx, String id, Pipeline population, String by) {
        ExperimentRow row = tx.attach(ExperimentDao.class).lock(id).orElseThrow();
        if (row.stateNow() != ExperimentState.DRAFT) {
            return;
        }
        ItemDao items = tx.attach(ItemDao.class);
        List<ItemRow> ready = Startable.of(items.of(id));
        Opening opening = Opening.of(
                new ReviewOrder(key, id).of(ready), row.pipeline().value(), population, ids, key, clock.instant());
        outputs.appendUncounted(tx, opening.outputs());
        if (row.options().golden()) {
            queue.open(tx, opening.reviews());
        } else {
            queue.openUntaught(tx, row.population(), opening.reviews());
        }
        Map<String, OutputId> shownAs = opening.shownAs();
        List<String> shown = List.copyOf(shownAs.keySet());
        items.shownAs(shown, shown.stream().map(shownAs::get).toList());
        if (row.options().judge()) {
            judge.request(tx, opening.outputs());
        }
        tx.attach(ExperimentDao.class).start(id, clock.millis());
        ledger.append(
                tx,
                by,
                "experiment.started",
                id,
                null,
                Map.of("reviews", opening.reviews().size()));
    }

    /// Ends it: what nobody has decided is withdrawn. Closing again changes nothing.
    Experiment close(ExperimentRow row, String by) {
        database.writer().useTransaction(tx -> {
            ExperimentDao dao = tx.attach(ExperimentDao.class);
            dao.lock(row.id());
            if (dao.close(row.id(), clock.millis()) == 1) {
                int withdrawn = queue.withdrawAll(tx, row.population(), by);
                ledger.append(tx, by, "experiment.closed", row.id(), null, Map.of("withdrawn", withdrawn));
            }
        });
        return view(find(row.id()).orElseThrow());
    }

    static Refused closed() {
        return Refused.conflict(
                "experiment-closed", "The experiment is closed; create another one for further outputs.");
    }
}

package dev.touchstone.backend.testing;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.audit.AuditPlans;
import dev.touchstone.backend.erasure.ErasureParts;
import dev.touchstone.backend.erasure.ErasureWork;
import dev.touchstone.backend.erasure.Retention;
import dev.touchstone.backend.evaluation.EvaluationConfig;
import dev.touchstone.backend.evaluation.EvaluationQueue;
import dev.touchstone.backend.feedback.signal.OutputSignals;
import dev.touchstone.backend.golden.admission.GoldenAdmission;
import dev.touchstone.backend.golden.item.Corrections;
import dev.touchstone.backend.golden.item.GoldenItems;
import dev.touchstone.backend.golden.item.ItemShelf;
import dev.touchstone.backend.intake.Chances;
import dev.touchstone.backend.intake.Intake;
import dev.touchstone.backend.intake.IntakeConfig;
import dev.touchstone.backend.judge.ModelOffers;
import dev.touchstone.backend.judge.check.SelfCheckQueue;
import dev.touchstone.backend.judge.check.SelfChecks;
import dev.touchstone.backend.judge.committee.CommitteeAnswers;
import dev.touchstone.backend.judge.committee.CommitteeConfig;
import dev.touchstone.backend.judge.committee.CommitteeQueue;
import dev.touchstone.backend.judge.judgment.JudgeQueue;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.ledger.LedgerKeys;
import dev.touchstone.backend.model.ModelConfig;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.output.SubjectKeys;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.review.Decisions;
import dev.touchstone.backend.review.ReviewQueue;
import dev.touchstone.backend.review.ReviewedDecisions;
import dev.touchstone.backend.review.view.ReviewLists;
import dev.touchstone.backend.review.view.ReviewViews;
import dev.touchstone.backend.review.view.Verdicts;
import dev.touchstone.backend.sampling.Budgets;
import dev.touchstone.backend.sampling.Plans;
import dev.touchstone.backend.sampling.Samples;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.store.Ids;
import dev.touchstone.backend.store.Signals;
import dev.touchstone.backend.store.Storage;
import dev.touchstone.backend.webhook.DisabledEndpoints;
import dev.touchstone.stats.sampling.SamplingKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;

/// The features, wired as in the backend but without HTTP, on one database and a clock that stands still.
public final class Workbench implements AutoCloseable {
    public static final LedgerKeys LEDGER_KEYS = ServedBackend.SECRET.ledgerKeys();
    private static final ModelConfig NO_JUDGE = Json.read("{}", ModelConfig.class);
    private static final EvaluationConfig NO_EVALUATIONS = Json.read("{}", EvaluationConfig.class);
    private static final CommitteeConfig NO_COMMITTEE = Json.read("{}", CommitteeConfig.class);

    public final TestClock clock = new TestClock();
    public final DatabaseConfig config;
    public final Database database;
    public final Ids ids = new Ids(clock);
    public final Signals signals = new Signals();
    public final Ledger ledger;
    private static final SamplingKey KEY = new SamplingKey("a secret for tests".getBytes(StandardCharsets.UTF_8));

    public final Pipelines pipelines;
    public final Outputs outputs;
    public final Outbox outbox;
    public final DisabledEndpoints endpoints;
    public final ReviewQueue queue;
    /// Admits when asked to: [GoldenAdmission#catchUp].
    public final GoldenAdmission admission;
    public final Corrections golden;
    public final ItemShelf items;
    public final Decisions decisions;
    public final ReviewViews views;
    public final Verdicts verdicts;
    public final ReviewLists reviews;
    public final Budgets budgets;
    public final Samples samples;
    public final AuditPlans audits;
    public final Plans plans;
    public final CommitteeQueue committeeQueue;
    public final JudgeQueue judgeQueue;
    public final SelfCheckQueue selfCheckQueue;
    public final Intake intake;

    public Workbench(DatabaseConfig config) {
        this(config, NO_JUDGE, NO_COMMITTEE);
    }

    public Workbench(DatabaseConfig config, ModelConfig judge, CommitteeConfig committee) {
        this.config = config;
        database = Database.openAndMigrate(config);
        ledger = new Ledger(database, clock, LEDGER_KEYS);
        pipelines = new Pipelines(database, ledger, clock);
        outputs = new Outputs(database);
        outbox = new Outbox(database, ids, clock, signals, ledger);
        endpoints = new DisabledEndpoints(database, clock, ledger);
        queue = new ReviewQueue(database, clock, signals, ledger, outbox, pipelines, outputs);
        admission = new GoldenAdmission(
                database, ids, clock, pipelines, new GoldenItems(ids, clock), new ReviewedDecisions(outputs));
        items = new ItemShelf(database, clock);
        golden = new Corrections(items);
        EvaluationQueue evaluations = new EvaluationQueue(NO_EVALUATIONS, outbox);
        decisions = new Decisions(
                new Storage(database, ids, clock),
                signals,
                ledger,
                outbox,
                evaluations,
                admission,
                outputs,
                pipelines,
                queue);
        views = new ReviewViews(
                database,
                clock,
                outputs,
                pipelines,
                outbox,
                new ReviewViews.Neighbours(
                        CommitteeAnswers::of, OutputSignals::shown, SelfChecks::of, SelfChecks::waiting));
        verdicts = new Verdicts(database, signals, views);
        reviews = new ReviewLists(database, clock, outputs);
        budgets = new Budgets(database, pipelines, clock);
        audits = new AuditPlans(database, clock);
        IntakeConfig limits = new IntakeConfig(10_000, 1L << 30, 256);
        committeeQueue = new CommitteeQueue(committee, outbox, clock);
        judgeQueue = new JudgeQueue(judge, outbox);
        selfCheckQueue = new SelfCheckQueue(
                judge, committee, outbox, clock, name -> budgets.doubtfulShare(pipelines.require(name)));
        samples = new Samples(database, ids, clock, KEY, ledger, pipelines, outputs, queue, judgeQueue);
        plans = new Plans(pipelines, samples, clock);
        intake = new Intake(
                database,
                ids,
                clock,
                new Chances(KEY, budgets, audits),
                pipelines,
                outputs,
                queue,
                new ModelOffers(judgeQueue, committeeQueue, selfCheckQueue),
                limits);
        intake.start();
    }

    /// What clears texts whose time is over; it runs when asked to.
    public Retention retention() {
        return erasure((pipeline, actor) -> actor).retention();
    }

    /// What clears texts, with nothing beside the database.
    ///
    /// @param actors what users are called in the database
    public ErasureParts erasure(BiFunction<PipelineName, String, String> actors) {
        return new ErasureParts(
                new ErasureParts.Needs(new Storage(database, ids, clock), ledger, pipelines, outputs, outbox, queue),
                new SubjectKeys(KEY),
                new ErasureWork.Neighbours(actors, () -> {}));
    }

    /// Puts a policy into force, written as JSON with the defaults left out.
    public Policy pipeline(String name, String policyJson) {
        return pipelines
                .put(new PipelineName(name), Json.read(policyJson, Policy.class), "test", null)
                .policy();
    }

    /// Posts an output that is stored for the first time.
    public OutputReceipt post(NewOutput output) {
        return switch (intake.accept(output).join()) {
            case Intake.Answer.Stored stored -> stored.receipt();
            case Intake.Answer other -> throw new AssertionError("not stored: " + other);
        };
    }

    /// Posts an output of low confidence and returns the id of its review.
    public ReviewId openReview(PipelineName pipeline, String externalId) {
        ReviewId review = post(NewOutput.text(pipeline.value(), externalId, "an answer")
                        .query("a question")
                        .confidence(0.3)
                        .build())
                .reviewId();
        if (review == null) {
            throw new AssertionError("no review was opened");
        }
        return review;
    }

    /// What the ledger says, oldest first, each as `actor action subject`.
    public List<String> audited() {
        return database.reader()
                .withHandle(handle -> handle.createQuery(
                                "SELECT actor || ' ' || action || ' ' || subject FROM ledger_entry ORDER BY seq")
                        .mapTo(String.class)
                        .list());
    }

    public long count(String table) {
        return database.reader()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                        .mapTo(Long.class)
                        .one());
    }

    @Override
    public void close() {
        intake.close();
        database.close();
    }
}

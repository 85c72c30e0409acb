package dev.touchstone.backend;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.advice.Efficiency;
import dev.touchstone.backend.agent.AgentDesk;
import dev.touchstone.backend.agent.AgentRoutes;
import dev.touchstone.backend.audit.AuditPlans;
import dev.touchstone.backend.drift.action.ActionNotes;
import dev.touchstone.backend.drift.action.act.AllowedTargets;
import dev.touchstone.backend.erasure.ErasureParts;
import dev.touchstone.backend.erasure.ErasureWork;
import dev.touchstone.backend.evaluation.EvaluationQueue;
import dev.touchstone.backend.feedback.signal.OutputSignals;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.HttpServer;
import dev.touchstone.backend.http.openapi.OpenApiRoutes;
import dev.touchstone.backend.intake.Chances;
import dev.touchstone.backend.intake.Intake;
import dev.touchstone.backend.intake.IntakeRoutes;
import dev.touchstone.backend.intake.PolicyPreviews;
import dev.touchstone.backend.intake.PreviewRoutes;
import dev.touchstone.backend.judge.ModelOffers;
import dev.touchstone.backend.judge.check.SelfCheckQueue;
import dev.touchstone.backend.judge.check.SelfChecks;
import dev.touchstone.backend.judge.committee.CommitteeAnswers;
import dev.touchstone.backend.judge.committee.CommitteeQueue;
import dev.touchstone.backend.judge.judgment.JudgeParts;
import dev.touchstone.backend.judge.judgment.JudgeQueue;
import dev.touchstone.backend.keys.ApiKeys;
import dev.touchstone.backend.keys.KeyRoutes;
import dev.touchstone.backend.keys.OtherSecret;
import dev.touchstone.backend.keys.SecretCheck;
import dev.touchstone.backend.keys.Secrets;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.outbox.DeliveryRoutes;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.output.SubjectKeys;
import dev.touchstone.backend.pipeline.PipelineRoutes;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.review.Decisions;
import dev.touchstone.backend.review.ReviewQueue;
import dev.touchstone.backend.review.ReviewRoutes;
import dev.touchstone.backend.review.ReviewUpkeep;
import dev.touchstone.backend.review.ReviewedDecisions;
import dev.touchstone.backend.review.export.DecisionExport;
import dev.touchstone.backend.review.export.DecisionExportRoutes;
import dev.touchstone.backend.review.request.RequestRoutes;
import dev.touchstone.backend.review.request.RequestedReviews;
import dev.touchstone.backend.review.request.WithdrawnReviews;
import dev.touchstone.backend.review.search.DecisionSearch;
import dev.touchstone.backend.review.search.DecisionSearchRoutes;
import dev.touchstone.backend.review.search.OutputSearch;
import dev.touchstone.backend.review.search.OutputSearchRoutes;
import dev.touchstone.backend.review.view.ReviewListRoutes;
import dev.touchstone.backend.review.view.ReviewLists;
import dev.touchstone.backend.review.view.ReviewViews;
import dev.touchstone.backend.review.view.Verdicts;
import dev.touchstone.backend.sampling.BudgetRoutes;
import dev.touchstone.backend.sampling.Budgets;
import dev.touchstone.backend.sampling.Plans;
import dev.touchstone.backend.sampling.SampleRoutes;
import dev.touchstone.backend.sampling.Samples;
import dev.touchstone.backend.schedule.Schedule;
import dev.touchstone.backend.schedule.Task;
import dev.touchstone.backend.session.SessionRoutes;
import dev.touchstone.backend.session.Sessions;
import dev.touchstone.backend.session.SignedInPeople;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import dev.touchstone.backend.store.NewestId;
import dev.touchstone.backend.store.ServerLock;
import dev.touchstone.backend.store.Signals;
import dev.touchstone.backend.store.Storage;
import dev.touchstone.backend.webhook.DisabledEndpoints;
import dev.touchstone.backend.webhook.WebhookRoutes;
import dev.touchstone.backend.webhook.Webhooks;
import dev.touchstone.stats.sampling.SamplingKey;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.Servlet;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// The backend, wired in the order data flows: keys and pipelines first, then the way of an output from
/// intake to decision, then what is told to the outside. Nothing runs before [#start]; [#close] stops in the
/// opposite order, so that whatever was accepted is finished.
public final class Backend implements AutoCloseable {
    private final ServerLock lock;
    private final Database database;
    private final OperationsFeature operations;
    private final Signals signals;
    private final ApiKeys keys;
    private final Pipelines pipelines;
    private final Intake intake;
    private final ErasureParts erasure;
    private final Webhooks webhooks;
    private final LedgerFeature ledgerFeature;
    private final JudgeFeature judge;
    private final FeedbackFeature feedback;
    private final OtlpFeature otlp;
    private final AgentRoutes agents;
    private final DriftFeature drift;
    private final ExperimentFeature experiments;
    private final GoldenFeature golden;
    private final Schedule schedule;
    private final HttpServer server;

    public Backend(BackendConfig config, ServerSecret secret, InstantSource clock) {
        this(config, Secrets.only(secret), clock);
    }

    /// @throws dev.touchstone.backend.store.DatabaseNotReady when another server has the SQLite file
    public Backend(BackendConfig config, Secrets secrets, InstantSource clock) {
        lock = ServerLock.take(config.database(), clock.instant());
        database = open(config);
        adopt(secrets, clock);
        Ids ids = new Ids(clock);
        NewestId.seed(ids, database);
        Storage storage = new Storage(database, ids, clock);
        signals = new Signals();
        operations = new OperationsFeature(database, clock);
        Ledger ledger = new Ledger(database, clock, secrets.ledgerKeys());
        ledgerFeature = new LedgerFeature(ledger, database, secrets.ledgerKeys());
        keys = new ApiKeys(database, ledger, clock, secrets);
        pipelines = new Pipelines(database, ledger, clock);

        Outputs outputs = new Outputs(database);
        Outbox outbox = new Outbox(database, ids, clock, signals, ledger);
        ReviewQueue queue = new ReviewQueue(database, clock, signals, ledger, outbox, pipelines, outputs);
        SamplingKey samplingKey = new SamplingKey(secrets.current().derive("sampling"));
        Budgets budgets = new Budgets(database, pipelines, clock);
        AuditPlans audits = new AuditPlans(database, clock);
        CommitteeQueue committee = new CommitteeQueue(config.committee(), outbox, clock);
        JudgeQueue judgeQueue = new JudgeQueue(config.judge(), outbox);
        SelfCheckQueue selfCheck = new SelfCheckQueue(
                config.judge(),
                config.committee(),
                outbox,
                clock,
                name -> budgets.doubtfulShare(pipelines.require(name)));
        ModelOffers offers = new ModelOffers(judgeQueue, committee, selfCheck);
        Chances chances = new Chances(samplingKey, budgets, audits);
        intake = new Intake(database, ids, clock, chances, pipelines, outputs, queue, offers, config.intake());
        SamplingKey splitKey = new SamplingKey(secrets.current().derive("golden"));
        golden = new GoldenFeature(
                database,
                ids,
                clock,
                ledger,
                pipelines,
                new ReviewedDecisions(outputs),
                splitKey,
                config.server().maxBodyBytes(),
                new GoldenFeature.Search(config.database().searchFolder(), config.embeddings()));
        EvaluationQueue evaluations = new EvaluationQueue(config.evaluations(), outbox);
        Decisions decisions = new Decisions(
                storage, signals, ledger, outbox, evaluations, golden.admission(), outputs, pipelines, queue);
        ReviewViews views = new ReviewViews(
                database,
                clock,
                outputs,
                pipelines,
                outbox,
                new ReviewViews.Neighbours(
                        CommitteeAnswers::of, OutputSignals::shown, SelfChecks::of, SelfChecks::waiting));
        Verdicts verdicts = new Verdicts(database, signals, views);
        ReviewLists lists = new ReviewLists(database, clock, outputs);
        DisabledEndpoints disabled = new DisabledEndpoints(database, clock, ledger);
        webhooks = new Webhooks(config.webhooks(), outbox, disabled, clock, secrets);
        JudgeParts judgeParts =
                JudgeParts.of(config.judge(), storage, pipelines, outputs, outbox, queue, judgeQueue, ledger);
        judge = new JudgeFeature(judgeParts, ledger, config.committee(), committee, operations.stored());
        feedback = new FeedbackFeature(
                judgeParts, secrets, config.feedback(), config.server().maxBodyBytes(), operations);
        SamplingKey orderKey = new SamplingKey(secrets.current().derive("experiment"));
        experiments = new ExperimentFeature(
                judgeParts, ledger, orderKey, config.server().maxBodyBytes());
        erasure = new ErasureParts(
                new ErasureParts.Needs(storage, ledger, pipelines, outputs, outbox, queue),
                new SubjectKeys(samplingKey),
                new ErasureWork.Neighbours(feedback.intake()::actor, golden.fewShot()::forgetErased));
        Samples samples = new Samples(database, ids, clock, samplingKey, ledger, pipelines, outputs, queue, judgeQueue);
        Plans plans = new Plans(pipelines, samples, clock);
        AllowedTargets allowed = new AllowedTargets(config.actions());
        drift = new DriftFeature(
                config.actions(),
                allowed,
                storage,
                ledger,
                outbox,
                webhooks,
                pipelines,
                judge::notes,
                judgeParts.shared().releases());
        Efficiency efficiency = new Efficiency(database, config.costs());
        ReportFeature report = new ReportFeature(database, pipelines, outbox, drift.week(), ledger, efficiency, clock);
        QualityFeature quality =
                new QualityFeature(database, pipelines, audits, drift.forecast(), ledger, clock, selfCheck);
        otlp = new OtlpFeature(
                database,
                clock,
                pipelines,
                intake,
                new OtlpFeature.VerdictsOut(config.evaluations(), evaluations, outbox),
                operations.stored());
        AdviceFeature advice = new AdviceFeature(storage, outputs, pipelines, outbox, queue, efficiency);
        List<Task> tasks = new ArrayList<>(judge.tasks());
        tasks.addAll(quality.tasks());
        tasks.addAll(advice.tasks());
        ReviewUpkeep upkeep = new ReviewUpkeep(database, clock, signals, ledger, outbox, outputs, pipelines, queue);
        tasks.add(new Task("reviews", "40 * * * * ?", ZoneOffset.UTC, upkeep::run));
        // Windows are whole hours and wait for latecomers; in between there is nothing to find.
        tasks.add(new Task("samples", "0 6/10 * * * ?", ZoneOffset.UTC, plans::catchUp));
        tasks.add(new Task("budgets", "0 2/10 * * * ?", ZoneOffset.UTC, budgets::update));
        tasks.addAll(drift.tasks());
        tasks.addAll(report.tasks());
        tasks.addAll(feedback.tasks());
        tasks.add(experiments.clearing());
        tasks.addAll(golden.tasks());
        tasks.addAll(otlp.tasks());
        tasks.add(ledgerFeature.task());
        schedule = new Schedule(database, tasks);

        operations.watch(intake, outbox, queue, verdicts);
        operations.alsoNote(judge::notes);
        operations.alsoNote(drift::notes);

        List<Endpoint> endpoints = new ArrayList<>();
        endpoints.addAll(
                new PipelineRoutes(pipelines, allowed::check, new ActionNotes(config.actions())::of).endpoints());
        endpoints.addAll(
                new PreviewRoutes(pipelines, new PolicyPreviews(database, clock, outputs, chances)).endpoints());
        endpoints.addAll(new IntakeRoutes(intake, verdicts, config.server().maxBodyBytes()).endpoints());
        endpoints.addAll(new ReviewListRoutes(lists, views, golden.admission()).endpoints());
        endpoints.addAll(new ReviewRoutes(queue, decisions).endpoints());
        RequestedReviews requested =
                new RequestedReviews(database, ids, clock, pipelines, outputs, outbox, queue, ledger);
        agents = new AgentRoutes(new AgentDesk(
                database,
                new AgentDesk.Parts(
                        intake, outputs, requested, verdicts, pipelines, golden.fewShot(), feedback.intake())));
        endpoints.addAll(agents.endpoints());
        endpoints.addAll(
                new RequestRoutes(requested, new WithdrawnReviews(database, clock, outputs, outbox, queue), outputs)
                        .endpoints());
        endpoints.addAll(new DecisionExportRoutes(new DecisionExport(database, outputs)).endpoints());
        endpoints.addAll(new DecisionSearchRoutes(new DecisionSearch(database)).endpoints());
        endpoints.addAll(new OutputSearchRoutes(new OutputSearch(database, views), views, pipelines).endpoints());
        endpoints.addAll(golden.endpoints());
        endpoints.addAll(new SampleRoutes(samples).endpoints());
        endpoints.addAll(new BudgetRoutes(budgets, pipelines).endpoints());
        endpoints.addAll(experiments.endpoints());
        endpoints.addAll(erasure.endpoints());
        endpoints.addAll(new DeliveryRoutes(outbox).endpoints());
        endpoints.addAll(new WebhookRoutes(disabled).endpoints());
        endpoints.addAll(quality.endpoints());
        endpoints.addAll(advice.endpoints());
        endpoints.addAll(judge.endpoints());
        endpoints.addAll(feedback.endpoints());
        endpoints.addAll(otlp.endpoints());
        endpoints.addAll(drift.endpoints());
        endpoints.addAll(report.endpoints());
        endpoints.addAll(ledgerFeature.endpoints());
        endpoints.addAll(new KeyRoutes(keys).endpoints());
        Sessions sessions = new Sessions(database, clock, ledger);
        endpoints.addAll(new SessionRoutes(sessions).endpoints());
        endpoints.addAll(operations.endpoints());
        endpoints.addAll(new OpenApiRoutes(endpoints).endpoints());
        SignedInPeople people = new SignedInPeople(sessions, pipelines);
        server = new HttpServer(config.server(), endpoints, keys, people, operations.registry());
    }

    private Database open(BackendConfig config) {
        try {
            return Database.openAndMigrate(config.database());
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void adopt(Secrets secrets, InstantSource clock) {
        try {
            SecretCheck.adopt(database, new Ledger(database, clock, secrets.ledgerKeys()), secrets);
        } catch (OtherSecret e) {
            database.close();
            lock.close();
            throw e;
        }
    }

    /// Where parts of the same process put their metrics.
    public MeterRegistry metrics() {
        return operations.registry();
    }

    /// @param more what people should know although requests are taken, in sentences; asked at every look
    public void alsoNote(Supplier<List<String>> more) {
        operations.alsoNote(more);
    }

    /// Serves pages beside the API. Only before the start.
    ///
    /// @param path such as `/console`
    public void mount(String path, Servlet pages) {
        server.mount(path, pages);
    }

    /// Puts declared policies into force, then starts taking requests.
    public Backend start(Map<String, Policy> declared) {
        ledgerFeature.start();
        declared.forEach((name, policy) -> pipelines.put(new PipelineName(name), policy, "config", null));
        golden.start();
        intake.start();
        webhooks.start();
        judge.start();
        feedback.start();
        otlp.start();
        drift.start(declared);
        experiments.start();
        erasure.start();
        schedule.start();
        server.start();
        return this;
    }

    /// Where the API listens, without a trailing slash.
    public String url() {
        return server.url();
    }

    /// A key for a part of the same process; it ends with the process and is stored nowhere.
    public String keyInProcess(String name, Set<Scope> scopes) {
        return keys.createInProcess(name, scopes).token();
    }

    /// Every operation of the API.
    public List<Endpoint> endpoints() {
        return server.endpoints();
    }

    @Override
    public void close() {
        signals.close();
        server.close();
        schedule.close();
        erasure.close();
        experiments.close();
        drift.close();
        feedback.close();
        otlp.close();
        agents.close();
        judge.close();
        webhooks.close();
        intake.close();
        golden.close();
        keys.close();
        operations.close();
        database.close();
        lock.close();
    }
}

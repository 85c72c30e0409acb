package dev.touchstone.backend.judge;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.judge.Judgment;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.health.StoredGauges;
import dev.touchstone.backend.judge.check.SelfChecks;
import dev.touchstone.backend.judge.committee.CommitteeConfig;
import dev.touchstone.backend.judge.committee.Committees;
import dev.touchstone.backend.judge.judgment.JudgeParts;
import dev.touchstone.backend.judge.judgment.JudgmentDao;
import dev.touchstone.backend.model.ModelConfig;
import dev.touchstone.backend.model.ModelFault;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.store.Storage;
import dev.touchstone.backend.testing.Eventually;
import dev.touchstone.backend.testing.Workbench;
import dev.touchstone.sandbox.judge.MockAnswer;
import dev.touchstone.sandbox.judge.MockJudge;
import dev.touchstone.sandbox.judge.MockQuestion;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// The judge at work on a real database, against the mock, on a clock that a test moves.
public final class JudgeBench implements AutoCloseable {
    public static final String PIPELINE = "support";

    /// How long a test waits for what happens by itself, on a slow machine.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public final MockJudge mock;
    public final Workbench bench;
    public final JudgeParts parts;
    public final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    public final StoredGauges stored = new StoredGauges(metrics);
    public final Judging judging;
    final CommitteeConfig committeeConfig;
    public final Committees committees;
    public final SelfChecks checks;
    private int number;

    /// @param settings of the judge as JSON, without URL and model
    public JudgeBench(DatabaseConfig database, String settings, Function<MockQuestion, MockAnswer> script) {
        this(database, settings, "{}", script);
    }

    /// @param committee settings as JSON, in which `URL` stands for that of the mock
    public JudgeBench(
            DatabaseConfig database, String settings, String committee, Function<MockQuestion, MockAnswer> script) {
        mock = MockJudge.scripted(script);
        ModelConfig config = config(mock.url(), settings);
        committeeConfig = Json.read(committee.replace("URL", mock.url()), CommitteeConfig.class);
        bench = new Workbench(database, config, committeeConfig);
        parts = JudgeParts.of(
                config,
                new Storage(bench.database, bench.ids, bench.clock),
                bench.pipelines,
                bench.outputs,
                bench.outbox,
                bench.queue,
                bench.judgeQueue,
                bench.ledger);
        judging = new Judging(parts, bench.ledger, stored);
        committees = new Committees(parts, committeeConfig, bench.committeeQueue, judging.line(), stored);
        checks = new SelfChecks(parts, committeeConfig, judging.line(), stored);
        bench.pipeline(PIPELINE, "{\"audit_rate\": 0, \"judge\": {\"share\": 1}}");
    }

    public static ModelConfig config(String url, String settings) {
        try {
            var node = (com.fasterxml.jackson.databind.node.ObjectNode)
                    Json.mapper().readTree(settings);
            return Json.mapper()
                    .treeToValue(node.put("base_url", url).put("model", MockJudge.MODEL), ModelConfig.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public static MockAnswer approving(MockQuestion question) {
        return MockAnswer.of(question.verdict(0.9, "It is right."));
    }

    public static MockAnswer rejecting(MockQuestion question) {
        return MockAnswer.of(question.verdict(0.1, "It is wrong."));
    }

    /// Posts an output that is confident, and so goes out without a review.
    public OutputReceipt post(String text) {
        return bench.post(NewOutput.text(PIPELINE, "e-" + number++, text)
                .query("a question")
                .confidence(0.95)
                .build());
    }

    public List<Judgment> judgments(OutputId outputId) {
        return bench.database.reader().withExtension(JudgmentDao.class, dao -> dao.ofOutput(outputId)).stream()
                .map(row -> row.wire(MockJudge.MODEL))
                .toList();
    }

    public boolean judged(OutputId outputId) {
        return judgments(outputId).stream().anyMatch(one -> one.said().verdict() != null);
    }

    public double faults(ModelFault fault) {
        return metrics.counter("touchstone.judge.faults", "cause", fault.wire()).count();
    }

    public String state(OutputId outputId) {
        return bench.database
                .reader()
                .withHandle(handle -> handle.createQuery(
                                "SELECT state FROM delivery WHERE subject = ? AND consumer = 'judge'")
                        .bind(0, outputId)
                        .mapTo(String.class)
                        .one());
    }

    /// Judgments that say something.
    long verdicts() {
        return bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM judgment WHERE verdict IS NOT NULL")
                        .mapTo(Long.class)
                        .one());
    }

    private long leased() {
        return bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM delivery WHERE state = 'leased'")
                        .mapTo(Long.class)
                        .one());
    }

    /// Waits while the clock runs on, so that what is put off falls due; it stands while somebody works, or
    /// leases would end in no time.
    public void eventually(String what, BooleanSupplier happened) {
        Eventually.within(PATIENCE, what, () -> {
            if (happened.getAsBoolean()) {
                return true;
            }
            if (leased() == 0) {
                bench.clock.advance(Duration.ofSeconds(1));
                bench.signals.raise("deliveries", "judge");
                bench.signals.raise("deliveries", "committee");
                bench.signals.raise("deliveries", "check");
            }
            return false;
        });
    }

    @Override
    public void close() {
        checks.close();
        committees.close();
        judging.close();
        bench.close();
        mock.close();
    }
}

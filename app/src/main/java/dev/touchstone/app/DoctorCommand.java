package dev.touchstone.app;

import dev.touchstone.api.policy.Policy;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.config.ConfigException;
import dev.touchstone.backend.drift.action.ActionNotes;
import dev.touchstone.backend.judge.judgment.JudgeProbe;
import dev.touchstone.backend.model.EmbeddingConfig;
import dev.touchstone.backend.model.Embeddings;
import dev.touchstone.backend.model.ModelConfig;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseNotReady;
import dev.touchstone.bot.BotConfig;
import dev.touchstone.bot.doctor.Finding;
import dev.touchstone.bot.doctor.SlackDoctor;
import dev.touchstone.bot.doctor.SlackNeeds;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `touchstone doctor`: checks everything an installation depends on, and says what to do about each failure.
@Command(name = "doctor", description = "Checks the installation and Slack.", mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private final Settings settings = new Settings();

    @Override
    public Integer call() throws Exception {
        List<Finding> findings = new ArrayList<>();
        findings.add(secret());
        Optional<BackendConfig> config = configuration(findings);
        config.map(DoctorCommand::database).ifPresent(findings::add);
        Map<String, Policy> policies = policies(findings);
        findings.addAll(slack(policies));
        config.map(known -> judge(known.judge(), policies)).ifPresent(findings::add);
        config.map(known -> embeddings(known.embeddings())).ifPresent(findings::add);
        config.map(known -> actions(new ActionNotes(known.actions()), policies)).ifPresent(findings::addAll);
        findings.forEach(DoctorCommand::print);
        boolean failed = findings.stream().anyMatch(finding -> finding.level() == Finding.Level.FAILED);
        System.out.println(failed ? "\nSomething is wrong; see the lines with ✗." : "\nAll is well.");
        return failed ? 1 : 0;
    }

    private Finding secret() {
        try {
            settings.secrets();
            return Finding.ok("secret", "TOUCHSTONE_SECRET is set");
        } catch (ConfigException e) {
            return Finding.failed(
                    "secret", String.join("; ", e.errors()), "export TOUCHSTONE_SECRET=$(openssl rand -hex 32)");
        }
    }

    private Optional<BackendConfig> configuration(List<Finding> findings) {
        try {
            return Optional.of(settings.backend());
        } catch (ConfigException e) {
            findings.add(
                    Finding.failed("configuration", String.join("; ", e.errors()), "correct config/touchstone.yaml"));
            return Optional.empty();
        }
    }

    private static Finding database(BackendConfig config) {
        try (Database database = Database.open(config.database())) {
            return database.answers()
                    ? Finding.ok("database", "it answers, and its schema is up to date")
                    : Finding.failed("database", "it does not answer", "check TOUCHSTONE_DATABASE_URL");
        } catch (DatabaseNotReady e) {
            return e.startMends()
                    ? Finding.warning("database", e.found(), e.remedy())
                    : Finding.failed("database", e.found(), e.remedy());
        } catch (RuntimeException e) {
            return Finding.failed(
                    "database", "it cannot be opened: " + e.getMessage(), "check TOUCHSTONE_DATABASE_URL");
        }
    }

    private Map<String, Policy> policies(List<Finding> findings) {
        try {
            Map<String, Policy> policies = settings.pipelines();
            findings.add(
                    Finding.ok("pipelines", policies.size() + " declared: " + String.join(", ", policies.keySet())));
            return policies;
        } catch (ConfigException e) {
            findings.add(Finding.failed("pipelines", String.join("; ", e.errors()), "correct config/pipelines.yaml"));
            return Map.of();
        }
    }

    private List<Finding> slack(Map<String, Policy> policies) throws Exception {
        BotConfig config;
        try {
            config = settings.bot();
        } catch (ConfigException e) {
            return List.of(
                    Finding.failed("slack", String.join("; ", e.errors()), "follow docs/slack.md, steps 1 and 4"));
        }
        try (SlackDoctor doctor = new SlackDoctor(config, InstantSource.system())) {
            return doctor.examine(SlackNeeds.of(policies.values()));
        }
    }

    private static Finding judge(ModelConfig config, Map<String, Policy> policies) {
        if (!config.enabled()) {
            List<String> waiting = policies.entrySet().stream()
                    .filter(entry -> entry.getValue().judge() != null)
                    .map(Map.Entry::getKey)
                    .toList();
            return waiting.isEmpty()
                    ? Finding.ok("judge", "none is configured; outputs are judged by people alone")
                    : Finding.failed(
                            "judge",
                            "none is configured, and the policies of " + waiting + " ask for one",
                            "set judge.model in config/touchstone.yaml, see docs/judge.md");
        }
        return switch (JudgeProbe.of(config)) {
            case JudgeProbe.Outcome.Judged judged ->
                Finding.ok(
                        "judge",
                        config.model() + " judged a small output in "
                                + judged.took().toMillis() + " ms");
            case JudgeProbe.Outcome.Failed failed ->
                Finding.failed(
                        "judge",
                        config.model() + " at " + config.baseUrl() + " gave no verdict: " + failed.cause(),
                        failed.remedy());
        };
    }

    private static Finding embeddings(EmbeddingConfig config) {
        if (!config.enabled()) {
            return Finding.ok("embeddings", "none are configured; examples are found by their words");
        }
        try (Embeddings embeddings = new Embeddings(config, InstantSource.system())) {
            return switch (embeddings.ofStored(List.of("May I return a kettle?"))) {
                case Embeddings.Embedded.Vectors vectors ->
                    Finding.ok(
                            "embeddings",
                            config.model() + " answered with "
                                    + vectors.vectors().getFirst().length + " numbers");
                case Embeddings.Embedded.Fault fault ->
                    Finding.failed(
                            "embeddings",
                            config.model() + " at " + config.baseUrl() + " gave no vector: "
                                    + fault.cause().wire(),
                            "check embeddings in config/touchstone.yaml and TOUCHSTONE_EMBEDDINGS_KEY, see"
                                    + " docs/golden.md");
            };
        }
    }

    private static List<Finding> actions(ActionNotes notes, Map<String, Policy> policies) {
        return policies.entrySet().stream()
                .flatMap(entry -> notes.of(entry.getValue()).stream()
                        .map(note -> Finding.failed(
                                "actions of " + entry.getKey(),
                                note,
                                "see docs/actions.md for where the secret is made")))
                .toList();
    }

    private static void print(Finding finding) {
        String mark = switch (finding.level()) {
            case OK -> "✓";
            case WARNING -> "!";
            case FAILED -> "✗";
        };
        System.out.printf("%s %-24s %s%n", mark, finding.check(), finding.detail());
        if (finding.remedy() != null) {
            System.out.printf("  %-24s → %s%n", "", finding.remedy());
        }
    }
}

package dev.touchstone.backend.judge.judgment;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.JudgeVersion;
import dev.touchstone.api.policy.JudgeRules;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.model.ModelConfig;
import dev.touchstone.backend.model.ModelSettings;
import dev.touchstone.backend.store.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Knows which version judges a pipeline now. A version is made when it judges first: of the configured model, the
/// rubric in force, and the decisions of people there are at that moment. A version that has been made keeps its
/// examples until [#renew] takes newer ones. Thread-safe.
public final class JudgeVersions {
    private static final Duration REMEMBERED = Duration.ofSeconds(2);
    private static final int ID_CHARS = 20;

    private final Database database;
    private final InstantSource clock;
    private final ModelConfig config;
    private final Examples examples;
    private final Map<PipelineName, InUse> inUse = new ConcurrentHashMap<>();

    private record InUse(VersionRow version, int policyVersion, long untilMs) {}

    public JudgeVersions(Database database, InstantSource clock, ModelConfig config) {
        this.database = database;
        this.clock = clock;
        this.config = config;
        this.examples = new Examples(database);
    }

    /// The version that judges the pipeline by the policy in force.
    public VersionRow current(Pipeline pipeline) {
        long now = clock.millis();
        InUse known = inUse.get(pipeline.name());
        if (known != null && now < known.untilMs() && known.policyVersion() == pipeline.policyVersion()) {
            return known.version();
        }
        String basis = basis(pipeline);
        VersionRow version = database.reader()
                .withExtension(VersionDao.class, dao -> dao.latest(pipeline.name(), basis))
                .orElseGet(() -> make(pipeline, basis));
        inUse.put(pipeline.name(), new InUse(version, pipeline.policyVersion(), now + REMEMBERED.toMillis()));
        return version;
    }

    /// The id of the version in use, without making one; empty when none has judged yet.
    public Optional<String> inUse(Pipeline pipeline) {
        return config.enabled()
                ? database.reader()
                        .withExtension(VersionDao.class, dao -> dao.latest(pipeline.name(), basis(pipeline)))
                        .map(VersionRow::id)
                : Optional.empty();
    }

    /// Makes a version with the decisions of people there are now; the same one when they have not changed.
    public JudgeVersion renew(Pipeline pipeline) {
        VersionRow version = make(pipeline, basis(pipeline));
        inUse.put(
                pipeline.name(), new InUse(version, pipeline.policyVersion(), clock.millis() + REMEMBERED.toMillis()));
        return version.wire();
    }

    /// The version before it is part of its id: examples that come back make a version of their own, which is the
    /// latest.
    private VersionRow make(Pipeline pipeline, String basis) {
        JudgeRules rules = pipeline.policy().judge();
        String shown = Json.write(examples.of(pipeline.name(), rules == null ? 0 : rules.examples()));
        return database.writer().inTransaction(transaction -> {
            VersionDao dao = transaction.attach(VersionDao.class);
            Optional<VersionRow> before = dao.latest(pipeline.name(), basis);
            if (before.isPresent() && before.get().instructions().examples().equals(shown)) {
                return before.get();
            }
            String id = "jv-"
                    + hash(basis + shown + before.map(VersionRow::id).orElse(""))
                            .substring(0, ID_CHARS);
            long after = before.map(row -> row.createdAtMs() + 1).orElse(0L);
            dao.insert(row(pipeline, id, basis, shown, Math.max(after, clock.millis())));
            // Another node may have made it meanwhile.
            return dao.find(id).orElseThrow();
        });
    }

    private VersionRow row(Pipeline pipeline, String id, String basis, String shown, long createdAtMs) {
        Rubric rubric = pipeline.policy().rubric();
        return new VersionRow(
                id,
                pipeline.name(),
                basis,
                new VersionRow.Asked(model(), config.temperature(), config.seed(model()), settings()),
                new VersionRow.Instructions(
                        Prompt.TEMPLATE, Json.write(rubric), Json.write(AnswerSchema.of(rubric)), shown),
                createdAtMs);
    }

    private String basis(Pipeline pipeline) {
        Rubric rubric = pipeline.policy().rubric();
        List<String> parts = new ArrayList<>(List.of(
                pipeline.name().value(),
                config.baseUrl(),
                model(),
                String.valueOf(config.temperature()),
                String.valueOf(config.seed()),
                Prompt.TEMPLATE,
                Json.write(rubric),
                Json.write(AnswerSchema.of(rubric))));
        // Versions from before there were settings keep their basis.
        Optional.ofNullable(settings()).ifPresent(parts::add);
        return hash(Json.write(parts));
    }

    /// Null for the usual request.
    private @Nullable String settings() {
        ModelSettings settings = config.settings(model());
        return settings.equals(ModelSettings.USUAL) ? null : Json.write(settings);
    }

    private String model() {
        return Objects.requireNonNull(config.model(), "a judge version without a model");
    }

    public Optional<VersionRow> find(String id) {
        return database.reader().withExtension(VersionDao.class, dao -> dao.find(id));
    }

    /// Every version of a pipeline that has judged, newest first.
    List<JudgeVersion> of(PipelineName pipeline) {
        return database.reader().withExtension(VersionDao.class, dao -> dao.of(pipeline)).stream()
                .map(VersionRow::wire)
                .toList();
    }

    /// Takes an output from the examples of every version that shows it, within the caller's transaction.
    ///
    /// @return from how many
    public static int withdraw(Handle transaction, PipelineName pipeline, OutputId output) {
        VersionDao dao = transaction.attach(VersionDao.class);
        List<VersionRow> showing = dao.showing(pipeline, Json.write(output));
        for (VersionRow version : showing) {
            List<Example> left = version.exampleList().stream()
                    .filter(example -> !example.outputId().equals(output))
                    .toList();
            dao.showOnly(version.id(), Json.write(left));
        }
        return showing.size();
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

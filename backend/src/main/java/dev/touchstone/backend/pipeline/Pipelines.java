package dev.touchstone.backend.pipeline;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.Population;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.policy.PolicyVersion;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Blocking;
import dev.touchstone.backend.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Pipelines with the policy in force. A version never changes and is remembered for good; which one is in force is
/// looked up again every [#REMEMBERED], because another node may have changed it. Thread-safe.
public final class Pipelines {
    static final Duration REMEMBERED = Duration.ofSeconds(2);

    private final Database database;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Map<PipelineName, InForce> inForce = new ConcurrentHashMap<>();
    private final Map<Version, Pipeline> versions = new ConcurrentHashMap<>();

    private record InForce(Pipeline pipeline, long untilMs) {}

    private record Version(PipelineName pipeline, int version) {}

    public Pipelines(Database database, Ledger ledger, InstantSource clock) {
        this.database = database;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// The pipeline, or the experiment's population, with the policy in force; empty when there is none of that
    /// name.
    public Optional<Pipeline> find(PipelineName name) {
        long now = clock.millis();
        InForce known = inForce.get(name);
        if (known != null && now < known.untilMs()) {
            return Optional.of(known.pipeline());
        }
        Optional<Pipeline> stored = Blocking.call(() -> database.reader()
                .withExtension(PipelineDao.class, dao -> dao.current(name))
                .map(Pipelines::pipeline));
        stored.ifPresent(pipeline -> remember(pipeline, now));
        return stored;
    }

    /// Versions only rise: what was read before a change and arrives after it is not in force any more.
    private void remember(Pipeline pipeline, long nowMs) {
        InForce fresh = new InForce(pipeline, nowMs + REMEMBERED.toMillis());
        inForce.merge(
                pipeline.name(),
                fresh,
                (known, read) ->
                        known.pipeline().policyVersion() > read.pipeline().policyVersion() ? known : read);
    }

    /// A pipeline that a caller names. An experiment's population is none: no report and no setting speaks of it.
    ///
    /// @throws Refused as unknown that names the pipelines there are
    public Pipeline require(PipelineName name) {
        if (Population.isExperiment(name)) {
            throw Refused.unknown(
                    "unknown-pipeline",
                    "'" + name + "' is an experiment's population and no pipeline; GET /v1/experiments/{id}/result has"
                            + " its figures.");
        }
        return find(name).orElseThrow(() -> unknown(name));
    }

    /// What stands behind a stored output or review: its pipeline, or the population of its experiment.
    public Pipeline behind(PipelineName name) {
        return find(name).orElseThrow(() -> new IllegalStateException("no policy is stored for " + name));
    }

    /// The policy as it was in a version that an output records.
    public Policy policy(PipelineName name, int version) {
        return at(name, version).policy();
    }

    /// The pipeline as it was in one of its versions.
    public Pipeline at(PipelineName name, int version) {
        return versions.computeIfAbsent(
                new Version(name, version),
                key -> database.reader()
                        .withExtension(PipelineDao.class, dao -> dao.version(name, version))
                        .map(Pipelines::pipeline)
                        .orElseThrow(() -> new IllegalStateException(
                                "policy version " + version + " of pipeline " + name + " is missing")));
    }

    /// The pipeline behind a stored review as somebody saw it.
    ///
    /// @param version what a caller says it was; null for the one in force
    /// @throws InvalidField when there is no such version
    public Pipeline shown(PipelineName name, @Nullable Integer version) {
        Pipeline current = behind(name);
        if (version == null || version == current.policyVersion()) {
            return current;
        }
        if (version < 1 || version > current.policyVersion()) {
            throw new InvalidField(
                    "policy_version",
                    "must be the policy_version of the review's detail, from 1 to " + current.policyVersion() + ", was "
                            + version);
        }
        return at(name, version);
    }

    /// Since when the policy has been so without a break, as far as that matters.
    ///
    /// @param pipeline with a policy that is so
    /// @param earliest versions put before it are not looked at
    public Instant since(Pipeline pipeline, Predicate<Policy> so, Instant earliest) {
        Pipeline since = pipeline;
        while (since.policyVersion() > 1 && since.createdAt().isAfter(earliest)) {
            Pipeline before = at(pipeline.name(), since.policyVersion() - 1);
            if (!so.test(before.policy())) {
                break;
            }
            since = before;
        }
        return since.createdAt();
    }

    /// Every pipeline, without the populations of experiments.
    public List<Pipeline> all() {
        return database.reader().withExtension(PipelineDao.class, PipelineDao::all).stream()
                .filter(row -> !Population.isExperiment(row.pipeline()))
                .map(Pipelines::pipeline)
                .toList();
    }

    /// Puts a policy into force. The same policy again changes nothing; another becomes the next version.
    ///
    /// @param expectedVersion refuses when another version is in force; null to take any
    /// @throws Refused as a conflict when somebody else changed it meanwhile
    /// @throws dev.touchstone.api.wire.InvalidField when the schedule of a plan can never be followed, or the
    ///     address of an alarm's action never be called
    public Pipeline put(PipelineName name, Policy policy, String by, @Nullable Integer expectedVersion) {
        return put(name, policy, new Change(by, null), expectedVersion);
    }

    /// Who changes a policy, and why in their words.
    ///
    /// @param why null when they do not say
    public record Change(String by, @Nullable String why) {}

    /// As above, with the reason that the version keeps.
    public Pipeline put(PipelineName name, Policy policy, Change change, @Nullable Integer expectedVersion) {
        return database.writer().inTransaction(transaction -> put(transaction, name, policy, change, expectedVersion));
    }

    /// Versions below one, newest first.
    public List<PolicyVersion> versions(PipelineName name, int before, int limit) {
        return database.reader().withExtension(PipelineDao.class, dao -> dao.before(name, before, limit)).stream()
                .map(row -> new PolicyVersion(
                        row.version(),
                        Instant.ofEpochMilli(row.createdAtMs()),
                        row.createdBy(),
                        row.why(),
                        Json.read(row.policy(), Policy.class)))
                .toList();
    }

    /// As above, within the caller's transaction.
    public Pipeline put(
            Handle transaction, PipelineName name, Policy policy, String by, @Nullable Integer expectedVersion) {
        return put(transaction, name, policy, new Change(by, null), expectedVersion);
    }

    private Pipeline put(
            Handle transaction, PipelineName name, Policy policy, Change by, @Nullable Integer expectedVersion) {
        PlanSchedules.check(policy);
        ActionTargets.check(policy);
        Pipeline stored = store(transaction, name, policy, by, expectedVersion);
        transaction.afterCommit(() -> remember(stored, clock.millis()));
        return stored;
    }

    private Pipeline store(
            Handle transaction, PipelineName name, Policy policy, Change by, @Nullable Integer expectedVersion) {
        String text = Json.write(policy);
        PipelineDao dao = transaction.attach(PipelineDao.class);
        boolean exists = dao.lock(name).isPresent();
        // Without the lock whatever is found now was made since, by somebody who has it.
        Optional<PipelineDao.Row> current = exists ? dao.current(name) : Optional.empty();
        int version = current.map(PipelineDao.Row::version).orElse(0);
        if (expectedVersion != null && expectedVersion != version) {
            throw changedMeanwhile(name, version);
        }
        if (current.isPresent() && current.get().policy().equals(text)) {
            return pipeline(current.get());
        }
        PipelineDao.Row next = new PipelineDao.Row(name, version + 1, text, clock.millis(), by.by(), by.why());
        if (dao.insert(next) == 0) {
            if (exists) {
                throw changedMeanwhile(name, version + 1);
            }
            // Somebody else has just created the pipeline: from now on there is a row to lock.
            return store(transaction, name, policy, by, expectedVersion);
        }
        ledger.append(
                transaction,
                by.by(),
                "policy.changed",
                name + "@" + next.version(),
                current.map(row -> Json.read(row.policy(), Policy.class)).orElse(null),
                policy);
        return pipeline(next);
    }

    /// As below, and nobody else changes the policy until the caller's transaction ends. For whoever reads it to
    /// change it: call this before reading anything else that the change depends on.
    public Optional<Pipeline> hold(Handle transaction, PipelineName name) {
        return transaction.attach(PipelineDao.class).lock(name).flatMap(version -> find(transaction, name));
    }

    /// The pipeline with the policy in force as the caller's transaction sees it, remembered by nobody; empty
    /// when there is none of that name.
    public Optional<Pipeline> find(Handle transaction, PipelineName name) {
        return transaction.attach(PipelineDao.class).current(name).map(Pipelines::pipeline);
    }

    private static Refused changedMeanwhile(PipelineName name, int version) {
        return Refused.conflict(
                "policy-changed",
                "The policy of '" + name + "' is at version " + version + " now; read it and send your change again.");
    }

    private Refused unknown(PipelineName name) {
        List<String> names = all().stream()
                .map(Pipeline::name)
                .map(PipelineName::value)
                .limit(20)
                .toList();
        return Refused.unknown(
                "unknown-pipeline",
                "Pipeline '" + name + "' is unknown; "
                        + (names.isEmpty() ? "there is none yet" : "there are " + String.join(", ", names))
                        + ". Create it with PUT /v1/pipelines/" + name + " or in config/pipelines.yaml.");
    }

    private static Pipeline pipeline(PipelineDao.Row row) {
        return new Pipeline(
                row.pipeline(),
                row.version(),
                Json.read(row.policy(), Policy.class),
                Instant.ofEpochMilli(row.createdAtMs()),
                row.createdBy());
    }
}

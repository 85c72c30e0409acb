package dev.touchstone.backend.audit;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.routing.AuditBands;
import dev.touchstone.backend.store.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Knows the bands of active audits. A policy version has none until there are verdicts enough to learn them
/// from; from then on it has these, and what came before was audited plainly. Thread-safe.
public final class AuditPlans {
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private final Database database;
    private final InstantSource clock;
    private final Map<Version, Known> known = new ConcurrentHashMap<>();

    private record Version(PipelineName pipeline, int version) {}

    /// @param untilMs when to look again; a plan that is there stays
    private record Known(@Nullable AuditPlan plan, @Nullable AuditBands bands, long untilMs) {
        static Known of(Optional<AuditPlan> plan, long untilMs) {
            return new Known(plan.orElse(null), plan.map(AuditPlan::routed).orElse(null), untilMs);
        }
    }

    public AuditPlans(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// The bands by which an output of the pipeline is audited now; null when plainly. Called for every output.
    public @Nullable AuditBands bands(Pipeline pipeline) {
        if (pipeline.policy().activeScore().isEmpty()) {
            return null;
        }
        Known before = known.get(new Version(pipeline.name(), pipeline.policyVersion()));
        return before != null && (before.plan() != null || clock.millis() < before.untilMs())
                ? before.bands()
                : look(pipeline.name(), pipeline.policyVersion()).bands();
    }

    /// The plan of a policy version; empty while it has none.
    public Optional<AuditPlan> find(PipelineName pipeline, int version) {
        Known before = known.get(new Version(pipeline, version));
        return Optional.ofNullable((before != null && before.plan() != null ? before : look(pipeline, version)).plan());
    }

    private Known look(PipelineName pipeline, int version) {
        Known found = Known.of(
                database.reader()
                        .withExtension(AuditPlanDao.class, dao -> dao.find(pipeline, version))
                        .map(AuditPlanDao.Row::plan),
                clock.millis() + REMEMBERED.toMillis());
        known.put(new Version(pipeline, version), found);
        return found;
    }

    /// Every plan that a pipeline ever had, by policy version.
    public static List<AuditPlan> of(Handle handle, PipelineName pipeline) {
        return handle.attach(AuditPlanDao.class).of(pipeline).stream()
                .map(AuditPlanDao.Row::plan)
                .toList();
    }

    /// Puts a plan into force, unless its policy version has one.
    ///
    /// @return whether it was this one
    public boolean store(AuditPlan plan) {
        boolean first =
                database.writer().withExtension(AuditPlanDao.class, dao -> dao.insert(AuditPlanDao.Row.of(plan))) == 1;
        known.remove(new Version(plan.pipeline(), plan.policyVersion()));
        return first;
    }
}

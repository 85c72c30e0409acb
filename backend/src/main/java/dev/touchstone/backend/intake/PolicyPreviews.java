package dev.touchstone.backend.intake;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.policy.PolicyPreview;
import dev.touchstone.api.policy.Strata;
import dev.touchstone.backend.output.OutputFilter;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.OutputWalk;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.routing.AuditBands;
import dev.touchstone.backend.routing.Route;
import dev.touchstone.backend.routing.Router;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Routes outputs of the past once more, by the policy in force and by another one. It looks at a bounded number of
/// outputs for a bounded time, newest first. Thread-safe.
public final class PolicyPreviews {
    private static final int MOST_LOOKED_AT = 20_000;
    private static final int MOST_ROUTED = 5_000;
    private static final int STEP = 500;
    /// Texts are read a few at a time: each may be long.
    private static final int TEXTS = 16;

    private static final Duration LONGEST = Duration.ofSeconds(4);

    private final Database database;
    private final InstantSource clock;
    private final Outputs outputs;
    private final Chances chances;

    public PolicyPreviews(Database database, InstantSource clock, Outputs outputs, Chances chances) {
        this.database = database;
        this.clock = clock;
        this.outputs = outputs;
        this.chances = chances;
    }

    /// @param window how far back, from now
    public PolicyPreview of(Pipeline pipeline, Policy other, Duration window) {
        Tally tally = new Tally(
                new Way(
                        pipeline.policy(),
                        chances.budgets().doubtfulShare(pipeline),
                        chances.audits().bands(pipeline)),
                new Way(other, share(pipeline, other), bands(pipeline, other)));
        Instant to = clock.instant();
        boolean complete = database.reader().withHandle(handle -> walk(handle, pipeline, to.minus(window), tally));
        Instant from = complete || tally.oldest == null ? to.minus(window) : tally.oldest;
        PolicyPreview.Effect now = tally.now.effect();
        PolicyPreview.Effect then = tally.then.effect();
        return new PolicyPreview(
                pipeline.name(),
                pipeline.policyVersion(),
                new PolicyPreview.Tried(from, to, tally.outputs, complete),
                now,
                then,
                tally.moved,
                PreviewWords.of(window, tally.outputs, complete, now, then),
                PreviewWords.notes(pipeline.policy(), other, tally.unknown));
    }

    /// @return whether the window's beginning was reached
    private boolean walk(Handle handle, Pipeline pipeline, Instant from, Tally tally) {
        OutputFilter filter =
                new OutputFilter(List.of(pipeline.name()), Ids.lowerBound(from.toEpochMilli()), Map.of(), null, null);
        Instant deadline = clock.instant().plus(LONGEST);
        String before = Ids.lowerBound(Long.MAX_VALUE);
        for (int looked = 0; looked < MOST_LOOKED_AT; looked += STEP) {
            OutputWalk.Step step = OutputWalk.step(handle, filter, before, STEP);
            List<OutputId> ids = step.found().stream().map(OutputWalk.Found::id).toList();
            for (int i = 0; i < ids.size(); i += TEXTS) {
                if (tally.outputs >= MOST_ROUTED || clock.instant().isAfter(deadline)) {
                    return false;
                }
                List<OutputId> some = ids.subList(i, Math.min(ids.size(), i + TEXTS));
                Map<OutputId, OutputRow> rows = outputs.find(handle, some);
                some.forEach(id -> tally.add(Objects.requireNonNull(rows.get(id))));
            }
            if (step.last() == null) {
                return true;
            }
            before = step.last();
        }
        return false;
    }

    /// What a budget leaves of the doubtful is learned from what arrives: until then, the present share is the best
    /// guess.
    private double share(Pipeline pipeline, Policy other) {
        return other.budget() == null ? 1 : chances.budgets().doubtfulShare(pipeline);
    }

    /// The bands of an active audit are fixed for a version; another one's are not there yet.
    private @Nullable AuditBands bands(Pipeline pipeline, Policy other) {
        return Objects.equals(pipeline.policy().audit(), other.audit())
                        && pipeline.policy().auditRate().equals(other.auditRate())
                ? chances.audits().bands(pipeline)
                : null;
    }

    /// One policy, with what it needs to route.
    private static final class Way {
        private final Policy policy;
        private final double doubtfulShare;
        private final @Nullable AuditBands bands;
        private long reviewed;
        private long audited;

        Way(Policy policy, double doubtfulShare, @Nullable AuditBands bands) {
            this.policy = policy;
            this.doubtfulShare = doubtfulShare;
            this.bands = bands;
        }

        /// @return whether it is reviewed
        boolean route(Router.Facts facts, double u) {
            Route route = Router.route(policy, facts, u, doubtfulShare, bands);
            audited += u < route.auditRate() ? 1 : 0;
            boolean review = route instanceof Route.ToReview;
            reviewed += review ? 1 : 0;
            return review;
        }

        PolicyPreview.Effect effect() {
            double least = policy.strata().rates().stream()
                    .mapToDouble(Strata.Rate::rate)
                    .reduce(policy.leastAudit(), Math::min);
            return new PolicyPreview.Effect(reviewed, audited, least);
        }
    }

    /// What both come to.
    private static final class Tally {
        private final Way now;
        private final Way then;
        private long outputs;
        private long moved;
        private long unknown;
        private @Nullable Instant oldest;

        Tally(Way now, Way then) {
            this.now = now;
            this.then = then;
        }

        /// Without its text nobody knows an output's attributes and keys any more.
        void add(OutputRow row) {
            oldest = Instant.ofEpochMilli(row.receivedAtMs());
            NewOutput body = row.parsedBody();
            if (body == null) {
                unknown++;
                return;
            }
            outputs++;
            Router.Facts facts = new Router.Facts(body.confidence(), body.attributes(), body.stratumKeys());
            boolean before = now.route(facts, row.draw().u());
            moved += then.route(facts, row.draw().u()) == before ? 0 : 1;
        }
    }
}

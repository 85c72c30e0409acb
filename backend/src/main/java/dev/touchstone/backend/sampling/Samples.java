package dev.touchstone.backend.sampling;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.SampleAudience;
import dev.touchstone.api.policy.SamplePlan;
import dev.touchstone.api.sampling.NewSample;
import dev.touchstone.api.sampling.Sample;
import dev.touchstone.api.sampling.SampleDetail;
import dev.touchstone.api.sampling.SampleMember;
import dev.touchstone.backend.judge.judgment.JudgeQueue;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.review.ReviewQueue;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import dev.touchstone.stats.sampling.SamplingKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Draws samples and shows them. A draw first reads, from a snapshot that holds up nobody, and then stores
/// everything in one transaction: a sample is there whole or not at all, and a draw that was cut off is simply
/// drawn again, with the same result. Thread-safe.
public final class Samples {
    private static final long HOUR_SECONDS = 3600;

    private final Database database;
    private final InstantSource clock;
    private final SamplingKey samplingKey;
    private final Pipelines pipelines;
    private final SampleStore store;
    private final SampleViews views = new SampleViews();

    public Samples(
            Database database,
            Ids ids,
            InstantSource clock,
            SamplingKey samplingKey,
            Ledger ledger,
            Pipelines pipelines,
            Outputs outputs,
            ReviewQueue queue,
            JudgeQueue judge) {
        this.database = database;
        this.clock = clock;
        this.samplingKey = samplingKey;
        this.pipelines = pipelines;
        this.store = new SampleStore(database, ids, clock, ledger, outputs, queue, judge);
    }

    /// Draws a sample that somebody asks for.
    ///
    /// @param key the same key again gets the same sample
    /// @throws Refused when the window is not over, has no outputs, or lacks a stratum that is named
    public Sample draw(NewSample asked, String key, String by) {
        Pipeline pipeline = pipelines.require(new PipelineName(asked.pipeline()));
        if (asked.to().isAfter(clock.instant())) {
            throw Refused.invalid(
                    "period-in-future",
                    "The window ends at " + asked.to()
                            + ", which is not over; a sample needs all of its outputs. It is " + clock.instant()
                            + " now.");
        }
        Design design = new Design(
                new PipelineName(asked.pipeline()),
                new Design.Window(
                        asked.from().getEpochSecond() / HOUR_SECONDS, asked.to().getEpochSecond() / HOUR_SECONDS),
                new Design.Amount(asked.size(), asked.rate()),
                asked.method(),
                asked.allocation(),
                asked.floor(),
                asked.strata(),
                start(asked.seed()));
        SampleStore.Order order = new SampleStore.Order(SampleRow.ASKED, key, asked.seed(), by, SampleAudience.PEOPLE);
        Sample sample = draw(pipeline, design, order, true);
        if (!answers(sample, asked)) {
            throw Refused.conflict(
                    "idempotency-key-reused",
                    "This Idempotency-Key was used before for another sample, " + sample.id() + "; use a new key.");
        }
        return sample;
    }

    /// Draws what a plan wants of a period, unless it was drawn already.
    Sample draw(Pipeline pipeline, SamplePlan plan, Periods.Period period) {
        Design design = new Design(
                pipeline.name(),
                new Design.Window(period.fromHour(), period.toHour()),
                new Design.Amount(plan.size(), plan.rate()),
                plan.method(),
                plan.allocation(),
                plan.floor(),
                List.of(),
                0);
        return draw(
                pipeline, design, new SampleStore.Order(plan.name(), period.key(), null, "schedule", plan.to()), false);
    }

    private Sample draw(Pipeline pipeline, Design design, SampleStore.Order order, boolean mustHaveOutputs) {
        Optional<SampleRow> before = database.reader()
                .withExtension(SampleDao.class, dao -> dao.ofPeriod(pipeline.name(), order.plan(), order.period()));
        if (before.isPresent()) {
            return before.get().wire();
        }
        Drawn drawn = database.snapshot(snapshot -> Draws.draw(snapshot, design));
        if (mustHaveOutputs && drawn.population() == 0) {
            throw Refused.invalid(
                    "empty-population",
                    "The pipeline delivered nothing in this window; there is nothing to draw from.");
        }
        return store.store(pipeline, design, order, drawn).wire();
    }

    private double start(@Nullable String seed) {
        return seed == null ? 0 : samplingKey.of("sample-seed/" + seed);
    }

    private static boolean answers(Sample sample, NewSample asked) {
        return sample.window().from().equals(asked.from())
                && sample.window().to().equals(asked.to())
                && java.util.Objects.equals(sample.asked().size(), asked.size())
                && java.util.Objects.equals(sample.asked().rate(), asked.rate())
                && java.util.Objects.equals(sample.asked().seed(), asked.seed())
                && sample.asked().method() == asked.method()
                && sample.asked().allocation() == asked.allocation()
                && sample.asked().floor() == asked.floor();
    }

    /// Samples, newest first.
    ///
    /// @param pipeline of this pipeline alone; null for all
    /// @param before the last id of the page before; null for the first page
    List<Sample> list(@Nullable PipelineName pipeline, @Nullable String before, int limit) {
        return database.reader().withHandle(handle -> views.list(handle, pipeline, before, limit));
    }

    public Optional<Sample> find(String id) {
        return database.reader()
                .withExtension(SampleDao.class, dao -> dao.find(id))
                .map(SampleRow::wire);
    }

    /// A sample with its strata and how far it is reviewed; empty when there is none.
    public Optional<SampleDetail> detail(String id) {
        return database.reader().withHandle(handle -> views.detail(handle, id));
    }

    /// Who is in a sample, in order of output id.
    ///
    /// @param after the last output id of the page before; null for the first page
    public List<SampleMember> members(String id, @Nullable String after, int limit) {
        return database.reader().withHandle(handle -> views.members(handle, id, after, limit));
    }

    /// Periods of a plan that are drawn and end at or after an instant.
    List<String> drawnPeriods(PipelineName pipeline, String plan, Instant from) {
        return database.reader()
                .withExtension(
                        SampleDao.class, dao -> dao.periods(pipeline, plan, from.getEpochSecond() / HOUR_SECONDS));
    }
}

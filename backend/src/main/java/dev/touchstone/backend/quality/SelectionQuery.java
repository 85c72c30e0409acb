package dev.touchstone.backend.quality;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.quality.estimate.Observed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads from a request which outputs it is about.
public final class SelectionQuery {
    private static final int DEFAULT_DAYS = 28;
    private static final int MOST_DAYS = 3660;

    private final Pipelines pipelines;
    private final InstantSource clock;

    public SelectionQuery(Pipelines pipelines, InstantSource clock) {
        this.pipelines = pipelines;
        this.clock = clock;
    }

    static Endpoint.Builder parameters(Endpoint.Builder endpoint) {
        return endpoint.query("pipeline", "The pipeline; required unless the key belongs to one.")
                .query("from", "First moment, such as 2030-01-07 or 2030-01-07T09:00:00Z; whole hours count.")
                .query("to", "First moment after; now when absent.")
                .query("days", "Instead of from and to: the last so many days; default 28.")
                .query("weeks", "Instead of from and to: adjoining ISO weeks such as 2030-W07,2030-W08.")
                .query("zone", "Where weeks begin on Monday, 0:00, such as Europe/Berlin; UTC when absent.")
                .query("model", "Only outputs of this model.")
                .query("prompt_version", "Only outputs of this prompt version.")
                .query("stratum", "Only outputs of this stratum.")
                .query("few_shot", "Only outputs made with golden items as examples, or without: with or without.")
                .query("attribute", "Narrows the figures about attributes to this one.")
                .query("level", "Confidence level of the intervals, 0.5 to 0.999; default 0.95.");
    }

    public Selection of(Call call) {
        PipelineName pipeline = pipeline(call);
        return new Selection(
                pipeline,
                period(call, DEFAULT_DAYS),
                call.query("model").orElse(null),
                call.query("prompt_version").orElse(null),
                call.query("stratum").orElse(null),
                call.query("attribute").orElse(null),
                examples(call, "few_shot").orElse(null));
    }

    private static Optional<String> examples(Call call, String name) {
        return call.query(name).map(text -> {
            if (!text.equals(Observed.WITH) && !text.equals(Observed.WITHOUT)) {
                throw Call.badParameter(name, "must be with or without");
            }
            return text;
        });
    }

    /// The pipeline asked for, which exists.
    public PipelineName pipeline(Call call) {
        PipelineName pipeline = call.pipelineFilter()
                .orElseThrow(() -> Call.badParameter("pipeline", "is required: name the pipeline"));
        return pipelines.require(pipeline).name();
    }

    public Period period(Call call, int defaultDays) {
        Instant now = clock.instant();
        Optional<Period> weeks = call.query("weeks").map(text -> weeks(text, zone(call)));
        if (weeks.isPresent()) {
            return weeks.get().notInTheFuture(now);
        }
        Optional<Instant> from = call.queryMoment("from");
        if (from.isEmpty()) {
            return Period.lastDays(
                            call.queryInt("days", defaultDays, 1, MOST_DAYS),
                            call.queryMoment("to").orElse(now))
                    .notInTheFuture(now);
        }
        if (from.get().isAfter(now)) {
            return Period.of(from.get(), from.get().plusSeconds(3600)).notInTheFuture(now);
        }
        return Period.of(from.get(), call.queryMoment("to").orElse(now.plusMillis(1)));
    }

    /// The selection with whatever the baseline differs in; empty when nothing is compared.
    Optional<Selection> baseline(Call call, Selection selection) {
        List<String> given = List.of(
                "baseline_from",
                "baseline_to",
                "baseline_model",
                "baseline_prompt_version",
                "baseline_stratum",
                "baseline_few_shot");
        if (given.stream().allMatch(name -> call.query(name).isEmpty())) {
            return Optional.empty();
        }
        Period period = call.queryMoment("baseline_from")
                .map(from -> Period.of(
                        from,
                        call.queryMoment("baseline_to")
                                .orElse(selection.period().from())))
                .orElse(selection.period());
        return Optional.of(new Selection(
                selection.pipeline(),
                period,
                call.query("baseline_model").orElse(selection.model()),
                call.query("baseline_prompt_version").orElse(selection.promptVersion()),
                call.query("baseline_stratum").orElse(selection.stratum()),
                selection.attribute(),
                examples(call, "baseline_few_shot").orElse(selection.fewShot())));
    }

    /// The parameters of a report over time: whose, from when to when, and how sure.
    ///
    /// @param days what the period is when none is given, for [#period]
    public static Endpoint.Builder overTime(Endpoint.Builder endpoint, int days) {
        return endpoint.query("pipeline", "The pipeline; required unless the key belongs to one.")
                .query("from", "First moment; whole hours count.")
                .query("to", "First moment after; now when absent.")
                .query("days", "Instead of from and to: the last so many days; default " + days + ".")
                .query("level", "Confidence level of the intervals, 0.5 to 0.999; default 0.95.");
    }

    public static double level(Call call) {
        return number(call, "level", 0.95, 0.5, 0.999);
    }

    public static double number(Call call, String name, double byDefault, double least, double most) {
        return call.query(name)
                .map(text -> {
                    try {
                        double value = Double.parseDouble(text);
                        if (value >= least && value <= most) {
                            return value;
                        }
                    } catch (NumberFormatException e) {
                        // Reported below like a value out of range.
                    }
                    throw Call.badParameter(name, "must be a number from " + least + " to " + most);
                })
                .orElse(byDefault);
    }

    /// Whose calendar weeks are meant.
    static ZoneId zone(Call call) {
        return call.query("zone")
                .map(text -> {
                    try {
                        return ZoneId.of(text);
                    } catch (DateTimeException e) {
                        throw Call.badParameter("zone", "must be a time zone such as Europe/Berlin");
                    }
                })
                .orElse(ZoneOffset.UTC);
    }

    private static Period weeks(String text, ZoneId zone) {
        List<Period> weeks = Arrays.stream(text.split(",", -1))
                .map(week -> Period.isoWeek(week, zone))
                .sorted((a, b) -> Long.compare(a.fromHour(), b.fromHour()))
                .toList();
        for (int i = 1; i < weeks.size(); i++) {
            if (weeks.get(i).fromHour() != weeks.get(i - 1).toHour()) {
                throw Call.badParameter("weeks", "must adjoin; ask for separate ones in separate requests");
            }
        }
        return new Period(weeks.getFirst().fromHour(), weeks.getLast().toHour());
    }
}

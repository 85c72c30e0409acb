package dev.touchstone.api.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.HumanDurations;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a trace that is sent as spans becomes an output.
///
/// @param output which span is the output; default `last_model_span`
/// @param spanName the name of that span, for `named`; of several the last
/// @param grace how long after its first span ended and the newest arrived a trace waits for more, 0s to 10m; default
///     5s
/// @param longestWait how long it waits when its first span never comes, 1s to 1h; default 2m
/// @param traceUrl where a trace can be read, with `{trace_id}` in it; none by default
public record TraceRules(
        @Defaulted("last_model_span") OutputSpan output,
        @Limits(minSize = 1, maxSize = 200) @Nullable String spanName,
        @Defaulted("5s") Duration grace,
        @Defaulted("2m") Duration longestWait,
        @Limits(maxSize = 1000) @Nullable String traceUrl) {
    private static final String ID = "{trace_id}";

    /// What a pipeline gets that says nothing.
    public static final TraceRules DEFAULT =
            new TraceRules(OutputSpan.LAST_MODEL_SPAN, null, Duration.ofSeconds(5), Duration.ofMinutes(2), null);

    /// Which span of a trace is the output.
    public enum OutputSpan {
        /// The last in which a model answered.
        LAST_MODEL_SPAN,
        /// The first of the trace.
        ROOT,
        /// The one with a certain name.
        NAMED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @SuppressWarnings({"NullAway", "ConstantValue"}) // Absent fields take their defaults.
    public TraceRules {
        output = output == null ? OutputSpan.LAST_MODEL_SPAN : output;
        Check.optionalLabel("span_name", spanName, 200);
        if (output == OutputSpan.NAMED && spanName == null) {
            throw new InvalidField("span_name", "is required where output is named");
        }
        grace = grace == null ? Duration.ofSeconds(5) : grace;
        if (grace.isNegative() || grace.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new InvalidField("grace", "must be from 0s to 10m, was " + HumanDurations.format(grace));
        }
        longestWait = longestWait == null ? Duration.ofMinutes(2) : longestWait;
        if (longestWait.compareTo(Duration.ofSeconds(1)) < 0 || longestWait.compareTo(Duration.ofHours(1)) > 0) {
            throw new InvalidField("longest_wait", "must be from 1s to 1h, was " + HumanDurations.format(longestWait));
        }
        if (traceUrl != null) {
            if (!traceUrl.contains(ID)) {
                throw new InvalidField("trace_url", "must have {trace_id} where the trace's id belongs");
            }
            Check.url("trace_url", traceUrl.replace(ID, "0"));
        }
    }

    /// Where a trace can be read; null when nobody said.
    public @Nullable String urlOf(String traceId) {
        return traceUrl == null ? null : traceUrl.replace(ID, traceId);
    }
}

package dev.touchstone.backend.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.TraceRules;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.otlp.genai.SpanFacts;
import dev.touchstone.backend.otlp.genai.SpanKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes an output of the spans of a trace. Pure: the same spans give the same output, so that making it twice stores
/// it once.
final class TraceAssembly {
    private static final long NS_PER_SECOND = 1_000_000_000;

    private TraceAssembly() {}

    /// @param spans in the order in which they ended
    /// @param arrived when the newest arrived; what claims to be later ended then
    /// @return empty when no span is the output
    /// @throws InvalidField when a span says what no output can have
    static Optional<NewOutput> output(List<KeptSpan> spans, TraceRules rules, Instant arrived) {
        List<Known> known = spans.stream()
                .map(span -> new Known(span, Json.read(span.facts(), SpanFacts.class)))
                .toList();
        return outputSpan(known, rules).map(span -> output(span, known, rules, arrived));
    }

    /// A span and what it says.
    private record Known(KeptSpan span, SpanFacts facts) {
        boolean is(SpanKind kind) {
            return span.is(kind);
        }

        boolean root() {
            return span.root();
        }

        String name() {
            return span.name();
        }

        long endNs() {
            return span.endNs();
        }
    }

    private static Optional<Known> outputSpan(List<Known> spans, TraceRules rules) {
        return spans.reversed().stream()
                .filter(span -> switch (rules.output()) {
                    case LAST_MODEL_SPAN -> span.is(SpanKind.MODEL);
                    case ROOT -> span.root();
                    case NAMED -> span.name().equals(rules.spanName());
                })
                .filter(span -> span.facts().output() != null)
                .findFirst();
    }

    private static NewOutput output(Known span, List<Known> spans, TraceRules rules, Instant arrived) {
        SpanFacts facts = span.facts();
        NewOutput.Builder output = NewOutput.json(
                span.span().pipeline().value(),
                span.span().traceId() + ":" + span.span().spanId(),
                Objects.requireNonNull(facts.output(), "chosen for it"));
        if (facts.query() != null) {
            output.query(new Query(facts.query()));
        }
        List<Context.Source> sources = sources(span, spans);
        if (!sources.isEmpty()) {
            output.context(Context.ofSources(sources));
        }
        set(facts.systemPrompt(), output::systemPrompt);
        set(firstOf(span, spans, SpanFacts.Labels::model), output::model);
        set(firstOf(span, spans, SpanFacts.Labels::promptVersion), output::promptVersion);
        set(firstOf(span, spans, SpanFacts.Labels::cluster), output::cluster);
        Double confidence = confidence(span, spans);
        if (confidence != null) {
            output.confidence(confidence);
        }
        strata(span, spans).forEach(output::stratum);
        metadata(span, spans).forEach(output::metadata);
        String url = facts.own().traceUrl() != null
                ? facts.own().traceUrl()
                : rules.urlOf(span.span().traceId());
        set(url, output::traceUrl);
        return output.occurredAt(ended(span, arrived)).build();
    }

    private static void set(@Nullable String value, Consumer<String> field) {
        if (value != null) {
            field.accept(value);
        }
    }

    /// What was looked up before the model answered, each source once.
    private static List<Context.Source> sources(Known output, List<Known> spans) {
        List<Context.Source> sources = new ArrayList<>();
        for (Known span : spans) {
            if (span.is(SpanKind.RETRIEVAL) && span.endNs() <= output.endNs()) {
                span.facts().sources().stream()
                        .filter(source -> !sources.contains(source))
                        .forEach(sources::add);
            }
        }
        return sources;
    }

    /// What the output's own span says, or else another one, the root first.
    private static @Nullable String firstOf(
            Known output, List<Known> spans, Function<SpanFacts.Labels, @Nullable String> field) {
        for (Known span : inOrder(output, spans)) {
            String value = field.apply(span.facts().labels());
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static List<Known> inOrder(Known output, List<Known> spans) {
        List<Known> ordered = new ArrayList<>(List.of(output));
        spans.stream().filter(Known::root).forEach(ordered::add);
        spans.reversed().forEach(ordered::add);
        return ordered;
    }

    private static @Nullable Double confidence(Known output, List<Known> spans) {
        Double own = output.facts().confidence();
        return own != null
                ? own
                : spans.stream()
                        .filter(Known::root)
                        .map(span -> span.facts().confidence())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static Map<String, String> strata(Known output, List<Known> spans) {
        Map<String, String> strata = new TreeMap<>();
        inOrder(output, spans)
                .forEach(span -> span.facts().own().strata().forEach((key, value) -> {
                    if (strata.size() < 20) {
                        strata.putIfAbsent(key, value);
                    }
                }));
        return strata;
    }

    private static Map<String, JsonNode> metadata(Known output, List<Known> spans) {
        Map<String, JsonNode> metadata = new TreeMap<>();
        inOrder(output, spans).forEach(span -> span.facts().own().metadata().forEach(metadata::putIfAbsent));
        metadata.put("trace_id", TextNode.valueOf(output.span().traceId()));
        metadata.put("span_id", TextNode.valueOf(output.span().spanId()));
        String response = output.facts().labels().responseId();
        if (response != null) {
            metadata.put("response_id", TextNode.valueOf(response));
        }
        metadata.put("span_name", TextNode.valueOf(output.name()));
        return metadata;
    }

    /// Clocks of programs may be off by anything.
    private static Instant ended(Known span, Instant arrived) {
        Instant ended = Instant.ofEpochSecond(span.endNs() / NS_PER_SECOND, span.endNs() % NS_PER_SECOND);
        return span.endNs() <= 0 || ended.isAfter(arrived) ? arrived : ended;
    }
}

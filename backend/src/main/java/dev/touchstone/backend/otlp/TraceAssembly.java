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
        return outputSpan(spans, rules).map(span -> output(span, spans, rules, arrived));
    }

    private static Optional<KeptSpan> outputSpan(List<KeptSpan> spans, TraceRules rules) {
        return spans.reversed().stream()
                .filter(span -> switch (rules.output()) {
                    case LAST_MODEL_SPAN -> span.is(SpanKind.MODEL);
                    case ROOT -> span.root();
                    case NAMED -> span.name().equals(rules.spanName());
                })
                .filter(span -> facts(span).output() != null)
                .findFirst();
    }

    private static SpanFacts facts(KeptSpan span) {
        return Json.read(span.facts(), SpanFacts.class);
    }

    private static NewOutput output(KeptSpan span, List<KeptSpan> spans, TraceRules rules, Instant arrived) {
        SpanFacts facts = facts(span);
        NewOutput.Builder output = NewOutput.json(
                span.pipeline().value(),
                span.traceId() + ":" + span.spanId(),
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
        String url = facts.own().traceUrl() != null ? facts.own().traceUrl() : rules.urlOf(span.traceId());
        set(url, output::traceUrl);
        return output.occurredAt(ended(span, arrived)).build();
    }

    private static void set(@Nullable String value, Consumer<String> field) {
        if (value != null) {
            field.accept(value);
        }
    }

    /// What was looked up before the model answered, each source once.
    private static List<Context.Source> sources(KeptSpan output, List<KeptSpan> spans) {
        List<Context.Source> sources = new ArrayList<>();
        for (KeptSpan span : spans) {
            if (span.is(SpanKind.RETRIEVAL) && span.endNs() <= output.endNs()) {
                facts(span).sources().stream()
                        .filter(source -> !sources.contains(source))
                        .forEach(sources::add);
            }
        }
        return sources;
    }

    /// What the output's own span says, or else another one, the root first.
    private static @Nullable String firstOf(
            KeptSpan output, List<KeptSpan> spans, Function<SpanFacts.Labels, @Nullable String> field) {
        for (KeptSpan span : inOrder(output, spans)) {
            String value = field.apply(facts(span).labels());
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static List<KeptSpan> inOrder(KeptSpan output, List<KeptSpan> spans) {
        List<KeptSpan> ordered = new ArrayList<>(List.of(output));
        spans.stream().filter(KeptSpan::root).forEach(ordered::add);
        spans.reversed().forEach(ordered::add);
        return ordered;
    }

    private static @Nullable Double confidence(KeptSpan output, List<KeptSpan> spans) {
        Double own = facts(output).confidence();
        return own != null
                ? own
                : spans.stream()
                        .filter(KeptSpan::root)
                        .map(span -> facts(span).confidence())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static Map<String, String> strata(KeptSpan output, List<KeptSpan> spans) {
        Map<String, String> strata = new TreeMap<>();
        inOrder(output, spans)
                .forEach(span -> facts(span).own().strata().forEach((key, value) -> {
                    if (strata.size() < 20) {
                        strata.putIfAbsent(key, value);
                    }
                }));
        return strata;
    }

    private static Map<String, JsonNode> metadata(KeptSpan output, List<KeptSpan> spans) {
        Map<String, JsonNode> metadata = new TreeMap<>();
        inOrder(output, spans).forEach(span -> facts(span).own().metadata().forEach(metadata::putIfAbsent));
        metadata.put("trace_id", TextNode.valueOf(output.traceId()));
        metadata.put("span_id", TextNode.valueOf(output.spanId()));
        metadata.put("span_name", TextNode.valueOf(output.name()));
        return metadata;
    }

    /// Clocks of programs may be off by anything.
    private static Instant ended(KeptSpan span, Instant arrived) {
        Instant ended = Instant.ofEpochSecond(span.endNs() / NS_PER_SECOND, span.endNs() % NS_PER_SECOND);
        return span.endNs() <= 0 || ended.isAfter(arrived) ? arrived : ended;
    }
}

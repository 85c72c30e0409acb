package dev.touchstone.backend.otlp;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.TraceRules;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.otlp.genai.SpanFacts;
import dev.touchstone.backend.otlp.genai.SpanKind;
import dev.touchstone.backend.otlp.span.ReadTraces;
import dev.touchstone.backend.otlp.span.Span;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.GroupCommit;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/// Keeps the spans that say something of an output, until their trace is whole. The others are taken and passed over.
/// Thread-safe; one instance owns the writer thread between [#start] and [#close].
public final class TraceIntake implements AutoCloseable {
    private static final int MOST_WAITING = 5_000;
    private static final long MOST_WAITING_CHARS = 64L * 1024 * 1024;
    private static final int MOST_AT_ONCE = 128;
    private static final int MOST_NAME = 200;
    /// Databases take so many values in one statement, and more.
    private static final int ASKED_AT_ONCE = 1_000;

    private static final Comparator<KeptSpan> IN_ORDER = Comparator.comparing(KeptSpan::pipeline)
            .thenComparing(KeptSpan::traceId)
            .thenComparing(KeptSpan::spanId);

    private static final String NO_TEXT = "nothing says what the model answered: content capture is off, or contents go"
            + " out as logs. Switch it on for spans, for instance with"
            + " OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=span_only";

    private final Database database;
    private final InstantSource clock;
    private final Pipelines pipelines;
    private final GroupCommit<List<KeptSpan>, Boolean> writer;

    public TraceIntake(Database database, InstantSource clock, Pipelines pipelines) {
        this.database = database;
        this.clock = clock;
        this.pipelines = pipelines;
        this.writer = new GroupCommit<>(
                "otlp-writer",
                MOST_WAITING,
                MOST_WAITING_CHARS,
                spans -> spans.stream().mapToLong(span -> span.facts().length()).sum(),
                MOST_AT_ONCE,
                this::store);
    }

    public void start() {
        writer.start();
    }

    @Override
    public void close() {
        writer.close();
    }

    /// What became of a request.
    ///
    /// @param rejected how many spans were not taken
    /// @param why one sentence for each reason; empty when all were
    public record Taken(int rejected, String why) {}

    /// Whose spans they are when they do not say so.
    ///
    /// @param only the pipeline of the key; empty for a key to all
    /// @param sees whether the key may write to a pipeline
    public record Sender(Optional<PipelineName> only, Predicate<PipelineName> sees) {}

    /// Completes once everything that was not rejected is durable.
    ///
    /// @throws dev.touchstone.backend.store.GroupCommit.Overloaded when too much waits; nothing was taken
    public CompletableFuture<Taken> take(ReadTraces read, Sender sender) {
        Map<String, Integer> rejected = new LinkedHashMap<>();
        Reading reading = new Reading(sender, new HashMap<>(), rejected);
        if (read.broken() > 0) {
            rejected.put("no trace id or span id", read.broken());
        }
        List<KeptSpan> kept = new ArrayList<>();
        for (Span span : read.spans()) {
            keep(span, reading).ifPresent(kept::add);
        }
        Taken taken =
                new Taken(rejected.values().stream().mapToInt(Integer::intValue).sum(), sentences(rejected));
        return kept.isEmpty()
                ? CompletableFuture.completedFuture(taken)
                : writer.submit(kept).thenApply(stored -> taken);
    }

    private static String sentences(Map<String, Integer> rejected) {
        List<String> sentences = new ArrayList<>();
        rejected.forEach((why, count) -> sentences.add(count + (count == 1 ? " span: " : " spans: ") + why + "."));
        return String.join(" ", sentences);
    }

    /// One request being read.
    ///
    /// @param known whether there is a pipeline of a name, asked once for each
    /// @param rejected how many spans, by why
    private record Reading(Sender sender, Map<String, Boolean> known, Map<String, Integer> rejected) {
        void reject(String why) {
            rejected.merge(why, 1, Integer::sum);
        }
    }

    private Optional<KeptSpan> keep(Span span, Reading reading) {
        SpanKind kind = SpanKind.of(span);
        boolean root = span.ids().parent() == null;
        Optional<PipelineName> pipeline = pipeline(span, reading);
        if (pipeline.isEmpty()) {
            // Of programs that do other things as well, what is no work of a model belongs to nobody here.
            if (kind != SpanKind.OTHER) {
                reading.reject("no pipeline that this key may write to; name it in the resource attribute"
                        + " touchstone.pipeline, or use a key of a pipeline");
            }
            return Optional.empty();
        }
        boolean named = rules(pipeline.get()).output() == TraceRules.OutputSpan.NAMED
                && span.name().equals(rules(pipeline.get()).spanName());
        if (kind == SpanKind.OTHER && !root && !named) {
            return Optional.empty();
        }
        SpanFacts facts = SpanFacts.of(span);
        if (kind == SpanKind.MODEL && facts.output() == null) {
            // What failed has no answer, and is no output.
            if (span.text("error.type").isEmpty()) {
                reading.reject(NO_TEXT);
            }
            return Optional.empty();
        }
        String name = span.name();
        return Optional.of(new KeptSpan(
                pipeline.get(),
                span.ids().trace(),
                span.ids().span(),
                span.ids().parent(),
                kind.wire(),
                name.length() > MOST_NAME ? name.substring(0, MOST_NAME) : name,
                span.endNs(),
                Json.write(facts),
                clock.millis()));
    }

    /// What the span says, then its program, then whose key it is, then a pipeline with the program's name.
    private Optional<PipelineName> pipeline(Span span, Reading reading) {
        return SpanFacts.pipeline(span)
                .or(() -> reading.sender().only().map(PipelineName::value))
                .or(() -> span.resourceText("service.name"))
                .filter(PipelineName::isName)
                .map(PipelineName::new)
                .filter(reading.sender().sees())
                .filter(name -> reading.known()
                        .computeIfAbsent(
                                name.value(), missing -> pipelines.find(name).isPresent()));
    }

    private TraceRules rules(PipelineName pipeline) {
        return pipelines.require(pipeline).policy().traces();
    }

    private record TraceKey(PipelineName pipeline, String traceId) {}

    /// Runs on the writer thread: one transaction for the whole group.
    private List<Boolean> store(List<List<KeptSpan>> group) {
        List<KeptSpan> all = group.stream().flatMap(List::stream).toList();
        database.writer().useTransaction(transaction -> {
            TraceDao dao = transaction.attach(TraceDao.class);
            Set<TraceKey> done = done(dao, all);
            // In one order, so that two nodes that get spans of the same traces do not wait for each other.
            List<KeptSpan> fresh = all.stream()
                    .filter(span -> !done.contains(new TraceKey(span.pipeline(), span.traceId())))
                    .sorted(IN_ORDER)
                    .toList();
            if (!fresh.isEmpty()) {
                int[] stored = dao.keep(fresh);
                await(dao, fresh, stored);
            }
        });
        return group.stream().map(spans -> true).toList();
    }

    private static Set<TraceKey> done(TraceDao dao, List<KeptSpan> spans) {
        Set<PipelineName> names = new LinkedHashSet<>();
        Set<String> traces = new LinkedHashSet<>();
        spans.forEach(span -> {
            names.add(span.pipeline());
            traces.add(span.traceId());
        });
        Set<TraceKey> done = new HashSet<>();
        List<String> all = List.copyOf(traces);
        for (int from = 0; from < all.size(); from += ASKED_AT_ONCE) {
            List<String> some = all.subList(from, Math.min(all.size(), from + ASKED_AT_ONCE));
            dao.done(List.copyOf(names), some)
                    .forEach(trace -> done.add(new TraceKey(trace.pipeline(), trace.traceId())));
        }
        return done;
    }

    /// A trace waits from its newest span on; one that was sent again makes it wait no longer.
    private void await(TraceDao dao, List<KeptSpan> spans, int[] stored) {
        Map<TraceKey, Boolean> rooted = new LinkedHashMap<>();
        for (int i = 0; i < stored.length; i++) {
            if (stored[i] > 0) {
                KeptSpan span = spans.get(i);
                rooted.merge(new TraceKey(span.pipeline(), span.traceId()), span.root(), Boolean::logicalOr);
            }
        }
        if (rooted.isEmpty()) {
            return;
        }
        long now = clock.millis();
        List<Long> soon = new ArrayList<>();
        List<Long> due = new ArrayList<>();
        rooted.forEach((trace, root) -> {
            TraceRules rules = rules(trace.pipeline());
            soon.add(now + rules.grace().toMillis());
            due.add(now + (root ? rules.grace() : rules.longestWait()).toMillis());
        });
        int[] unused = dao.await(
                rooted.keySet().stream().map(TraceKey::pipeline).toList(),
                rooted.keySet().stream().map(TraceKey::traceId).toList(),
                List.copyOf(rooted.values()),
                due,
                soon);
    }

    /// Traces that are not whole yet, for the metrics.
    public long waiting() {
        return database.reader().withExtension(TraceDao.class, TraceDao::waiting);
    }
}

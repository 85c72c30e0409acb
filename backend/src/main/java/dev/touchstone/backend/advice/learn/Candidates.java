package dev.touchstone.backend.advice.learn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.output.SamplingIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Outputs of the last week that nobody looks at, as many as one can compare: chance takes them, from the
/// index, so that it costs the same however many are stored.
public final class Candidates {
    private static final int WEEK_HOURS = 168;
    private static final int MOST = 2_000;
    private static final int AT_ONCE = 500;
    /// Of an output of which nothing says how sure it is.
    private static final double UNKNOWN = 0.5;

    private final Outputs outputs;

    public Candidates(Outputs outputs) {
        this.outputs = outputs;
    }

    /// Chooses some that are uncertain and unlike each other.
    ///
    /// @param hour up to which, exclusive, in hours since the epoch
    public List<OutputId> choose(Handle snapshot, PipelineName pipeline, long hour, int size, RandomGenerator random) {
        List<DiversePick.Candidate<OutputId>> candidates = new ArrayList<>();
        List<OutputId> found = found(snapshot, pipeline, hour, random);
        for (int i = 0; i < found.size(); i += AT_ONCE) {
            candidates.addAll(read(snapshot, found.subList(i, Math.min(found.size(), i + AT_ONCE))));
        }
        return DiversePick.of(candidates, size, random);
    }

    private static List<OutputId> found(Handle snapshot, PipelineName pipeline, long hour, RandomGenerator random) {
        List<SamplingIndex.Count> counts = SamplingIndex.counts(snapshot, pipeline, hour - WEEK_HOURS, hour);
        long population =
                counts.stream().mapToLong(SamplingIndex.Count::outputs).sum();
        double cut = population <= MOST ? 1 : (double) MOST / population;
        double from = random.nextDouble() * (1 - cut);
        Map<String, List<Long>> strata = counts.stream()
                .collect(Collectors.groupingBy(
                        SamplingIndex.Count::stratum,
                        Collectors.mapping(SamplingIndex.Count::hour, Collectors.toList())));
        List<OutputId> ids = new ArrayList<>();
        strata.forEach(
                (stratum, hours) -> SamplingIndex.between(snapshot, pipeline, stratum, hours, from, from + cut).stream()
                        .filter(SamplingIndex.Found::hasText)
                        .map(SamplingIndex.Found::id)
                        .forEach(ids::add));
        return ids;
    }

    private List<DiversePick.Candidate<OutputId>> read(Handle snapshot, List<OutputId> ids) {
        LearnDao dao = snapshot.attach(LearnDao.class);
        Map<OutputId, Double> judged = byOutput(dao.judged(ids));
        Map<OutputId, Double> checked = byOutput(dao.checked(ids));
        return outputs.find(snapshot, ids).values().stream()
                .filter(row -> row.routed().reviewId() == null && row.body() != null)
                // In one order, so that the same seed picks the same.
                .sorted(Comparator.comparing((OutputRow row) -> row.id().value()))
                .map(row -> new DiversePick.Candidate<>(
                        row.id(),
                        uncertainty(
                                row.facts().confidence() == null
                                        ? checked.get(row.id())
                                        : row.facts().confidence(),
                                judged.get(row.id())),
                        TextVector.of(text(row))))
                .toList();
    }

    private static Map<OutputId, Double> byOutput(List<LearnDao.Scored> scored) {
        Map<OutputId, Double> scores = new HashMap<>();
        scored.forEach(one -> scores.put(one.outputId(), one.score()));
        return scores;
    }

    /// What is right or wrong for certain teaches nothing: the nearer to one half, the more. The most uncertain counts.
    private static double uncertainty(@Nullable Double confidence, @Nullable Double judged) {
        if (confidence == null && judged == null) {
            return UNKNOWN;
        }
        return Math.max(doubt(confidence), doubt(judged));
    }

    private static double doubt(@Nullable Double score) {
        return score == null ? 0 : 1 - Math.abs(2 * score - 1);
    }

    private static String text(OutputRow row) {
        JsonNode body = Json.read(String.valueOf(row.body()), JsonNode.class);
        return words(body.path("query")) + " " + words(body.path("output")) + " " + words(body.path("attributes"));
    }

    private static String words(JsonNode node) {
        return node.isTextual() ? node.textValue() : node.toString();
    }
}

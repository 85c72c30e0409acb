package dev.touchstone.backend.advice.routing;

import dev.touchstone.api.quality.JudgeReport.Share;
import dev.touchstone.api.quality.RoutingAdvice.RoutingMove;
import dev.touchstone.api.quality.RoutingAdvice.TopicAdvice;
import dev.touchstone.api.quality.RoutingAdvice.Variant;
import dev.touchstone.api.quality.RoutingAdvice.VariantError;
import dev.touchstone.backend.output.OutputFacts;
import dev.touchstone.backend.quality.estimate.AuditShare;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The variants that answered one topic. Pure.
///
/// @param variants the one that answers most first
/// @param pairs that one with each of the others
record TopicComparison(
        String name, List<String> words, List<AuditedAnswer> audits, List<Variant> variants, List<Pair> pairs) {
    private static final int WEEKS = 4;

    /// @param audits of the topic, in the order in which they came
    static TopicComparison of(String name, List<String> words, List<AuditedAnswer> audits) {
        List<Variant> variants = variants(audits);
        List<Pair> pairs = variants.stream()
                .skip(1)
                .map(other -> Pair.of(variants.getFirst(), other, audits))
                .toList();
        return new TopicComparison(name, words, audits, variants, pairs);
    }

    /// By their audits of the last four weeks in which there are any, each standing for 1/rate answers.
    private static List<Variant> variants(List<AuditedAnswer> audits) {
        long last = audits.stream().mapToLong(AuditedAnswer::week).max().orElse(0);
        Map<Variant, Double> answers = audits.stream()
                .collect(Collectors.groupingBy(
                        AuditedAnswer::variant,
                        Collectors.summingDouble(audit -> audit.week() > last - WEEKS ? 1 / audit.rate() : 0)));
        return answers.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Variant, Double>>comparingDouble(entry -> -entry.getValue())
                        .thenComparing(entry -> entry.getKey().model())
                        .thenComparing(entry -> entry.getKey().promptVersion()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// @param alpha the most that each pair may spend
    TopicAdvice advice(double alpha, double level) {
        Optional<Pair> better = pairs.stream()
                .filter(pair -> pair.candidateBetter(alpha))
                .min(Comparator.comparingDouble(Pair::candidateRate));
        RoutingMove move = move(better.isPresent(), alpha);
        @Nullable
        Integer more = move == RoutingMove.NOT_YET
                ? pairs.stream()
                        .filter(Pair::overlap)
                        .map(Pair::missing)
                        .min(Comparator.naturalOrder())
                        .orElse(null)
                : null;
        @Nullable Variant to = better.map(Pair::candidate).orElse(null);
        return new TopicAdvice(
                name,
                words,
                audits.stream().filter(audit -> audit.action() != null).count(),
                move,
                to,
                more,
                words(move, to, more),
                errors(level));
    }

    private RoutingMove move(boolean better, double alpha) {
        if (pairs.isEmpty()) {
            return RoutingMove.ONE_VARIANT;
        }
        if (better) {
            return RoutingMove.SWITCH;
        }
        if (pairs.stream().noneMatch(Pair::overlap)) {
            return RoutingMove.NO_OVERLAP;
        }
        return pairs.stream().allMatch(pair -> pair.candidateWorse(alpha)) ? RoutingMove.KEEP : RoutingMove.NOT_YET;
    }

    private String words(RoutingMove move, @Nullable Variant to, @Nullable Integer more) {
        String current = variants.isEmpty() ? "" : said(variants.getFirst());
        return switch (move) {
            case SWITCH -> "switch to " + (to == null ? "" : said(to)) + ": it errs less often than " + current;
            case KEEP -> "keep " + current + ": every other one errs more often";
            case NOT_YET ->
                String.format(Locale.ROOT, "not yet: about %,d more reviews of the one that has fewer", more);
            case NO_OVERLAP ->
                "no overlap: nothing else answered in the same weeks as " + current
                        + "; give another one a share of the traffic beside it";
            case ONE_VARIANT -> "nothing to compare " + current + " with";
        };
    }

    private static String said(Variant variant) {
        return variant.promptVersion().equals(OutputFacts.UNSPECIFIED)
                ? variant.model()
                : variant.model() + " with " + variant.promptVersion();
    }

    private List<VariantError> errors(double level) {
        List<VariantError> errors = new ArrayList<>();
        for (Variant variant : variants) {
            errors.add(new VariantError(
                    variant,
                    share(variant, level),
                    pairs.stream()
                            .filter(pair -> pair.candidate().equals(variant))
                            .map(Pair::wire)
                            .findFirst()
                            .orElse(null)));
        }
        return errors;
    }

    private @Nullable Share share(Variant variant, double level) {
        return AuditShare.of(
                audits.stream()
                        .filter(audit -> audit.variant().equals(variant) && audit.action() != null)
                        .map(audit -> new AuditShare.Audits(audit.rate(), 1, audit.wrong() ? 1 : 0))
                        .toList(),
                level);
    }
}

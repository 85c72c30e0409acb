package dev.touchstone.bot.card.review;

import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.policy.Rule;
import dev.touchstone.api.review.Review;
import dev.touchstone.bot.card.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is doubtful about the attributes of an output: what the policy's rules name, and without a rule for the
/// attribute, a confidence below the policy's threshold. A blind review has no doubts to show, because they would
/// tell the reviewer what to look for.
public final class Doubts {
    private final boolean blind;
    private final double threshold;
    private final List<Rule> leaves = new ArrayList<>();

    private Doubts(boolean blind, Policy policy) {
        this.blind = blind;
        this.threshold = policy.confidenceThreshold();
        if (policy.attributeRules() != null) {
            collect(policy.attributeRules());
        }
    }

    public static Doubts of(Review review, Policy policy) {
        return new Doubts(review.asked().blind(), policy);
    }

    boolean blind() {
        return blind;
    }

    private void collect(Rule rule) {
        switch (rule) {
            case Rule.Any any -> any.rules().forEach(this::collect);
            case Rule.All all -> all.rules().forEach(this::collect);
            case Rule.Below below -> leaves.add(below);
            case Rule.Missing missing -> leaves.add(missing);
            case Rule.MissingConfidence none -> leaves.add(none);
        }
    }

    /// In words, such as `0.55 < 0.90`; null when there is nothing to doubt.
    @Nullable
    public String about(String name, Attribute attribute) {
        if (blind) {
            return null;
        }
        boolean ruled = false;
        for (Rule leaf : leaves) {
            if (leaf instanceof Rule.Below below && names(below.attribute(), name)) {
                ruled = true;
            }
            String doubt = doubt(leaf, name, attribute);
            if (doubt != null) {
                return doubt;
            }
        }
        Double confidence = attribute.confidence();
        return !ruled && confidence != null && confidence < threshold ? below(confidence, threshold) : null;
    }

    /// The rules that hold, each with its attribute's name: what the reason "attribute rule" is about.
    List<String> matched(NewOutput body) {
        List<String> matched = new ArrayList<>();
        for (Rule leaf : blind ? List.<Rule>of() : leaves) {
            if (leaf instanceof Rule.Missing missing && !body.attributes().containsKey(missing.attribute())) {
                matched.add(missing.attribute() + " missing");
            }
            for (Map.Entry<String, Attribute> entry : body.attributes().entrySet()) {
                String doubt = doubt(leaf, entry.getKey(), entry.getValue());
                if (doubt != null) {
                    matched.add(entry.getKey() + " " + doubt);
                }
            }
        }
        return matched.stream().distinct().toList();
    }

    private static @Nullable String doubt(Rule leaf, String name, Attribute attribute) {
        Double confidence = attribute.confidence();
        return switch (leaf) {
            case Rule.Below rule ->
                names(rule.attribute(), name) && confidence != null && confidence < rule.threshold()
                        ? below(confidence, rule.threshold())
                        : null;
            case Rule.Missing rule -> names(rule.attribute(), name) && attribute.missing() ? "missing" : null;
            case Rule.MissingConfidence rule ->
                names(rule.attribute(), name) && confidence == null && !attribute.missing() ? "no confidence" : null;
            case Rule.Any any -> null;
            case Rule.All all -> null;
        };
    }

    private static boolean names(String pattern, String name) {
        return pattern.equals("*") || pattern.equals(name);
    }

    private static String below(double confidence, double threshold) {
        return Words.probability(confidence) + " < " + Words.probability(threshold);
    }
}

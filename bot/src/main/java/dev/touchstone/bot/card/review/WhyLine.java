package dev.touchstone.bot.card.review;

import dev.touchstone.api.judge.SelfCheck;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.policy.Strata;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// In the line behind what a card shows: why the output is here, until when, and what produced it. In a blind review it
/// says "random audit" and nothing else, whatever other reasons there are.
public final class WhyLine {
    private static final int PART = 60;
    private static final int MOST_RULES = 3;

    private WhyLine() {}

    public static String of(ReviewDetail detail, Instant now) {
        List<String> parts = new ArrayList<>(reasons(detail));
        Review review = detail.review();
        if (!detail.history().isEmpty()) {
            parts.add("↩️ opened again");
        }
        parts.add("received " + SlackText.nearby(review.times().createdAt()));
        parts.add((review.times().dueAt().isBefore(now) ? "⏰ overdue since " : "due ")
                + SlackText.nearby(review.times().dueAt()));
        parts.addAll(origin(detail.output().body()));
        return String.join(" · ", parts);
    }

    static List<String> origin(@Nullable NewOutput body) {
        List<String> parts = new ArrayList<>();
        if (body == null) {
            return parts;
        }
        if (body.model() != null) {
            parts.add("model " + SlackText.mrkdwnLine(body.model(), PART));
        }
        if (body.promptVersion() != null) {
            parts.add("prompt " + SlackText.mrkdwnLine(body.promptVersion(), PART));
        }
        Links.safe(body.traceUrl()).ifPresent(url -> parts.add(SlackText.link(url, "trace at " + Links.host(url))));
        return parts;
    }

    private static List<String> reasons(ReviewDetail detail) {
        Review review = detail.review();
        if (review.asked().reasons().contains(RouteReason.EXPERIMENT)) {
            return List.of("*" + Words.reason(RouteReason.EXPERIMENT) + "*", "blind: the version is hidden");
        }
        if (review.asked().blind()) {
            return List.of("*random audit " + auditRate(detail) + "*", "blind: the confidence is hidden");
        }
        List<String> reasons = new ArrayList<>();
        for (RouteReason reason : review.asked().reasons()) {
            reasons.add("*" + SlackText.escape(reason(reason, detail)) + "*");
        }
        return reasons;
    }

    private static String reason(RouteReason reason, ReviewDetail detail) {
        @Nullable NewOutput body = detail.output().body();
        return switch (reason) {
            case LOW_CONFIDENCE -> lowConfidence(body, detail);
            case MISSING_CONFIDENCE ->
                missingConfidence(detail.output().routed().selfCheck());
            case ATTRIBUTE_RULE -> body == null ? Words.reason(reason) : rule(detail, body);
            case RANDOM_AUDIT -> "random audit " + auditRate(detail);
            case SCHEDULED_SAMPLE,
                    UNCERTAINTY,
                    DIVERSITY,
                    JUDGE_DISAGREEMENT,
                    COMMITTEE_DISAGREEMENT,
                    FEEDBACK,
                    JUDGE_USER_DISAGREEMENT,
                    REQUESTED,
                    EXPERIMENT -> Words.reason(reason);
        };
    }

    /// The policy may have changed since it routed the output; then its threshold would read as nonsense.
    private static String lowConfidence(@Nullable NewOutput body, ReviewDetail detail) {
        @Nullable SelfCheck check = detail.output().routed().selfCheck();
        @Nullable Double own = body == null ? null : body.confidence();
        @Nullable Double confidence = own == null && check != null ? check.confidence() : own;
        if (confidence == null) {
            return "low confidence";
        }
        String name = own == null ? "checked confidence " : "confidence ";
        Policy policy = detail.policy();
        return confidence < policy.confidenceThreshold()
                ? name + Words.probability(confidence) + " < " + Words.probability(policy.confidenceThreshold())
                : name + Words.probability(confidence) + ", below the threshold of its time";
    }

    /// What a check says counts for nothing before audits have shown what it means.
    private static String missingConfidence(@Nullable SelfCheck check) {
        String missing = Words.reason(RouteReason.MISSING_CONFIDENCE);
        if (check == null) {
            return missing;
        }
        return check.score() == null
                ? missing + ", its check was not answered"
                : missing + ", check " + Words.probability(check.score()) + " (not calibrated)";
    }

    private static String rule(ReviewDetail detail, NewOutput body) {
        List<String> matched = Doubts.of(detail.review(), detail.policy()).matched(body);
        if (matched.isEmpty()) {
            return Words.reason(RouteReason.ATTRIBUTE_RULE);
        }
        List<String> shown = matched.stream()
                .limit(MOST_RULES)
                .map(rule -> SlackText.plainLine(rule, PART))
                .toList();
        int more = matched.size() - shown.size();
        return "attribute rule: " + String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
    }

    /// The rate of the stratum, not the recorded inclusion probability: that one is 1 for a doubtful output and
    /// would give a blind review away.
    private static String auditRate(ReviewDetail detail) {
        @Nullable NewOutput body = detail.output().body();
        Policy policy = detail.policy();
        double rate = body == null
                ? policy.auditRate()
                : policy.strata().rates().stream()
                        .filter(own -> own.matches(body.stratumKeys()))
                        .map(Strata.Rate::rate)
                        .findFirst()
                        .orElse(policy.auditRate());
        return Words.percent(rate);
    }
}

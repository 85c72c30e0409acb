package dev.touchstone.backend.experiment;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.client.ReviewQuery;
import dev.touchstone.api.experiment.Experiment;
import dev.touchstone.api.experiment.ExperimentItem;
import dev.touchstone.api.experiment.NewExperiment;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.testing.ServedBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Experiments over HTTP, and a reviewer who decides by what stands in the output.
final class Bench {
    static final Reviewer ANN = Reviewer.of(new ReviewerId("ann"));

    final ServedBackend served;

    Bench(ServedBackend served) {
        this.served = served;
    }

    static ExperimentItem item(String caseId, String version, String output) {
        return new ExperimentItem(
                caseId, version, Query.of("question " + caseId), null, null, TextNode.valueOf(output), Map.of());
    }

    static ExperimentItem item(String caseId, String version, Map<String, String> attributes) {
        Map<String, Attribute> given = new java.util.TreeMap<>();
        attributes.forEach((name, value) -> given.put(name, Attribute.of(TextNode.valueOf(value))));
        return new ExperimentItem(caseId, version, Query.of("question " + caseId), null, null, null, given);
    }

    /// Cases `c0`, `c1` … with outputs `answer VERSION-NUMBER` of two versions.
    static List<ExperimentItem> twoVersions(int cases) {
        List<ExperimentItem> items = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            items.add(item("c" + i, "prompt-old", "first wording " + i));
            items.add(item("c" + i, "prompt-new", "second wording " + i));
        }
        return items;
    }

    Experiment create() {
        return served.client.experiments().create(NewExperiment.of(ServedBackend.PIPELINE, "Shorter instructions"));
    }

    Experiment started(List<ExperimentItem> items) {
        return started(create(), items);
    }

    Experiment started(Experiment experiment, List<ExperimentItem> items) {
        served.client.experiments().upload(experiment.id(), items);
        return served.client.experiments().start(experiment.id());
    }

    /// In the order in which they come up.
    List<Review> open(Experiment experiment) {
        return served
                .client
                .reviews(ReviewQuery.OPEN
                        .pipeline(new PipelineName(experiment.population()))
                        .limit(200))
                .items()
                .stream()
                .map(ReviewSummary::review)
                .toList();
    }

    /// What is there, or the test fails.
    static <T> T there(@Nullable T value) {
        return Objects.requireNonNull(value, "it should be there");
    }

    NewOutput body(Review review) {
        return there(served.client.review(review.id()).output().body());
    }

    String output(Review review) {
        return body(review).output().asText();
    }

    /// Decides all that is open: approves what the predicate likes.
    void decide(Experiment experiment, Predicate<String> good) {
        for (Review review : open(experiment)) {
            decide(review, good.test(output(review)));
        }
    }

    Review decide(Review review, boolean good) {
        return served.client.decide(
                review.id(),
                good
                        ? NewDecision.approve(ANN, review.standing().revision(), 5.0)
                        : NewDecision.reject(ANN, review.standing().revision(), "wrong", null, 5.0));
    }
}

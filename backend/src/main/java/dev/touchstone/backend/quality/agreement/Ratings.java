package dev.touchstone.backend.quality.agreement;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.backend.review.view.DecidedOutputs;
import dev.touchstone.stats.agreement.RatedUnits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What each reviewer last said about each output. A decision taken back at once was a slip and does not count; one
/// that was opened again later stands as its reviewer's opinion beside the new one.
///
/// @param byOutput rating by reviewer, by output: 0 reject, 1 edit, 2 approve
record Ratings(Map<OutputId, Map<ReviewerId, Double>> byOutput) {
    static final double APPROVED = 2;

    static Ratings of(List<AgreementDao.Act> acts) {
        Map<OutputId, Map<ReviewerId, Double>> byOutput = new TreeMap<>();
        Map<ReviewId, AgreementDao.Act> lastOfReview = new HashMap<>();
        for (AgreementDao.Act act : acts) {
            Map<ReviewerId, Double> ratings = byOutput.computeIfAbsent(act.outputId(), id -> new TreeMap<>());
            switch (act.action()) {
                case "approve" -> ratings.put(act.reviewer(), APPROVED);
                case "edit" -> ratings.put(act.reviewer(), 1.0);
                case "reject" -> ratings.put(act.reviewer(), 0.0);
                case "undo" -> {
                    AgreementDao.Act slip = lastOfReview.get(act.reviewId());
                    if (slip != null) {
                        ratings.remove(slip.reviewer());
                    }
                }
                default -> {}
            }
            lastOfReview.put(act.reviewId(), act);
        }
        byOutput.values().removeIf(ratings -> ratings.size() < 2);
        return new Ratings(byOutput);
    }

    /// The same for single attributes: 1 right, 0 wrong. An output counts for an attribute when at least two speak of
    /// it.
    ///
    /// @param acts of panels, which hold no undo
    static Map<String, Ratings> ofAttributes(List<AgreementDao.Act> acts) {
        Map<String, Map<OutputId, Map<ReviewerId, Double>>> byAttribute = new TreeMap<>();
        for (AgreementDao.Act act : acts) {
            DecidedOutputs.rightAttributes(act.outcomes())
                    .forEach((attribute, right) -> byAttribute
                            .computeIfAbsent(attribute, name -> new TreeMap<>())
                            .computeIfAbsent(act.outputId(), id -> new TreeMap<>())
                            .put(act.reviewer(), right ? 1.0 : 0.0));
        }
        Map<String, Ratings> ratings = new TreeMap<>();
        byAttribute.forEach((attribute, byOutput) -> {
            byOutput.values().removeIf(said -> said.size() < 2);
            ratings.put(attribute, new Ratings(byOutput));
        });
        return ratings;
    }

    RatedUnits units() {
        List<List<Double>> units = new ArrayList<>();
        byOutput.values().forEach(ratings -> units.add(List.copyOf(ratings.values())));
        return new RatedUnits(units);
    }

    long reviewers() {
        return byOutput.values().stream()
                .flatMap(ratings -> ratings.keySet().stream())
                .distinct()
                .count();
    }
}

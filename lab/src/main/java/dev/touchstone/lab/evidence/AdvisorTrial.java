package dev.touchstone.lab.evidence;

import dev.touchstone.backend.quality.threshold.AnytimeCertification;
import dev.touchstone.backend.quality.threshold.Traffic;
import dev.touchstone.lab.recorded.Markdown;
import dev.touchstone.lab.recorded.Recorded;
import dev.touchstone.lab.recorded.Sampled;
import dev.touchstone.stats.confidence.AnytimeCertificate;
import dev.touchstone.stats.confidence.ScoredOutput;
import dev.touchstone.stats.sampling.SamplingKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// The threshold advisor on the outputs of one model, again and again: what it certifies from the audits, and
/// what that does to the outputs nobody audited.
///
/// @param audits per repetition, on average
/// @param thresholds certified, ascending; one per repetition that certified any
/// @param errors true error among the unaudited outputs each would have auto-approved
/// @param shares of the unaudited outputs it would have auto-approved
record AdvisorTrial(
        String model,
        long outputs,
        double error,
        long audits,
        int seeds,
        double maxError,
        List<Double> thresholds,
        List<Double> errors,
        List<Double> shares) {
    static final double AUDIT_RATE = 0.1;
    static final double CONFIDENCE = 0.9;

    static AdvisorTrial of(String model, List<Recorded> rows, double maxError, int seeds) {
        Traffic traffic = Traffic.of(rows.stream()
                .map(row -> Objects.requireNonNull(row.confidence()))
                .toList());
        double delta = AnytimeCertificate.spending(1 - CONFIDENCE, 1);
        List<Double> thresholds = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        long audits = 0;
        for (int seed = 1; seed <= seeds; seed++) {
            SamplingKey key = Sampled.key(seed);
            List<ScoredOutput> audited = new ArrayList<>();
            List<ScoredOutput> rest = new ArrayList<>();
            // They come in an order of chance, as the recorded one is by question set: outputs would change on the way.
            for (Recorded row : inSomeOrder(rows, key)) {
                ScoredOutput scored = ScoredOutput.of(Objects.requireNonNull(row.confidence()), row.approved());
                (key.of(row.id()) < AUDIT_RATE ? audited : rest).add(scored);
            }
            audits += audited.size();
            AnytimeCertification certification =
                    new AnytimeCertification(audited, audited, traffic, AUDIT_RATE, maxError, delta);
            Double threshold =
                    certification.of(model, certification.plan(), null, null).threshold();
            if (threshold != null) {
                List<ScoredOutput> auto = rest.stream()
                        .filter(output -> output.confidence() >= threshold)
                        .toList();
                thresholds.add(threshold);
                errors.add(share(auto));
                shares.add((double) auto.size() / rest.size());
            }
        }
        thresholds.sort(null);
        double wrong = rows.stream().filter(row -> !row.approved()).count();
        return new AdvisorTrial(
                model, rows.size(), wrong / rows.size(), audits / seeds, seeds, maxError, thresholds, errors, shares);
    }

    private static List<Recorded> inSomeOrder(List<Recorded> rows, SamplingKey key) {
        return rows.stream()
                .sorted(Comparator.comparingDouble(row -> key.of("order of " + row.id())))
                .toList();
    }

    private static double share(List<ScoredOutput> auto) {
        return auto.stream()
                .mapToDouble(output -> output.correct() ? 0 : 1)
                .average()
                .orElse(0);
    }

    String row() {
        boolean certified = !thresholds.isEmpty();
        return "| " + model + " | " + outputs + " | " + Markdown.percent(error) + " | " + Markdown.percent(maxError)
                + " | " + audits + " | " + Markdown.percent((double) (seeds - thresholds.size()) / seeds) + " | "
                + (certified ? Markdown.threshold(thresholds.get(thresholds.size() / 2)) : "none") + " | "
                + (certified ? mean(shares) : "–") + " | " + (certified ? mean(errors) : "–") + " | "
                + Markdown.percent((double) broken() / seeds) + " |";
    }

    /// How many repetitions certified a threshold with a higher error than tolerated.
    int broken() {
        return (int) errors.stream().filter(error -> error > maxError).count();
    }

    private static String mean(List<Double> values) {
        return Markdown.percent(
                values.stream().mapToDouble(Double::doubleValue).average().orElse(0));
    }
}

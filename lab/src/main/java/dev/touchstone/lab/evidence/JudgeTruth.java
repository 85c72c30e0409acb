package dev.touchstone.lab.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.quality.JudgeReport;
import dev.touchstone.lab.recorded.RecordedTruth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the data themselves say of their judges.
record JudgeTruth(RecordedTruth truth) {
    /// @throws IllegalArgumentException when there is none
    static JudgeTruth read(Path data, String half) throws IOException {
        return new JudgeTruth(RecordedTruth.read(data, half));
    }

    /// What is recorded of a judge, after holding the product's figures against it.
    ///
    /// @param path where the file says it
    /// @throws IllegalArgumentException when the file does not say it, or differs by more than its rounding
    RecordedAgreement of(List<String> path, RecordedJudge judge) {
        JsonNode recorded = truth.at(path);
        JudgeReport.Version found = judge.onEverything();
        String where = String.join(" / ", path);
        truth.same(where, "n", recorded, (double) found.counts().labelled());
        truth.same(where, "agreement", recorded, value(found.agreed().agreement()));
        truth.same(
                where,
                "kappa",
                recorded,
                found.agreed().kappa() == null
                        ? Double.NaN
                        : found.agreed().kappa().value());
        truth.same(where, "tnr", recorded, value(found.agreed().sensitivity()));
        truth.same(where, "recall", recorded, 1 - value(found.agreed().falseFlags()));
        return RecordedAgreement.of(recorded);
    }

    private static double value(JudgeReport.@Nullable Share share) {
        return share == null ? Double.NaN : share.value();
    }
}

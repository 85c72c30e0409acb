package dev.touchstone.backend.judge.check;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.SelfCheckStatus;
import dev.touchstone.api.wire.Json;
import java.time.Instant;
import java.util.List;

/// What scores of a check turned out to mean. Made once, and never changed.
///
/// @param audits it was made of
/// @param wrong of them, how many people found wrong
/// @param bands by ascending score, the first from 0
public record CheckCalibration(
        PipelineName pipeline,
        String checkVersion,
        Instant madeAt,
        long audits,
        long wrong,
        List<SelfCheckStatus.Band> bands) {
    /// Decided audits with a score that one takes.
    public static final int LEAST_AUDITS = 200;

    public CheckCalibration {
        bands = List.copyOf(bands);
        if (bands.isEmpty() || bands.getFirst().from() != 0) {
            throw new IllegalArgumentException("a calibration needs a band that begins at 0");
        }
    }

    /// The share that was right where scores were like this one.
    ///
    /// @param score 0 to 1
    public double confidence(double score) {
        double found = bands.getFirst().confidence();
        for (SelfCheckStatus.Band band : bands) {
            if (score >= band.from()) {
                found = band.confidence();
            }
        }
        return found;
    }

    /// As it is shown.
    public SelfCheckStatus.Calibration wire() {
        return new SelfCheckStatus.Calibration(madeAt, audits, wrong, bands);
    }

    record StoredBands(List<SelfCheckStatus.Band> bands) {}

    String storedBands() {
        return Json.write(new StoredBands(bands));
    }
}

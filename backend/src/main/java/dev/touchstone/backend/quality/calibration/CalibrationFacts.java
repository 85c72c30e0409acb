package dev.touchstone.backend.quality.calibration;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.quality.calibration.Calibrated.Count;
import dev.touchstone.backend.quality.calibration.Calibrated.Drawn;
import dev.touchstone.backend.quality.calibration.CalibrationDao.Made;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// What judges and people said, and of whom the judge should have said something and did not. An output that no
/// version has anything about belongs to the version in use when it came in, or to the first one.
///
/// @param versions oldest first
record CalibrationFacts(List<Made> versions, List<Count> counts, List<Drawn> drawn) {
    CalibrationFacts {
        versions = List.copyOf(versions);
        counts = List.copyOf(counts);
        drawn = List.copyOf(drawn);
    }

    /// Of one moment, within the caller's snapshot.
    static CalibrationFacts of(Handle snapshot, PipelineName pipeline, long from, long to) {
        CalibrationDao dao = snapshot.attach(CalibrationDao.class);
        List<Made> versions = dao.versions(pipeline);
        List<Count> counts = new ArrayList<>(dao.counts(pipeline, from, to));
        List<Drawn> drawn = new ArrayList<>(dao.drawn(pipeline, from, to));
        if (!versions.isEmpty()) {
            dao.silent(pipeline, from, to).forEach(silent -> counts.add(count(inUse(versions, silent.hour()), silent)));
            dao.silentDrawn(pipeline, from, to)
                    .forEach(silent -> drawn.add(drawn(inUse(versions, silent.hour()), silent)));
        }
        return new CalibrationFacts(versions, counts, drawn);
    }

    private static Made inUse(List<Made> versions, long hour) {
        long endMs = (hour + 1) * 3_600_000;
        return versions.reversed().stream()
                .filter(version -> version.createdAtMs() < endMs)
                .findFirst()
                .orElse(versions.getFirst());
    }

    private static Count count(Made version, CalibrationDao.Silent silent) {
        return new Count(
                version.id(),
                version.model(),
                silent.policyVersion(),
                silent.stratum(),
                Calibrated.UNANSWERED,
                silent.share(),
                silent.outputs());
    }

    private static Drawn drawn(Made version, CalibrationDao.SilentDrawn silent) {
        return new Drawn(
                silent.outputId(),
                new Drawn.Judged(version.id(), Calibrated.UNANSWERED, true),
                silent.policyVersion(),
                silent.stratum(),
                new Drawn.Draw(silent.u(), silent.pi(), silent.auditRate()),
                silent.action());
    }

    /// The counts of every version that has any, the version made last first.
    Map<String, List<Count>> byVersion() {
        Map<String, List<Count>> byVersion = new LinkedHashMap<>();
        for (Made version : versions.reversed()) {
            List<Count> own = counts.stream()
                    .filter(count -> count.versionId().equals(version.id()))
                    .toList();
            if (!own.isEmpty()) {
                byVersion.put(version.id(), own);
            }
        }
        return byVersion;
    }

    List<Drawn> drawnOf(String version) {
        return drawn.stream()
                .filter(one -> one.judged().versionId().equals(version))
                .toList();
    }
}

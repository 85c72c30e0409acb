package dev.touchstone.lab.promise;

import dev.touchstone.backend.quality.release.Releasable;
import dev.touchstone.lab.promise.PromisesCommand.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// What is said about certificates of the judge's releases, as a document.
final class ReleaseDocument {
    /// Most of the simulated promises that may be broken.
    private static final double KEPT = ReleasedTraffic.CONFIDENCE;
    /// What is wrong of the kinds' errors where nearly nothing is.
    private static final double GOOD = 0.1;

    private ReleaseDocument() {}

    static Document of(int runs) {
        StringBuilder text = new StringBuilder("""
                # Promises of the judge's releases, simulated

                Written by `./touchstone promises --of releases --runs %s --out docs/evidence/releases.md`: %s pipelines of
                12,000 doubtful outputs for each policy, seeded, with the routing, the draw and the test of production. At most
                %s of what the judge releases may be wrong, promised with probability %s. The outputs are of two kinds, and
                more is **wrong** among the released ones than is tolerated, so every certificate breaks the promise.
                **All audits alike**: as if outputs were released in the mix in which they are audited. **Certified when good**: of the
                same pipelines with a tenth of their errors, so that the promise is not kept by never giving one.

                | policy | wrong | promise broken | all audits alike | certified when good |
                |---|---:|---:|---:|---:|
                """.formatted(
                        runs,
                        Document.count(runs),
                        Promise.percent(ReleasedTraffic.MAX_ERROR),
                        Promise.percent(ReleasedTraffic.CONFIDENCE)));
        List<String> broken = new ArrayList<>();
        for (ReleasedTraffic setting : ReleasedTraffic.settings()) {
            Row row = row(setting, runs);
            text.append(row.markdown()).append('\n');
            if (Document.broken(1 - row.broken(), KEPT, runs)) {
                broken.add(setting.name() + ": promise broken in " + Promise.percent(row.broken()));
            }
        }
        return new Document(text.toString(), broken);
    }

    /// Shares of the pipelines.
    record Row(ReleasedTraffic setting, double broken, double alike, double good) {
        private String markdown() {
            return "| " + setting.name() + " | " + Promise.percent(setting.truth()) + " | " + Promise.percent(broken)
                    + " | " + Promise.percent(alike) + " | " + Promise.percent(good) + " |";
        }
    }

    static Row row(ReleasedTraffic setting, int runs) {
        List<Outcomes> all = IntStream.range(0, runs)
                .parallel()
                .mapToObj(seed -> Outcomes.of(setting, seed))
                .toList();
        return new Row(
                setting,
                share(all.stream().filter(Outcomes::broken).count(), runs),
                share(all.stream().filter(Outcomes::alike).count(), runs),
                share(all.stream().filter(Outcomes::good).count(), runs));
    }

    private static double share(long count, int runs) {
        return (double) count / runs;
    }

    /// Of one simulated pipeline.
    private record Outcomes(boolean broken, boolean alike, boolean good) {
        private static Outcomes of(ReleasedTraffic setting, int seed) {
            Random random = new Random(49_979_687L * (seed + 1));
            List<Releasable> wrong = setting.pipeline(random, 1);
            return new Outcomes(
                    setting.certified(wrong),
                    ReleasedTraffic.certifiedByAllAudits(wrong),
                    setting.certified(setting.pipeline(random, GOOD)));
        }
    }
}

package dev.touchstone.lab.promise;

import dev.touchstone.lab.promise.PromisesCommand.Document;
import java.util.ArrayList;
import java.util.List;

/// What is said about clusters, as a document.
final class ClusterDocument {
    /// What is promised of intervals in the grid, and of differences that are called clear.
    private static final double HELD = 0.94;
    private static final double NOT_CLEAR = 0.95;

    private ClusterDocument() {}

    static Document of(int runs) {
        StringBuilder text = new StringBuilder("""
                # Outputs that belong together, simulated

                Written by `./touchstone promises --of clusters --runs %s --out docs/evidence/clusters.md`, %s
                repetitions of each row, seeded. Conversations of 1 to twice the mean size less one; the errors of one
                conversation go together with the correlation given (beta-binomial). Half of the wrong outputs and 8 %% of
                the right ones are doubtful and reviewed, of the others a fifth is audited, among about 2,000; in the last
                rows everything is reviewed. Nominal level 95 %%. **Held**: how often the interval held the rate of the
                process, by the product's own estimator, with clusters known and as if every output were on its own.
                **Clear**: how often the difference of two such periods, which differ in nothing, was called clear.

                | mean size | correlation | errors | reviewed | held | unaware | width, points: known / unaware | attribute accuracy held | macro F1 held | clear | unaware |
                |---:|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|
                """.formatted(runs, Document.count(runs)));
        List<String> broken = new ArrayList<>();
        for (ClusteredTraffic setting : ClusterGrid.settings()) {
            ClusterGrid.Row row = ClusterGrid.row(setting, runs);
            text.append(row.markdown()).append('\n');
            String where = "clusters of " + setting.size() + ", correlation " + setting.correlation();
            check(where + ": error rate", row.rate().share(), HELD, runs, broken);
            check(where + ": attribute accuracy", row.accuracy().share(), HELD, runs, broken);
            check(where + ": macro F1", row.macro().share(), HELD, runs, broken);
            check(where + ": differences", 1 - row.clear().share(), NOT_CLEAR, runs, broken);
        }
        return new Document(text.toString(), broken);
    }

    private static void check(String what, double share, double promised, int runs, List<String> broken) {
        if (Document.broken(share, promised, runs)) {
            broken.add(what + " held in " + Promise.percent(share) + ", promised " + Promise.percent(promised));
        }
    }
}

package dev.touchstone.lab.kill;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.review.Review;
import dev.touchstone.backend.LedgerFeature;
import dev.touchstone.backend.ledger.Verification;
import dev.touchstone.backend.store.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Looks for what should be there after a restart. Every method returns what is wrong, one sentence each.
public final class Aftermath {
    private final TouchstoneClient client;
    private final Path folder;

    public Aftermath(TouchstoneClient client, Path folder) {
        this.client = client;
        this.folder = folder;
    }

    /// Reads outputs back over the API and compares their bodies with the ledger.
    public List<String> missing(List<Acknowledged.Stored> stored) {
        List<String> wrong = new ArrayList<>();
        for (Acknowledged.Stored entry : stored) {
            try {
                OutputView view = client.output(entry.outputId());
                if (view.body() == null || !Acknowledged.hash(view.body()).equals(entry.bodyHash())) {
                    wrong.add(entry + " has come back altered");
                }
            } catch (ApiException e) {
                wrong.add(entry + " was acknowledged and is gone: " + e.getMessage());
            }
        }
        return wrong;
    }

    public List<String> undecided(List<Acknowledged.Decided> decided) {
        List<String> wrong = new ArrayList<>();
        for (Acknowledged.Decided entry : decided) {
            Review review = client.review(entry.reviewId()).review();
            if (review.decision() == null || !review.decision().id().equals(entry.decisionId())) {
                wrong.add(entry + " was confirmed and is " + review.standing().state());
            }
        }
        return wrong;
    }

    /// Sends again what was never answered: stored before or not, each must now get its receipt.
    public void settle(List<NewOutput> inDoubt, Acknowledged ledger) {
        for (NewOutput output : inDoubt) {
            ledger.acknowledged(client.post(output), output);
        }
    }

    /// Counters equal rows, every routed output has its review and every closed review its decision, and the audit
    /// chain holds. Read beside the running server.
    public List<String> halfWritten() {
        List<String> wrong = new ArrayList<>();
        try (Database database = Database.open(ServedProcess.config(folder).database())) {
            zero(database, wrong, "outputs that the counters do not know", """
                    SELECT (SELECT COUNT(*) FROM output) - (SELECT COALESCE(SUM(outputs), 0) FROM rollup)
                    """);
            zero(database, wrong, "routed outputs without a review", """
                    SELECT COUNT(*) FROM output o LEFT JOIN review r ON r.id = o.review_id
                    WHERE o.review_id IS NOT NULL AND r.id IS NULL
                    """);
            zero(database, wrong, "decided reviews that do not agree with their decisions", """
                    SELECT COUNT(*) FROM review r LEFT JOIN decision d ON d.id = r.decision_id
                    WHERE (r.state = 'decided') <> (d.id IS NOT NULL) OR d.revision <> r.revision
                    """);
            if (LedgerFeature.verifier(ServedProcess.ledgerKeys()).verify(database, null)
                    instanceof Verification.Broken broken) {
                wrong.add("the audit chain is broken at " + broken.seq() + ": " + broken.why());
            }
        }
        return wrong;
    }

    private static void zero(Database database, List<String> wrong, String what, String sql) {
        long count = database.reader()
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
        if (count != 0) {
            wrong.add(count + " " + what);
        }
    }
}

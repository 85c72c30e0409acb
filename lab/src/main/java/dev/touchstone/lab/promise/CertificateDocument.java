package dev.touchstone.lab.promise;

import dev.touchstone.lab.promise.PromisesCommand.Document;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/// What is said about certificates of batches, as a document.
final class CertificateDocument {
    private static final double HELD = 0.95;
    private static final double ORACLE = 1.3;
    private static final int LARGEST = 2000;

    private CertificateDocument() {}

    static Document of(List<ErringReviewers> sources, int runs) {
        StringBuilder text = new StringBuilder("""
                # Certificates of batches, on recorded outputs

                Written by `./touchstone promises --of certificates --data DIR --runs %s --out docs/evidence/certificates.md`:
                %s batches of up to 2,000 recorded outputs for each row, drawn anew each time. A tenth of each was
                reviewed for certain and is known; the others are reviewed in the order of their keys. 95 %% confidence.
                **Violated**: the batch holds one wrong output more than may be certified, somebody asks after every fifty
                reviews to the end, and is ever told that it is certified. **Reviews**: until the certificate, where a half or
                a quarter of what is tolerated is wrong, against the oracle: a sample of fixed size that only who knows
                how many are wrong could choose, so that the exact test certifies four times in five.

                | data | outputs | wrong | violated | reviews at a half: mean / oracle | ratio | at a quarter: mean / oracle | ratio |
                |---|---:|---:|---:|---:|---:|---:|---:|
                """.formatted(runs, Document.count(runs)));
        List<String> broken = new ArrayList<>();
        for (ErringReviewers source : sources) {
            Row row = row(source, runs);
            text.append(row.markdown()).append('\n');
            if (Document.broken(1 - row.violated(), HELD, runs)) {
                broken.add(source.name() + ": certificates violated in " + Promise.percent(row.violated()));
            }
            if (row.half().ratio() > ORACLE || row.quarter().ratio() > ORACLE) {
                broken.add(source.name() + ": certificates take more than " + ORACLE + " times the oracle's reviews");
            }
        }
        return new Document(text.toString(), broken);
    }

    /// @param mean reviews until the certificate
    /// @param oracle reviews that the oracle takes, on average
    record Cost(double mean, double oracle) {
        double ratio() {
            return mean / oracle;
        }

        private String cells() {
            return String.format(Locale.ROOT, "%.0f / %.0f | %.2f", mean, oracle, ratio());
        }
    }

    /// @param violated share of batches that were certified and should never have been
    record Row(ErringReviewers source, int outputs, double violated, Cost half, Cost quarter) {
        String markdown() {
            return "| " + source.name() + " | " + outputs + " | " + Promise.percent(source.truth()) + " | "
                    + Promise.percent(violated) + " | " + half.cells() + " | " + quarter.cells() + " |";
        }
    }

    static Row row(ErringReviewers source, int runs) {
        List<CertifiedBatch> batches = IntStream.range(0, runs)
                .mapToObj(seed -> batch(source.wrong(), seed))
                .toList();
        double violated = batches.parallelStream()
                .mapToInt(batch -> batch.everCertified(batch.wrongOnes() - 1) ? 1 : 0)
                .average()
                .orElseThrow();
        return new Row(source, batches.getFirst().outputs(), violated, cost(batches, 2), cost(batches, 4));
    }

    /// Where so many times as much is tolerated as is wrong. A tenth of the batches is enough for a mean.
    private static Cost cost(List<CertifiedBatch> batches, int times) {
        List<CertifiedBatch> some = IntStream.range(0, Math.max(20, batches.size() / 10))
                .mapToObj(i -> batches.get(i % batches.size()))
                .map(batch -> batch.with(batch.wrong().size() / 10 / times))
                .toList();
        int tolerated = some.getFirst().wrong().size() / 10;
        return new Cost(
                some.parallelStream()
                        .mapToInt(batch -> batch.needed(tolerated))
                        .average()
                        .orElseThrow(),
                some.getFirst().oracle(tolerated));
    }

    private static CertifiedBatch batch(List<Boolean> wrong, int seed) {
        List<Boolean> shuffled = new ArrayList<>(wrong);
        Collections.shuffle(shuffled, new Random(32_452_843L * (seed + 1)));
        List<Boolean> some = shuffled.subList(0, Math.min(LARGEST, shuffled.size()));
        int certain = some.size() / 10;
        return new CertifiedBatch(certain, List.copyOf(some.subList(certain, some.size())));
    }
}

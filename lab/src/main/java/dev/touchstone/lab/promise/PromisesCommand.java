package dev.touchstone.lab.promise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `touchstone promises`: simulates worlds whose truth is known and counts how often the product's promises
/// about them hold.
@Command(
        name = "promises",
        description = "Simulates worlds whose truth is known and counts how often what is promised of them holds.",
        mixinStandardHelpOptions = true)
public final class PromisesCommand implements Callable<Integer> {
    @Option(names = "--of", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Subject of = Subject.clusters;

    @Option(names = "--runs", description = "Repetitions of each setting (default: ${DEFAULT-VALUE}).")
    private int runs = 1000;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the document here instead of printing it.")
    private @Nullable Path out;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of DATASET/HALF/*.jsonl.gz, for reviewers, certificates and feedback.")
    private @Nullable Path data;

    @Option(names = "--half", description = "Which half of each dataset (default: ${DEFAULT-VALUE}).")
    private String half = "public";

    private Path data() {
        if (data == null) {
            throw new IllegalArgumentException("--of " + of + " needs --data DIR, recorded outputs");
        }
        return data;
    }

    /// What can be asked about; named as on the command line.
    enum Subject {
        clusters,
        reviewers,
        certificates,
        releases,
        feedback
    }

    @Override
    public Integer call() throws IOException {
        if (runs < 20) {
            throw new IllegalArgumentException("--runs must be at least 20, was " + runs);
        }
        Document document = switch (of) {
            case clusters -> ClusterDocument.of(runs);
            case releases -> ReleaseDocument.of(runs);
            case reviewers -> ReviewerDocument.of(ErringReviewers.recorded(data(), half), runs);
            case feedback -> FeedbackDocument.of(ErringReviewers.recorded(data(), half), runs);
            case certificates -> CertificateDocument.of(ErringReviewers.recorded(data(), half), runs);
        };
        if (out == null) {
            System.out.print(document.markdown());
        } else {
            Files.writeString(out, document.markdown());
            System.out.println("written to " + out);
        }
        document.broken().forEach(System.err::println);
        return document.broken().isEmpty() ? 0 : 1;
    }

    /// What was written, and which promises did not hold.
    record Document(String markdown, List<String> broken) {
        /// What a share of `runs` repetitions may lie below `promised` by chance: three standard errors.
        static boolean broken(double share, double promised, int runs) {
            return share < promised - 3 * Math.sqrt(promised * (1 - promised) / runs);
        }

        static String count(int runs) {
            return String.format(Locale.ROOT, "%,d", runs);
        }
    }
}

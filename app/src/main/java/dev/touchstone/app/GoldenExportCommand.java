package dev.touchstone.app;

import dev.touchstone.api.client.GoldenClient;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.golden.Dataset;
import dev.touchstone.api.golden.DatasetVersion;
import dev.touchstone.api.golden.ExportFormat;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.golden.VersionCounts;
import dev.touchstone.api.wire.WireEnum;
import dev.touchstone.app.golden.ExportFile;
import dev.touchstone.app.golden.ExportManifest;
import dev.touchstone.app.golden.HubFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `touchstone golden export DATASET FILE`: a version as a file. Called again after it was cut off, it goes on where it
/// was.
@Command(
        name = "export",
        description = "Writes a version of a dataset to a file; called again, it goes on where it was cut off.",
        mixinStandardHelpOptions = true)
final class GoldenExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(index = "0", paramLabel = "DATASET", description = "The dataset's name.")
    private String dataset = "";

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "Where to; with --format hugging_face a folder, which gets a card as well.")
    private Path file = Path.of("");

    @Option(
            names = "--format",
            description =
                    "openai_sft, openai_dpo, trl_sft, trl_dpo, trl_kto, hugging_face, reranker_triplets, reranker_pairs,"
                            + " feedback, jsonl or csv"
                            + " (default: ${DEFAULT-VALUE}).")
    private String format = "jsonl";

    @Option(names = "--split", description = "train, dev, or test where no model is trained (default: train).")
    private String split = "train";

    @Option(names = "--dataset-version", paramLabel = "N", description = "Which version (default: the latest).")
    private @Nullable Integer version;

    @Option(names = "--licence", description = "The licence on the card (default: ${DEFAULT-VALUE}).")
    private String licence = "other";

    @Override
    public Integer call() throws IOException {
        ExportFormat asked = read(ExportFormat.class, "--format", format);
        PrintWriter out = spec.commandLine().getOut();
        try (TouchstoneClient client = server.client("exports:read")) {
            GoldenClient golden = client.goldenSet();
            DatasetVersion frozen = frozen(golden);
            if (asked == ExportFormat.HUGGING_FACE) {
                for (GoldenSplit side :
                        HubFolder.FILES.keySet().stream().sorted().toList()) {
                    one(golden, frozen, asked, side, file.resolve(String.valueOf(HubFolder.FILES.get(side))), out);
                }
                new HubFolder(frozen, licence).describe(file);
                out.printf("%s: README.md and croissant.json%n", file);
            } else {
                one(golden, frozen, asked, read(GoldenSplit.class, "--split", split), file, out);
            }
            out.flush();
            return 0;
        }
    }

    private static <E extends Enum<E>> E read(Class<E> type, String option, String text) {
        try {
            return WireEnum.read(type, text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    option + " must be one of "
                            + Arrays.stream(type.getEnumConstants())
                                    .map(value -> value.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", "))
                            + ", was '" + text + "'",
                    e);
        }
    }

    private DatasetVersion frozen(GoldenClient golden) {
        if (version != null) {
            return golden.version(dataset, version);
        }
        Dataset found = golden.dataset(dataset);
        if (found.latestVersion() == null) {
            throw new IllegalArgumentException("The dataset '" + dataset
                    + "' has no version yet; freeze one with POST /v1/datasets/" + dataset + "/versions.");
        }
        return golden.version(dataset, found.latestVersion());
    }

    private static void one(
            GoldenClient golden,
            DatasetVersion frozen,
            ExportFormat format,
            GoldenSplit split,
            Path file,
            PrintWriter out)
            throws IOException {
        ExportManifest.Source source =
                new ExportManifest.Source(frozen.dataset(), frozen.number(), frozen.root(), format, split);
        int items = frozen.counts()
                .splits()
                .getOrDefault(split, new VersionCounts.Side(0, 0, 0))
                .items();
        ExportManifest written;
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(String.valueOf(file.getFileName()))
                .setInitialMax(items)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                .build()) {
            written = new ExportFile(golden, file, source).write(bar::stepTo);
        }
        out.printf(
                "%s: version %d, %s, %d items, %,d bytes%s%n",
                file,
                frozen.number(),
                split.wire(),
                written.items(),
                written.bytes(),
                written.leftOut().isEmpty() ? "" : "; left out: " + new TreeMap<>(written.leftOut()));
    }
}

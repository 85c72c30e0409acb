package dev.touchstone.app;

import dev.touchstone.api.client.GoldenClient;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.golden.GoldenImportLine;
import dev.touchstone.api.id.PipelineName;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `touchstone golden import FILE`: items that were made elsewhere. The same file again adds nothing.
@Command(
        name = "import",
        description = "Takes items in that were made elsewhere; the same again adds nothing.",
        mixinStandardHelpOptions = true)
final class GoldenImportCommand implements Callable<Integer> {
    private static final int MOST_ERRORS_SHOWN = 50;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "FILE", description = "JSONL, or CSV when it ends in .csv; see docs/golden.md.")
    private Path file = Path.of("");

    @Option(names = "--pipeline", required = true, description = "Whose items they become.")
    private String pipeline = "";

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(file + " cannot be read; give the path of a JSONL or CSV file.");
        }
        boolean csv = file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
        try (TouchstoneClient client = server.client("exports:write")) {
            List<GoldenImportLine> lines = client.goldenSet()
                    .importItems(
                            new PipelineName(pipeline),
                            Files.readString(file),
                            csv ? GoldenClient.CSV : GoldenClient.JSONL);
            return tell(lines);
        }
    }

    private int tell(List<GoldenImportLine> lines) {
        PrintWriter out = spec.commandLine().getOut();
        long added = lines.stream().filter(line -> line.status() == 201).count();
        long known = lines.stream().filter(line -> line.status() == 200).count();
        long conflicts = lines.stream().filter(GoldenImportLine::conflict).count();
        out.printf(
                "%s: %d added, %d there already, %d refused, %d contradict what is there%n",
                file.getFileName(), added, known, lines.size() - added - known, conflicts);
        lines.stream()
                .filter(line -> line.problem() != null)
                .limit(MOST_ERRORS_SHOWN)
                .forEach(line -> out.printf(
                        "line %d: %s%n",
                        line.line(), Objects.requireNonNull(line.problem()).detail()));
        out.flush();
        return added + known == lines.size() ? 0 : 1;
    }
}

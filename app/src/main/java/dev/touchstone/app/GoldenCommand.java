package dev.touchstone.app;

import picocli.CommandLine.Command;

/// `touchstone golden`: what people decided, as files.
@Command(
        name = "golden",
        description = "Writes what people decided to files to learn from, and takes such files in.",
        mixinStandardHelpOptions = true,
        subcommands = {GoldenExportCommand.class, GoldenImportCommand.class})
final class GoldenCommand {}

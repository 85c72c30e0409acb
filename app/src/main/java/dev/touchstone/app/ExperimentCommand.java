package dev.touchstone.app;

import picocli.CommandLine.Command;

/// `touchstone experiment`: development mode from the command line.
@Command(
        name = "experiment",
        description = "Compares prompt versions on a small set, before one goes live.",
        mixinStandardHelpOptions = true,
        subcommands = {ExperimentRunCommand.class, ExperimentResultCommand.class})
final class ExperimentCommand {}

package dev.touchstone.app;

import dev.touchstone.api.ApiException;
import dev.touchstone.api.UnreachableException;
import dev.touchstone.app.bench.BenchCommand;
import dev.touchstone.app.demo.DemoCommand;
import dev.touchstone.backend.config.ConfigException;
import dev.touchstone.backend.store.DatabaseNotReady;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `touchstone`: human review for LLM and ML pipelines, in Slack.
@Command(
        name = "touchstone",
        description = "Human review for LLM and ML pipelines, in Slack.",
        mixinStandardHelpOptions = true,
        version = "Touchstone 0.1.0",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            BackendCommand.class,
            BotCommand.class,
            DoctorCommand.class,
            ReplayCommand.class,
            KeysCommand.class,
            AlarmCommand.class,
            VerifyAuditCommand.class,
            DigestCommand.class,
            EvidenceCommand.class,
            ExperimentCommand.class,
            BenchCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        leaveTheWriterAProcessor();
        drawWithoutAScreen();
        System.exit(commandLine().execute(arguments));
    }

    /// Intake is done by virtual threads, which would take every processor, and by the one thread that commits what
    /// they hand over, which everybody waits for. Has to come before the first virtual thread.
    private static void leaveTheWriterAProcessor() {
        String setting = "jdk.virtualThreadScheduler.parallelism";
        if (System.getProperty(setting) == null) {
            int others = Runtime.getRuntime().availableProcessors() - 1;
            System.setProperty(setting, String.valueOf(Math.max(1, others)));
        }
    }

    /// Charts are drawn in memory. Without this Java would look for a screen, and fail where `DISPLAY` names none.
    private static void drawWithoutAScreen() {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!expected(failure)) {
                throw failure;
            }
            command.getErr().println(failure.getMessage());
            command.getErr().flush();
            return CommandLine.ExitCode.USAGE;
        });
    }

    /// Failures that a sentence explains; anything else is a defect and keeps its stack trace.
    private static boolean expected(Exception failure) {
        return failure instanceof ConfigException
                || failure instanceof DatabaseNotReady
                || failure instanceof ApiException
                || failure instanceof UnreachableException
                || failure instanceof IllegalArgumentException
                || failure instanceof java.io.UncheckedIOException;
    }
}

package dev.touchstone.app;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.api.wire.ProductVersion;
import dev.touchstone.app.demo.DemoCommand;
import dev.touchstone.app.replay.ReplayCommand;
import dev.touchstone.backend.config.ConfigException;
import dev.touchstone.backend.store.DatabaseNotReady;
import dev.touchstone.backend.store.backup.BackupFailed;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `touchstone`: human review for LLM and ML pipelines, in Slack.
@Command(
        name = "touchstone",
        description = "Human review for LLM and ML pipelines, in Slack.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            BackendCommand.class,
            BotCommand.class,
            DoctorCommand.class,
            ReplayCommand.class,
            KeysCommand.class,
            ConsoleLinkCommand.class,
            AlarmCommand.class,
            VerifyLedgerCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            MigrateToPostgresCommand.class,
            DigestCommand.class,
            ExperimentCommand.class,
            GoldenCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main {
    private Main() {}

    /// The version that the build names.
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Touchstone " + ProductVersion.NUMBER};
        }
    }

    public static void main(String[] arguments) {
        prepare();
        try {
            LogFormat.fromEnvironment(System.getenv());
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            System.exit(CommandLine.ExitCode.USAGE);
        }
        System.exit(commandLine().execute(arguments));
    }

    /// Settings of the virtual machine that have to come before anything else.
    public static void prepare() {
        leaveTheWriterAProcessor();
        drawWithoutAScreen();
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
        return withPlainErrors(new CommandLine(new Main()));
    }

    /// Failures that a sentence explains are told in that sentence, with exit code 2.
    public static CommandLine withPlainErrors(CommandLine line) {
        return line.setExecutionExceptionHandler((failure, command, parsed) -> {
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
                || failure instanceof BackupFailed
                || failure instanceof ApiException
                || failure instanceof UnreachableException
                || failure instanceof IllegalArgumentException
                || failure instanceof java.io.UncheckedIOException;
    }
}

package dev.touchstone.lab;

import dev.touchstone.app.Main;
import dev.touchstone.lab.active.ActiveAuditsCommand;
import dev.touchstone.lab.bench.BenchCommand;
import dev.touchstone.lab.evidence.DriftYearsCommand;
import dev.touchstone.lab.evidence.EvidenceCommand;
import dev.touchstone.lab.promise.PromisesCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// What measures the product and is no part of it: `./touchstone bench`, `./touchstone evidence`, `./touchstone
/// drift-years`, `./touchstone promises` and `./touchstone active-audits`.
@Command(
        name = "touchstone",
        description = "Benchmarks and evidence of Touchstone.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BenchCommand.class,
            EvidenceCommand.class,
            DriftYearsCommand.class,
            PromisesCommand.class,
            ActiveAuditsCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Lab {
    private Lab() {}

    public static void main(String[] arguments) {
        Main.prepare();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return Main.withPlainErrors(new CommandLine(new Lab()));
    }
}

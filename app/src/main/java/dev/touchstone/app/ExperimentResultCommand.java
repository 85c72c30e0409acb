package dev.touchstone.app;

import dev.touchstone.api.client.TouchstoneClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `touchstone experiment result ID`.
@Command(name = "result", description = "Prints what came of an experiment so far.", mixinStandardHelpOptions = true)
final class ExperimentResultCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "ID", description = "The experiment's id.")
    private String id = "";

    @Override
    public Integer call() {
        try (TouchstoneClient client = server.client("reviews:read")) {
            new ExperimentTable(spec.commandLine().getOut())
                    .print(client.experiments().result(id));
        }
        return 0;
    }
}

package dev.touchstone.app;

import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.session.NewSignInLink;
import dev.touchstone.api.session.SignInLink;
import dev.touchstone.api.wire.Reviewer;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `touchstone console-link`: signs people in who are not in Slack, and people out.
@Command(
        name = "console-link",
        description = "Makes a link that signs a person in at the console, once, within ten minutes.",
        mixinStandardHelpOptions = true)
final class ConsoleLinkCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "PERSON", description = "Who, by the id that decisions name: slack:U0123 or an address.")
    private String person = "";

    @Option(names = "--name", description = "How to call them.")
    private @Nullable String name;

    @Option(
            names = "--pipelines",
            split = ",",
            paramLabel = "PIPELINE",
            description = "What they review, besides what policies say.")
    private List<String> pipelines = List.of();

    @Option(names = "--admin", description = "They may look at everything; needs a key with the scope admin.")
    private boolean admin;

    @Option(names = "--sign-out", description = "Instead of making a link, signs the person out everywhere.")
    private boolean signOut;

    @Option(
            names = "--console",
            paramLabel = "URL",
            defaultValue = "${env:TOUCHSTONE_CONSOLE_URL:-http://127.0.0.1:8400/console}",
            description = "Where people reach the console (default: TOUCHSTONE_CONSOLE_URL, else ${DEFAULT-VALUE}).")
    private String console = "";

    @Override
    public Integer call() {
        try (TouchstoneClient client = server.client("links:write")) {
            if (signOut) {
                client.sessions().endAllOf(new ReviewerId(person));
                System.err.println(person + " is signed out of the console everywhere.");
                return 0;
            }
            SignInLink link = client.sessions()
                    .link(new NewSignInLink(
                            new Reviewer(new ReviewerId(person), name),
                            pipelines.stream().map(PipelineName::new).toList(),
                            admin));
            System.err.println("For " + person + ", once, until " + link.expiresAt() + ":");
            System.out.println(console.replaceAll("/+$", "") + "/sign-in/" + link.token());
            return 0;
        }
    }
}

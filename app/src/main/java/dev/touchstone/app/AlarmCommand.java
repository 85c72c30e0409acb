package dev.touchstone.app;

import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.client.AlarmClient;
import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `touchstone alarm test`: carries actions of alarms out for an alarm that is marked as a test.
@Command(name = "alarm", description = "Tests what alarms do.", mixinStandardHelpOptions = true)
final class AlarmCommand {
    private static final String FAILED = "failed";

    @Command(
            name = "test",
            description = "Carries actions out for an alarm that is marked as a test, and says what came of each. Rates"
                    + " and thresholds are put back at once; pages, issues, calls and posts are real.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:every action worked", "1:an action failed", "2:nothing was tested"},
            mixinStandardHelpOptions = true)
    int test(
            @Option(names = "--pipeline", required = true, description = "The pipeline whose policy has the actions.")
                    String pipeline,
            @Option(names = "--action", description = "The only action to test (default: all of the policy).") @Nullable
                    String action,
            @Option(names = "--dry-run", description = "Only say what each would do.") boolean dryRun,
            @Option(
                            names = "--url",
                            defaultValue = "http://127.0.0.1:8400",
                            description = "Where the backend listens (default: ${DEFAULT-VALUE}).")
                    String url) {
        String key = System.getenv("TOUCHSTONE_KEY");
        if (key == null) {
            throw new IllegalArgumentException("Set TOUCHSTONE_KEY to a key with the scope admin; make one with"
                    + " './touchstone keys create --scopes admin'.");
        }
        try (TouchstoneClient client = new TouchstoneClient(url, key, ClientOptions.ONCE)) {
            List<String> actions = action != null
                    ? List.of(action)
                    : client.pipeline(pipeline).policy().drift().actions().stream()
                            .map(AlarmAction::name)
                            .toList();
            if (actions.isEmpty()) {
                throw new IllegalArgumentException("The policy of '" + pipeline
                        + "' has no actions; add them to drift.actions, see docs/actions.md.");
            }
            int failed = 0;
            for (String name : actions) {
                failed += works(client.alarms(), pipeline, name, dryRun) ? 0 : 1;
            }
            return failed == 0 ? 0 : 1;
        }
    }

    private static boolean works(AlarmClient alarms, String pipeline, String action, boolean dryRun) {
        AlarmDetail.Run run = alarms.test(new PipelineName(pipeline), action, dryRun);
        boolean failed = run.state().equals(FAILED);
        System.out.printf("%s %-24s %s%n", failed ? "✗" : "✓", action, run.outcome());
        return !failed;
    }
}

package dev.touchstone.lab.scenario;

import static dev.touchstone.sandbox.StandardWorkspace.ALICE;
import static dev.touchstone.sandbox.StandardWorkspace.BOT;

import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.BatchLine;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.bot.Bot;
import dev.touchstone.bot.BotConfig;
import dev.touchstone.sandbox.SandboxConfig;
import dev.touchstone.sandbox.SlackSandbox;
import dev.touchstone.sandbox.StandardWorkspace;
import dev.touchstone.sandbox.workspace.Channel;
import dev.touchstone.sandbox.workspace.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Runs one scenario through the whole loop: `DATA SCENARIO`. The outputs are posted, the real bot shows them in the
/// sandbox, and a scripted reviewer clicks through cards and modals as the humans judged. Slack's pace of one post a
/// second and channel is lifted to a hundred, or the large scenario would take twenty minutes.
public final class SlackScenario {
    private static final double POSTS_PER_SECOND = 100;
    private static final int BATCH = 500;

    private SlackScenario() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 2) {
            System.err.println("usage: scripts/slack-scenario DATA_FOLDER SCENARIO");
            System.exit(2);
        }
        System.exit(run(Path.of(arguments[0]), arguments[1]) ? 0 : 1);
    }

    private static boolean run(Path data, String scenario) throws IOException, InterruptedException {
        HumanVerdicts humans = HumanVerdicts.of(data, scenario);
        List<NewOutput> outputs = HumanVerdicts.run(data, "post", scenario)
                .lines()
                .map(line -> Json.read(line, NewOutput.class))
                .toList();
        Map<String, String> channels = channels(humans.pipelines());
        Path folder = Files.createTempDirectory("touchstone-slack-scenario");
        BackendConfig config = BackendConfig.withDatabase("sqlite:" + folder.resolve("touchstone.db"));
        ServerSecret secret = ServerSecret.of("a scenario's secret of more than thirty-two characters");
        try (SlackSandbox slack = new SlackSandbox(SandboxConfig.standard().withSeed(seed(channels))).start();
                Backend backend = new Backend(config, secret, InstantSource.system()).start(policies(channels));
                TouchstoneClient client = client(backend, "scenario", ClientOptions.DEFAULT);
                TouchstoneClient own = client(backend, "bot", ClientOptions.ONCE);
                Bot bot = bot(slack, own, folder)) {
            SlackReviewer reviewer = new SlackReviewer(slack, client, humans);
            bot.start();
            post(client, outputs);
            System.out.println(
                    scenario + ", clicked through the sandbox at " + POSTS_PER_SECOND + " posts a second and channel");
            reviewer.decide(outputs.size());
            boolean equal = ScenarioDriver.report(humans, new HumanReviewer(client, humans).kept());
            int golden = humans.pipelines().stream()
                    .mapToInt(pipeline ->
                            client.goldenSet().exportGolden(pipeline).size())
                    .sum();
            System.out.printf(
                    "golden examples  %6d  (%d rejected outputs have a blank correction, which no form takes)%n",
                    golden, humans.blankCorrections());
            reviewer.report();
            return equal;
        }
    }

    private static Map<String, String> channels(Set<PipelineName> pipelines) {
        Map<String, String> channels = new TreeMap<>();
        pipelines.forEach(pipeline -> channels.put(pipeline.value(), "C0SCENARIO" + channels.size()));
        return channels;
    }

    private static Seed seed(Map<String, String> channels) {
        Seed standard = StandardWorkspace.seed();
        List<Channel> all = channels.entrySet().stream()
                .map(each -> Channel.of(each.getValue(), each.getKey(), "Reviews", Set.of(ALICE, BOT)))
                .toList();
        return new Seed(standard.team(), standard.app(), standard.users(), all, standard.groups());
    }

    private static Map<String, Policy> policies(Map<String, String> channels) {
        Map<String, Policy> policies = new TreeMap<>();
        channels.forEach(
                (pipeline, channel) -> policies.put(pipeline, Json.read("""
                        {"missing_confidence": "review", "reviewers": {"channel": "%s"}}
                        """.formatted(channel), Policy.class)));
        return policies;
    }

    private static TouchstoneClient client(Backend backend, String name, ClientOptions options) {
        String key = backend.keyInProcess(name, EnumSet.of(Scope.ADMIN, Scope.DELIVERIES));
        return new TouchstoneClient(backend.url(), key, options);
    }

    private static Bot bot(SlackSandbox slack, TouchstoneClient client, Path folder) {
        BotConfig config = BotConfig.socket(
                        slack.credentials().botToken(),
                        slack.credentials().appToken(),
                        slack.apiUrl(),
                        folder.resolve("bot"))
                .withPostsPerSecond(POSTS_PER_SECOND);
        return new Bot(config, client, InstantSource.system());
    }

    private static void post(TouchstoneClient client, List<NewOutput> outputs) {
        List<NewOutput> left = new ArrayList<>(outputs);
        while (!left.isEmpty()) {
            List<NewOutput> batch = left.subList(0, Math.min(BATCH, left.size()));
            for (BatchLine line : client.postBatch(batch)) {
                if (line.receipt() == null) {
                    throw new IllegalStateException("an output was refused: " + line.problem());
                }
            }
            batch.clear();
        }
    }
}

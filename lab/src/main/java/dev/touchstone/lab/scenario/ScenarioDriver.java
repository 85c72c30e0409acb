package dev.touchstone.lab.scenario;

import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.lab.MainProcess;
import dev.touchstone.lab.kill.ServedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Runs one scenario through a server of its own: `DATA SCENARIO [POLICY]`, where the policy is YAML such as
/// `missing_confidence: audit, audit_rate: 0.1`. The outputs carry no confidence, so by default all are reviewed.
public final class ScenarioDriver {
    private ScenarioDriver() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 2) {
            System.err.println("usage: scripts/scenario DATA_FOLDER SCENARIO [POLICY]");
            System.exit(2);
        }
        Path data = Path.of(arguments[0]);
        String policy = arguments.length > 2 ? arguments[2] : "missing_confidence: review";
        System.exit(run(data, arguments[1], policy) ? 0 : 1);
    }

    private static boolean run(Path data, String scenario, String policy) throws IOException, InterruptedException {
        HumanVerdicts humans = HumanVerdicts.of(data, scenario);
        Path folder = Files.createTempDirectory("touchstone-scenario");
        Path outputs = folder.resolve(scenario + ".jsonl");
        Files.writeString(outputs, HumanVerdicts.run(data, "post", scenario));
        String pipelines = humans.pipelines().stream()
                .map(name -> "  " + name + ": {" + policy + "}\n")
                .collect(Collectors.joining("", "pipelines:\n", ""));
        String key = ServedProcess.prepare(folder, pipelines);
        try (ServedProcess server = ServedProcess.start(folder, key);
                TouchstoneClient client = server.client(ClientOptions.DEFAULT)) {
            System.out.println(scenario + ", " + policy);
            replay(server, key, outputs, folder);
            HumanReviewer reviewer = new HumanReviewer(client, humans);
            reviewer.decideAll();
            boolean equal = report(humans, reviewer.kept());
            int golden = 0;
            for (PipelineName pipeline : humans.pipelines()) {
                golden += client.goldenSet().exportGolden(pipeline).size();
            }
            System.out.printf("golden examples  %6d%n", golden);
            return equal;
        }
    }

    private static void replay(ServedProcess server, String key, Path outputs, Path folder)
            throws IOException, InterruptedException {
        Path log = folder.resolve("replay.log");
        Process replay = MainProcess.start(
                log.toFile(),
                Map.of("TOUCHSTONE_KEY", key),
                List.of("replay", outputs.toString(), "--url", server.url(), "--rate", "2000"));
        int exit = replay.waitFor();
        // The lines of the progress bar are for a terminal.
        Files.readAllLines(log).stream()
                .filter(line -> !line.contains("%  ") && !line.startsWith("\r") && !line.startsWith("replay"))
                .forEach(System.out::println);
        if (exit != 0) {
            throw new IllegalStateException("the replay ended with " + exit + "; see " + log);
        }
    }

    /// @return whether the backend kept what the humans said
    static boolean report(HumanVerdicts humans, Map<String, Decision> kept) {
        Map<DecisionAction, Long> decided = kept.values().stream()
                .collect(Collectors.groupingBy(Decision::action, TreeMap::new, Collectors.counting()));
        Map<DecisionAction, Long> said = count(humans, kept.keySet());
        boolean all = kept.keySet().equals(humans.all());
        long wrong = kept.entrySet().stream()
                .filter(entry ->
                        humans.of(entry.getKey()).action() != entry.getValue().action())
                .count();
        System.out.println("decided          " + decided);
        System.out.println("the data says    " + said + (all ? " (of all outputs)" : " (of the reviewed outputs)")
                + (all ? "" : ", " + count(humans, humans.all()) + " (of all)"));
        boolean equal = wrong == 0 && decided.equals(said);
        System.out.println(equal ? "equal, output by output" : "DIFFERENT for " + wrong + " outputs");
        return equal;
    }

    private static Map<DecisionAction, Long> count(HumanVerdicts humans, Set<String> externalIds) {
        return externalIds.stream()
                .collect(Collectors.groupingBy(id -> humans.of(id).action(), TreeMap::new, Collectors.counting()));
    }
}

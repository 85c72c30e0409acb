package dev.touchstone.lab.kill;

import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.output.NewOutput;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// `kill -9` under load, start, compare with the acknowledged; again. It shows that an acknowledged output outlives the
/// process; that it outlives a power cut follows from `synchronous=FULL`, which no process can test by dying.
public final class KillLoop {
    private static final int LEAST_MS = 50;
    private static final int MOST_MS = 1500;

    private final Path folder;
    private final PrintStream out;
    private final AtomicLong numbers = new AtomicLong();
    private final List<String> wrong = new ArrayList<>();

    public KillLoop(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /// Runs `[ROUNDS]`, 20 when not given, and ends with 1 when anything was lost.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        Path folder = Files.createTempDirectory("touchstone-kill");
        List<String> wrong = new KillLoop(folder, System.out).run(rounds);
        wrong.forEach(System.out::println);
        System.out.println("acknowledged, database and log: " + folder);
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    /// @return what is wrong; empty when everything acknowledged is there
    public List<String> run(int rounds) throws IOException, InterruptedException {
        String key = ServedProcess.prepare(folder, "pipelines: {" + Load.PIPELINE + ": {audit_rate: 0.02}}\n");
        ServedProcess server = ServedProcess.start(folder, key);
        int doubtful = 0;
        try (Acknowledged kept = new Acknowledged(folder.resolve("acknowledged.tsv"))) {
            for (int round = 1; round <= rounds; round++) {
                int stored = kept.stored().size();
                int decided = kept.decided().size();
                int afterMs = ThreadLocalRandom.current().nextInt(LEAST_MS, MOST_MS);
                List<NewOutput> inDoubt = killUnderLoad(server, kept, afterMs);
                doubtful += inDoubt.size();
                int acknowledged = kept.stored().size() - stored;
                int decisions = kept.decided().size() - decided;

                long start = System.nanoTime();
                server = ServedProcess.start(folder, key);
                double upAgain = (System.nanoTime() - start) / 1e9;
                int found = inspect(server, kept, inDoubt, stored, decided);
                out.printf(
                        "round %2d: killed %4d ms after the first answer, %5d outputs and %3d decisions acknowledged, %3d in doubt;"
                                + " up again in %.1f s, %s%n",
                        round,
                        afterMs,
                        acknowledged,
                        decisions,
                        inDoubt.size(),
                        upAgain,
                        found == 0 ? "all there" : found + " WRONG");
            }
            inspect(server, kept, List.of(), 0, 0);
            out.printf(
                    "%d kills: %d outputs and %d decisions acknowledged, %d in doubt and sent again; %s%n",
                    rounds,
                    kept.stored().size(),
                    kept.decided().size(),
                    doubtful,
                    wrong.isEmpty() ? "all there, unaltered" : wrong.size() + " WRONG");
        } finally {
            server.close();
        }
        return List.copyOf(wrong);
    }

    private List<NewOutput> killUnderLoad(ServedProcess server, Acknowledged kept, int afterMs)
            throws InterruptedException {
        int before = kept.stored().size();
        Load load = new Load(server, kept, numbers).start();
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (kept.stored().size() == before && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        // Not a wait for something: the moment of the kill is what is random here.
        Thread.sleep(afterMs);
        server.kill();
        List<NewOutput> inDoubt = load.awaitEnd();
        load.refusals().forEach(refusal -> wrong.add("refused under load: " + refusal));
        return inDoubt;
    }

    /// Looks at what the last round acknowledged, or at everything.
    private int inspect(
            ServedProcess server, Acknowledged kept, List<NewOutput> inDoubt, int fromOutput, int fromDecision) {
        int before = wrong.size();
        try (TouchstoneClient client = server.client(ClientOptions.DEFAULT)) {
            Aftermath aftermath = new Aftermath(client, folder);
            wrong.addAll(aftermath.halfWritten());
            aftermath.settle(inDoubt, kept);
            wrong.addAll(aftermath.missing(
                    kept.stored().subList(fromOutput, kept.stored().size())));
            wrong.addAll(aftermath.undecided(
                    kept.decided().subList(fromDecision, kept.decided().size())));
            wrong.addAll(aftermath.halfWritten());
        }
        return wrong.size() - before;
    }
}

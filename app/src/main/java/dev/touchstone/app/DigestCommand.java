package dev.touchstone.app;

import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.report.Digest;
import dev.touchstone.backend.report.IsoWeek;
import dev.touchstone.backend.report.WeeklyDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `touchstone digest`: prints the digest of a week, and posts it when asked to.
@Command(
        name = "digest",
        description = "Prints the weekly digest of a pipeline, and posts it to its channel.",
        mixinStandardHelpOptions = true)
final class DigestCommand implements Callable<Integer> {
    @Option(names = "--week", description = "An ISO week such as 2026-W47 (default: the last that is over).")
    private @Nullable String week;

    @Option(names = "--pipeline", description = "The pipeline (default: the only one that the key sees).")
    private @Nullable String pipeline;

    @Option(names = "--post", description = "Post it to its channel, unless that was done; needs a key with admin.")
    private boolean post;

    @Option(names = "--url", description = "Where the backend listens (default: ${DEFAULT-VALUE}).")
    private String url = "http://127.0.0.1:8400";

    @Override
    public Integer call() {
        String key = System.getenv("TOUCHSTONE_KEY");
        if (key == null) {
            throw new IllegalArgumentException(
                    "Set TOUCHSTONE_KEY to a key with the scope outputs:read, or admin to post;"
                            + " make one with './touchstone keys create --scopes outputs:read'.");
        }
        try (TouchstoneClient client = new TouchstoneClient(url, key)) {
            System.out.print(DigestText.of(fetch(client, InstantSource.system())));
        }
        return 0;
    }

    private Digest fetch(TouchstoneClient client, InstantSource clock) {
        Pipeline asked = pipeline == null ? onlyOne(client.pipelines()) : client.pipeline(pipeline);
        String name = week != null
                ? week
                : IsoWeek.lastOver(clock.instant(), WeeklyDigest.zone(asked)).name();
        return post
                ? client.digests().post(asked.name(), name)
                : client.digests().digest(asked.name(), name);
    }

    private static Pipeline onlyOne(List<Pipeline> pipelines) {
        if (pipelines.size() != 1) {
            throw new IllegalArgumentException("Name the pipeline with --pipeline; the key sees "
                    + (pipelines.isEmpty()
                            ? "none."
                            : String.join(
                                            ", ",
                                            pipelines.stream()
                                                    .map(one -> one.name().value())
                                                    .toList())
                                    + "."));
        }
        return pipelines.getFirst();
    }
}

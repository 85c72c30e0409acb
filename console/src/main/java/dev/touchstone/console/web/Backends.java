package dev.touchstone.console.web;

import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The backend, once it is there: pages are served by the same server, which has to start first. Thread-safe.
public final class Backends {
    /// A role that is taken away is gone soon after, and no page asks for policies that it has just seen.
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final InstantSource clock;
    private volatile @Nullable TouchstoneClient client;
    private volatile @Nullable Seen seen;

    private record Seen(List<Pipeline> pipelines, Instant until) {}

    public Backends(InstantSource clock) {
        this.clock = clock;
    }

    public void connect(TouchstoneClient backend) {
        client = backend;
    }

    /// @throws dev.touchstone.api.client.UnreachableException while there is none
    public TouchstoneClient client() {
        TouchstoneClient connected = client;
        if (connected == null) {
            throw new NotReadyException();
        }
        return connected;
    }

    /// The backend as the visitor, for what only the owners of a pipeline may do.
    ///
    /// @param pipeline null for the whole installation
    public TouchstoneClient as(Visitor visitor, @Nullable PipelineName pipeline) {
        return client().actingFor(visitor.token(), pipeline);
    }

    /// What was seen of the policies holds no more: the visitor has just changed one.
    public void look() {
        seen = null;
    }

    /// Every pipeline with its policy, at most two seconds old.
    public List<Pipeline> pipelines() {
        Seen known = seen;
        if (known != null && clock.instant().isBefore(known.until())) {
            return known.pipelines();
        }
        List<Pipeline> pipelines = client().pipelines();
        seen = new Seen(pipelines, clock.instant().plus(FRESH));
        return pipelines;
    }

    /// The console is up and its backend is not yet.
    public static final class NotReadyException extends RuntimeException {
        NotReadyException() {
            super("the backend is starting");
        }
    }
}

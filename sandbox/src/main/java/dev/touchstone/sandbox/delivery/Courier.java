package dev.touchstone.sandbox.delivery;

import java.util.concurrent.CompletableFuture;

/// One way to the app. The future completes with the acknowledgement, or with silence when it is known that none will
/// come; whoever waits sets the deadline.
public interface Courier {
    CompletableFuture<Answer> deliver(Envelope envelope);
}

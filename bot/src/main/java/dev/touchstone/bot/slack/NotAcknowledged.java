package dev.touchstone.bot.slack;

/// What a person did could not be made safe, so that Slack must not be told that it was taken: the person sees the
/// failure at once, an open form keeps its text, and the same can be tried again.
public final class NotAcknowledged extends RuntimeException {
    public NotAcknowledged(Throwable cause) {
        super("not acknowledged: " + cause.getMessage(), cause);
    }
}

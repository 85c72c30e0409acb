package dev.touchstone.sandbox.hand;

/// The hand tried something a person could not do: no such button, not in the channel. Holds Slack's error code.
public final class HandFault extends RuntimeException {
    private final String code;

    HandFault(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}

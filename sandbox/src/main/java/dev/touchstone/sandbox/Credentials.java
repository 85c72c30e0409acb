package dev.touchstone.sandbox;

import dev.touchstone.sandbox.workspace.Ids;

/// The secrets an app needs to talk to its workspace. `random()` makes fresh ones: there are no default tokens.
public record Credentials(String botToken, String appToken, String signingSecret, String verificationToken) {
    public Credentials {
        if (!botToken.startsWith("xoxb-") || !appToken.startsWith("xapp-")) {
            throw new IllegalArgumentException("a bot token starts with xoxb-, an app-level token with xapp-");
        }
    }

    public static Credentials random() {
        return new Credentials("xoxb-" + Ids.secret(), "xapp-" + Ids.secret(), Ids.secret(), Ids.secret());
    }

    @Override
    public String toString() {
        return "Credentials[…]";
    }
}

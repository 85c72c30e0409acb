package dev.touchstone.backend.keys;

/// The database was made under another `TOUCHSTONE_SECRET`.
public final class OtherSecret extends IllegalArgumentException {
    OtherSecret() {
        this(
                "TOUCHSTONE_SECRET is not the one this database was made under: its API keys and its webhooks' signatures hang"
                        + " on that one. Start with it, or set TOUCHSTONE_DATABASE_URL to the database that this secret belongs to."
                        + " To replace it, start with the old one in TOUCHSTONE_SECRET_PREVIOUS (docs/security.md).");
    }

    private OtherSecret(String message) {
        super(message);
    }

    static OtherSecret notYetReplaced() {
        return new OtherSecret("This database is still under TOUCHSTONE_SECRET_PREVIOUS: start the server with both"
                + " secrets once, which replaces it, or leave TOUCHSTONE_SECRET as it was.");
    }
}

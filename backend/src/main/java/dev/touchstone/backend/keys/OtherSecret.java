package dev.touchstone.backend.keys;

/// The database was made under another `TOUCHSTONE_SECRET`.
public final class OtherSecret extends IllegalArgumentException {
    OtherSecret() {
        super(
                "TOUCHSTONE_SECRET is not the one this database was made under: its API keys and its webhooks' signatures hang"
                        + " on that one. Start with it, or set TOUCHSTONE_DATABASE_URL to the database that this secret belongs to.");
    }
}

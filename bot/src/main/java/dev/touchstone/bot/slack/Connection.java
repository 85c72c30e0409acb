package dev.touchstone.bot.slack;

/// The way clicks and commands come in.
public sealed interface Connection extends AutoCloseable permits SocketConnection, HttpConnection {
    /// Begins to listen; returns at once and keeps trying.
    void start();

    /// Whether Slack can reach the bot now, as far as the bot can tell.
    boolean ready();

    @Override
    void close();
}

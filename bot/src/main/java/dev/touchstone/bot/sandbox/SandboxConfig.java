package dev.touchstone.bot.sandbox;

import dev.touchstone.bot.sandbox.delivery.Deliveries.Patience;
import dev.touchstone.bot.sandbox.workspace.Seed;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// How a sandbox is set up. Start from `standard()` and change what matters with the `with…` methods.
///
/// @param port on loopback; 0 picks a free one
/// @param requestUrl where payloads are posted, signed, instead of over Socket Mode; null for Socket Mode
/// @param newerBlocks whether the block types Slack added in 2026 (`data_visualization`, `container`) are known
/// @param strictRates whether Slack's real rate limits are enforced from the start
/// @param fileProcessing how long an uploaded file cannot be used yet, as in Slack
/// @param patience how long to wait for acknowledgements and when to retry events
public record SandboxConfig(
        int port,
        Credentials credentials,
        Seed seed,
        @Nullable URI requestUrl,
        boolean newerBlocks,
        boolean strictRates,
        Duration fileProcessing,
        Patience patience,
        InstantSource clock) {

    /// A free port, fresh credentials, the standard workspace, Socket Mode, no faults, the system's clock.
    public static SandboxConfig standard() {
        return new SandboxConfig(
                0,
                Credentials.random(),
                StandardWorkspace.seed(),
                null,
                false,
                false,
                Duration.ZERO,
                Patience.ofSlack(),
                InstantSource.system());
    }

    public SandboxConfig withPort(int newPort) {
        return new SandboxConfig(
                newPort, credentials, seed, requestUrl, newerBlocks, strictRates, fileProcessing, patience, clock);
    }

    public SandboxConfig withCredentials(Credentials newCredentials) {
        return new SandboxConfig(
                port, newCredentials, seed, requestUrl, newerBlocks, strictRates, fileProcessing, patience, clock);
    }

    public SandboxConfig withSeed(Seed newSeed) {
        return new SandboxConfig(
                port, credentials, newSeed, requestUrl, newerBlocks, strictRates, fileProcessing, patience, clock);
    }

    public SandboxConfig withRequestUrl(URI newRequestUrl) {
        return new SandboxConfig(
                port, credentials, seed, newRequestUrl, newerBlocks, strictRates, fileProcessing, patience, clock);
    }

    public SandboxConfig withNewerBlocks(boolean known) {
        return new SandboxConfig(
                port, credentials, seed, requestUrl, known, strictRates, fileProcessing, patience, clock);
    }

    public SandboxConfig withStrictRates(boolean strict) {
        return new SandboxConfig(
                port, credentials, seed, requestUrl, newerBlocks, strict, fileProcessing, patience, clock);
    }

    public SandboxConfig withFileProcessing(Duration processing) {
        return new SandboxConfig(
                port, credentials, seed, requestUrl, newerBlocks, strictRates, processing, patience, clock);
    }

    public SandboxConfig withPatience(Patience newPatience) {
        return new SandboxConfig(
                port, credentials, seed, requestUrl, newerBlocks, strictRates, fileProcessing, newPatience, clock);
    }

    public SandboxConfig withClock(InstantSource newClock) {
        return new SandboxConfig(
                port, credentials, seed, requestUrl, newerBlocks, strictRates, fileProcessing, patience, newClock);
    }
}

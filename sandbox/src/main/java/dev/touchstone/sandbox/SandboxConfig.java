package dev.touchstone.sandbox;

import dev.touchstone.sandbox.delivery.Deliveries.Patience;
import dev.touchstone.sandbox.workspace.Seed;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// How a sandbox is set up. Start from `standard()` and change what matters with the `with…` methods.
///
/// @param port on loopback; 0 picks a free one
/// @param requestUrl where payloads are posted, signed, instead of over Socket Mode; null for Socket Mode
public record SandboxConfig(
        int port,
        Credentials credentials,
        Seed seed,
        @Nullable URI requestUrl,
        Behaviour behaviour,
        InstantSource clock) {

    /// What differs between one Slack and another.
    ///
    /// @param newerBlocks whether the block types Slack added in 2026 (`data_visualization`, `container`) are known
    /// @param strictRates whether Slack's real rate limits are enforced from the start
    /// @param fileProcessing how long an uploaded file cannot be used yet
    /// @param patience how long to wait for acknowledgements and when to retry events
    public record Behaviour(boolean newerBlocks, boolean strictRates, Duration fileProcessing, Patience patience) {
        static Behaviour standard() {
            return new Behaviour(false, false, Duration.ZERO, Patience.ofSlack());
        }
    }

    /// A free port, fresh credentials, the standard workspace, Socket Mode, no faults, the system's clock.
    public static SandboxConfig standard() {
        return new SandboxConfig(
                0, Credentials.random(), StandardWorkspace.seed(), null, Behaviour.standard(), InstantSource.system());
    }

    public SandboxConfig withPort(int newPort) {
        return new SandboxConfig(newPort, credentials, seed, requestUrl, behaviour, clock);
    }

    public SandboxConfig withCredentials(Credentials newCredentials) {
        return new SandboxConfig(port, newCredentials, seed, requestUrl, behaviour, clock);
    }

    public SandboxConfig withSeed(Seed newSeed) {
        return new SandboxConfig(port, credentials, newSeed, requestUrl, behaviour, clock);
    }

    public SandboxConfig withRequestUrl(URI newRequestUrl) {
        return new SandboxConfig(port, credentials, seed, newRequestUrl, behaviour, clock);
    }

    public SandboxConfig withClock(InstantSource newClock) {
        return new SandboxConfig(port, credentials, seed, requestUrl, behaviour, newClock);
    }

    public SandboxConfig withBehaviour(Behaviour newBehaviour) {
        return new SandboxConfig(port, credentials, seed, requestUrl, newBehaviour, clock);
    }

    public SandboxConfig withNewerBlocks(boolean known) {
        return withBehaviour(new Behaviour(known, behaviour.strictRates, behaviour.fileProcessing, behaviour.patience));
    }

    public SandboxConfig withStrictRates(boolean strict) {
        return withBehaviour(
                new Behaviour(behaviour.newerBlocks, strict, behaviour.fileProcessing, behaviour.patience));
    }

    public SandboxConfig withFileProcessing(Duration processing) {
        return withBehaviour(
                new Behaviour(behaviour.newerBlocks, behaviour.strictRates, processing, behaviour.patience));
    }

    public SandboxConfig withPatience(Patience newPatience) {
        return withBehaviour(
                new Behaviour(behaviour.newerBlocks, behaviour.strictRates, behaviour.fileProcessing, newPatience));
    }
}

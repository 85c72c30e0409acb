package dev.touchstone.sandbox.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Slack's published rate limits, kept as sliding windows: <https://docs.slack.dev/apis/web-api/rate-limits/>.
/// Off unless asked for.
public final class RateTiers {
    private record Tier(int calls, Duration window) {}

    private static final Tier PER_CHANNEL_AND_SECOND = new Tier(1, Duration.ofSeconds(1));
    // Tier 1 is "1+ per minute", but Bolt opens two connections at start and Slack lets it.
    private static final Tier ONE = new Tier(5, Duration.ofMinutes(1));
    private static final Tier TWO = new Tier(20, Duration.ofMinutes(1));
    private static final Tier THREE = new Tier(50, Duration.ofMinutes(1));
    private static final Tier FOUR = new Tier(100, Duration.ofMinutes(1));

    private final InstantSource clock;
    private final Map<String, Deque<Instant>> windows = new HashMap<>();
    private volatile boolean enforced;

    public RateTiers(InstantSource clock, boolean enforced) {
        this.clock = clock;
        this.enforced = enforced;
    }

    public boolean isEnforced() {
        return enforced;
    }

    public void enforce(boolean on) {
        enforced = on;
    }

    /// Counts the call, or answers how long to wait when it is one too many. A refused call does not count.
    ///
    /// @param channel the conversation the call is about; only posting is limited for each one
    public synchronized Optional<Duration> admit(String method, String channel) {
        if (!enforced) {
            return Optional.empty();
        }
        boolean perChannel = method.equals("chat.postMessage");
        Tier tier = tier(method);
        Instant now = clock.instant();
        Deque<Instant> window =
                windows.computeIfAbsent(perChannel ? method + channel : method, fresh -> new ArrayDeque<>());
        while (!window.isEmpty() && !window.peekFirst().plus(tier.window()).isAfter(now)) {
            window.removeFirst();
        }
        if (window.size() >= tier.calls()) {
            return Optional.of(Duration.between(now, window.getFirst().plus(tier.window())));
        }
        window.addLast(now);
        return Optional.empty();
    }

    private static Tier tier(String method) {
        return switch (method) {
            case "chat.postMessage" -> PER_CHANNEL_AND_SECOND;
            case "apps.connections.open" -> ONE;
            case "users.list", "conversations.list", "usergroups.list", "usergroups.users.list" -> TWO;
            case "chat.update",
                    "chat.delete",
                    "conversations.history",
                    "conversations.replies",
                    "conversations.info",
                    "conversations.open",
                    "conversations.join" -> THREE;
            default -> FOUR;
        };
    }
}

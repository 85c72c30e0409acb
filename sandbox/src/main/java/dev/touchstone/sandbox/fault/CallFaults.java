package dev.touchstone.sandbox.fault;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.touchstone.sandbox.workspace.Json;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What shall go wrong with the next calls of a Web API method. `*` stands for any method.
public final class CallFaults {
    /// One planned fault; it is used up by the call it hits.
    public sealed interface Fault {
        /// HTTP 429 with `Retry-After`.
        record Limited(Duration retryAfter) implements Fault {}

        /// `{"ok":false,"error":…}` without doing anything.
        record Refused(String error) implements Fault {}

        /// The call takes effect, but its answer breaks off in the middle.
        record ReplyLost() implements Fault {}

        /// The call takes effect, but the connection is reset before the answer begins.
        record ConnectionReset() implements Fault {}

        /// The call is held back, then goes on as usual.
        record Delayed(Duration by) implements Fault {}
    }

    private record Plan(String method, Fault fault) {
        boolean hits(String called) {
            return method.equals("*") || method.equals(called);
        }
    }

    private final Queue<Plan> plans = new ConcurrentLinkedQueue<>();

    public void plan(String method, Fault fault, int calls) {
        for (int call = 0; call < calls; call++) {
            plans.add(new Plan(method, fault));
        }
    }

    /// The fault this call runs into, if any. A call runs into one at most.
    public synchronized Optional<Fault> take(String method) {
        for (Iterator<Plan> all = plans.iterator(); all.hasNext(); ) {
            Plan plan = all.next();
            if (plan.hits(method)) {
                all.remove();
                return Optional.of(plan.fault());
            }
        }
        return Optional.empty();
    }

    public void clear() {
        plans.clear();
    }

    /// What is still planned, one line each, for the page.
    public ArrayNode toJson() {
        ArrayNode lines = Json.array();
        Map<Plan, Long> counts = new LinkedHashMap<>();
        plans.forEach(plan -> counts.merge(plan, 1L, Long::sum));
        counts.forEach((plan, count) -> lines.add(plan.method() + ": next " + count + " " + words(plan.fault())));
        return lines;
    }

    private static String words(Fault fault) {
        return switch (fault) {
            case Fault.Limited limited ->
                "limited, retry after " + limited.retryAfter().toSeconds() + " s";
            case Fault.Refused refused -> "refused with " + refused.error();
            case Fault.ReplyLost lost -> "lose the reply";
            case Fault.ConnectionReset reset -> "reset the connection";
            case Fault.Delayed delayed -> "delayed by " + delayed.by().toMillis() + " ms";
        };
    }
}

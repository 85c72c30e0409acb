package dev.touchstone.backend.drift.action.act;

import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Database;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Raises dials of a policy for as long as an alarm lasts. It never lowers one, and puts back only what still
/// stands where alarms have left it: who changes the policy meanwhile has the last word. When several alarms hold
/// a dial, it stands at the highest of their levels, and the last to end puts it back.
final class RaisePolicy implements InsideAct {
    private static final Logger log = LoggerFactory.getLogger(RaisePolicy.class);

    private final Dials dials;
    private final Pipelines pipelines;

    RaisePolicy(Dials dials, Pipelines pipelines) {
        this.dials = dials;
        this.pipelines = pipelines;
    }

    /// What a run holds: by dial, where it stood before any alarm, and where this one wants it.
    record Memo(Map<String, Held> dials) {
        Memo {
            dials = Map.copyOf(dials);
        }
    }

    record Held(double from, double to) {}

    @Override
    public String intention(Order order) {
        Policy policy = pipelines.require(order.pipeline()).policy();
        double to = level(order.action());
        List<String> raised = dials.read(policy).entrySet().stream()
                .filter(dial -> dial.getValue() < to)
                .map(dial -> step(dial.getKey(), dial.getValue(), to))
                .toList();
        return raised.isEmpty()
                ? "change nothing: " + dials.title() + " is at least " + dials.shown(to) + " already"
                : "raise " + String.join(", ", raised);
    }

    @Override
    public Outcome carryOut(Handle transaction, Order order) {
        Pipeline pipeline = hold(transaction, order.pipeline().value());
        List<Memo> others = others(transaction, order);
        double to = level(order.action());
        Map<String, Held> held = new LinkedHashMap<>();
        Map<String, Double> changed = new LinkedHashMap<>();
        List<String> said = new ArrayList<>();
        dials.read(pipeline.policy()).forEach((name, now) -> {
            double before = before(others, name, now);
            if (before < to) {
                held.put(name, new Held(before, to));
            }
            if (now < to) {
                changed.put(name, to);
                said.add(step(name, now, to));
            }
        });
        if (changed.isEmpty()) {
            return new Outcome.Done(
                    "Changed nothing: " + dials.title() + " is at least " + dials.shown(to) + " already.",
                    held.isEmpty() ? null : new Memo(held));
        }
        int version = put(transaction, pipeline, changed, order.run());
        return new Outcome.Done(
                "Raised " + String.join(", ", said) + " (policy version " + version + ").", new Memo(held));
    }

    /// Where the dial stood before alarms moved it: what stands where one of them left it has been moved.
    private static double before(List<Memo> others, String name, double now) {
        return holding(others, name).stream()
                .filter(held -> held.to() == now)
                .mapToDouble(Held::from)
                .findFirst()
                .orElse(now);
    }

    @Override
    public Outcome undo(Handle transaction, Order order) {
        Optional<Memo> memo = order.memo(Memo.class);
        if (memo.isEmpty()) {
            return new Outcome.Nothing();
        }
        Pipeline pipeline = hold(transaction, order.pipeline().value());
        List<Memo> others = others(transaction, order);
        Map<String, Double> changed = new LinkedHashMap<>();
        List<String> back = new ArrayList<>();
        List<String> left = new ArrayList<>();
        dials.read(pipeline.policy()).forEach((name, now) -> {
            Held held = memo.get().dials().get(name);
            if (held == null) {
                return;
            }
            double wanted = highest(others, name);
            if (now != Math.max(held.to(), wanted)) {
                left.add("Left " + name + " at " + dials.shown(now) + ": somebody changed it meanwhile.");
            } else if (wanted >= now) {
                left.add("Left " + name + " at " + dials.shown(now) + " for another alarm.");
            } else {
                double to = Math.max(held.from(), wanted);
                changed.put(name, to);
                back.add(step(name, now, to));
            }
        });
        if (changed.isEmpty()) {
            return new Outcome.Kept(
                    left.isEmpty() ? "The policy has none of what was raised any more." : String.join(" ", left));
        }
        int version = put(transaction, pipeline, changed, order.run());
        left.addFirst("Put back " + String.join(", ", back) + " (policy version " + version + ").");
        return Outcome.Done.of(String.join(" ", left));
    }

    /// Raises again what a declared policy has put back at a start: it says what holds without alarms.
    void hold(Database database) {
        String type = dials.type().wire();
        for (String name : database.reader().withExtension(ActionRunDao.class, dao -> dao.pipelinesHeld(type))) {
            try {
                database.writer().useTransaction(transaction -> holdOne(transaction, name));
            } catch (RuntimeException e) {
                // One policy that cannot be held does not keep the others from it, nor the server from starting.
                log.warn("alarms do not hold a declared policy pipeline={}", name, e);
            }
        }
    }

    private void holdOne(Handle transaction, String name) {
        Pipeline pipeline = hold(transaction, name);
        List<RunRow> runs = transaction
                .attach(ActionRunDao.class)
                .held(new PipelineName(name), dials.type().wire(), null);
        if (runs.isEmpty() || !pipeline.createdBy().equals("config")) {
            return;
        }
        List<Memo> memos = memos(runs);
        Map<String, Double> changed = new LinkedHashMap<>();
        dials.read(pipeline.policy()).forEach((dial, now) -> {
            if (holding(memos, dial).stream().anyMatch(held -> held.from() == now) && highest(memos, dial) > now) {
                changed.put(dial, highest(memos, dial));
            }
        });
        if (!changed.isEmpty()) {
            put(transaction, pipeline, changed, runs.getLast());
        }
    }

    /// What other alarms hold. Read after the policy is held: a run that has just begun to hold something could not
    /// be seen, nor locked, by a statement that began before its commit.
    private List<Memo> others(Handle transaction, Order order) {
        String own = order.run().id();
        List<RunRow> locked = transaction
                .attach(ActionRunDao.class)
                .held(order.pipeline(), dials.type().wire(), own);
        return memos(locked.stream().filter(run -> !run.id().equals(own)).toList());
    }

    private static List<Memo> memos(List<RunRow> runs) {
        return runs.stream()
                .map(run -> Json.read(Objects.requireNonNull(run.end().memo()), Memo.class))
                .toList();
    }

    private static List<Held> holding(List<Memo> memos, String name) {
        return memos.stream()
                .flatMap(memo -> Optional.ofNullable(memo.dials().get(name)).stream())
                .collect(Collectors.toList());
    }

    /// The highest level that others want; below every level when none does.
    private static double highest(List<Memo> memos, String name) {
        return holding(memos, name).stream().mapToDouble(Held::to).max().orElse(-1);
    }

    /// Whoever raises and whoever puts back follow one another from here on.
    private Pipeline hold(Handle transaction, String name) {
        return pipelines
                .hold(transaction, new PipelineName(name))
                .orElseThrow(() -> new IllegalStateException("pipeline " + name + " is gone"));
    }

    private int put(Handle transaction, Pipeline pipeline, Map<String, Double> changed, RunRow run) {
        return pipelines
                .put(
                        transaction,
                        pipeline.name(),
                        dials.write(pipeline.policy(), changed),
                        "alarm:" + run.alarmId(),
                        pipeline.policyVersion())
                .policyVersion();
    }

    private String step(String name, double from, double to) {
        return name + " from " + dials.shown(from) + " to " + dials.shown(to);
    }

    private static double level(AlarmAction action) {
        return Optional.ofNullable(action.to())
                .orElseThrow(() -> new IllegalStateException("action " + action.name() + " has no level"));
    }
}

package dev.touchstone.backend.drift.action.act;

import java.util.function.Supplier;

/// An act that uses the installation's credentials, carried out only where [AllowedTargets] lets it.
final class AllowedAct implements OutsideAct {
    private final OutsideAct act;
    private final AllowedTargets allowed;

    AllowedAct(OutsideAct act, AllowedTargets allowed) {
        this.act = act;
        this.allowed = allowed;
    }

    @Override
    public String intention(Order order) {
        return act.intention(order);
    }

    @Override
    public Outcome carryOut(Order order) {
        return allowed(order, () -> act.carryOut(order));
    }

    @Override
    public Outcome undo(Order order) {
        return allowed(order, () -> act.undo(order));
    }

    @Override
    public Outcome acknowledge(Order order) {
        return allowed(order, () -> act.acknowledge(order));
    }

    /// At every step: what was allowed when the alarm began may not be any more.
    private Outcome allowed(Order order, Supplier<Outcome> step) {
        return allowed.objection(order.pipeline().value(), order.action())
                .<Outcome>map(objection -> new Outcome.Failed("Not allowed: " + objection))
                .orElseGet(step);
    }
}

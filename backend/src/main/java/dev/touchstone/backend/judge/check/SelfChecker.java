package dev.touchstone.backend.judge.check;

import dev.touchstone.api.delivery.Acknowledgement;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.SelfCheckRules;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.judge.judgment.JudgeParts;
import dev.touchstone.backend.model.ModelFault;
import dev.touchstone.backend.model.ModelLine;
import dev.touchstone.backend.outbox.Leased;
import dev.touchstone.backend.output.OutputRow;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Asks a model about one output, and settles the output together with the end of that work. It never throws for
/// anything that a model does. Thread-safe.
final class SelfChecker {
    /// Attributes of one output that are asked about.
    static final int MOST_ATTRIBUTES = 20;

    private static final String LATE = "late";

    private final JudgeParts parts;
    private final Map<String, ModelLine> lines;
    private final CheckCalls calls;
    private final CheckSettlement settlement;
    private final CheckMetrics metrics;

    /// @param lines by the names of the configuration; the judge's under the empty one
    SelfChecker(JudgeParts parts, Map<String, ModelLine> lines, CheckSettlement settlement, CheckMetrics metrics) {
        this.parts = parts;
        this.lines = Map.copyOf(lines);
        this.settlement = settlement;
        this.metrics = metrics;
        calls = new CheckCalls(parts.storage());
    }

    static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    void deliver(Leased delivery) {
        Optional<CheckSettlement.Case> found = find(delivery);
        if (found.isEmpty()) {
            parts.outbox().acknowledge(delivery.id(), delivery.giveUp("no check was asked for"));
            return;
        }
        CheckSettlement.Case asked = found.get();
        if (asked.row().times().settledAtMs() != null) {
            parts.outbox().acknowledge(delivery.id(), delivery.done());
            return;
        }
        CheckWork work = Json.mapper().convertValue(delivery.payload(), CheckWork.class);
        ModelLine line = lines.get(work.model());
        SelfCheckRules rules = parts.pipelines()
                .policy(asked.output().pipeline(), asked.output().facts().policyVersion())
                .selfCheck();
        if (asked.body() == null || rules == null) {
            end(delivery, asked, "text_gone");
        } else if (line == null) {
            end(delivery, asked, "not_configured");
        } else if (left(asked).isNegative() || left(asked).isZero()) {
            end(delivery, asked, line.cause().map(ModelFault::wire).orElse(LATE));
        } else {
            ask(delivery, asked, asked.body(), rules, line);
        }
    }

    private Optional<CheckSettlement.Case> find(Leased delivery) {
        OutputId id = new OutputId(delivery.subject());
        return parts.storage().database().reader().withHandle(handle -> {
            Optional<SelfCheckRow> row = handle.attach(SelfCheckDao.class).find(id);
            OutputRow output = parts.outputs().find(handle, id).orElse(null);
            return row.isEmpty() || output == null
                    ? Optional.empty()
                    : Optional.of(new CheckSettlement.Case(row.get(), output, output.parsedBody()));
        });
    }

    private Duration left(CheckSettlement.Case asked) {
        return Duration.ofMillis(
                asked.row().times().decideByMs() - parts.storage().clock().millis());
    }

    private void ask(
            Leased delivery, CheckSettlement.Case asked, NewOutput body, SelfCheckRules rules, ModelLine line) {
        CheckCalls.Session session =
                calls.session(line, rules, asked.row().times().decideByMs());
        TreeMap<String, Double> scores = new TreeMap<>();
        double lowest = 1;
        if (rules.of() == SelfCheckRules.Of.OUTPUT || body.attributes().isEmpty()) {
            CheckCalls.Outcome outcome = session.score(body, null);
            if (!(outcome instanceof CheckCalls.Scored scored)) {
                failed(delivery, asked, line, outcome);
                return;
            }
            lowest = scored.score();
        } else {
            for (String name :
                    body.attributes().keySet().stream().limit(MOST_ATTRIBUTES).toList()) {
                CheckCalls.Outcome outcome = session.score(body, name);
                if (!(outcome instanceof CheckCalls.Scored scored)) {
                    failed(delivery, asked, line, outcome);
                    return;
                }
                scores.put(name, scored.score());
                lowest = Math.min(lowest, scored.score());
            }
        }
        metrics.answered();
        settle(
                delivery,
                asked,
                new SelfCheckRow.Said(
                        session.version(),
                        lowest,
                        scores.isEmpty() ? null : Json.write(new SelfCheckRow.Parts(scores)),
                        null,
                        null));
    }

    private void failed(Leased delivery, CheckSettlement.Case asked, ModelLine line, CheckCalls.Outcome outcome) {
        switch (outcome) {
            case CheckCalls.Scored scored -> throw new IllegalStateException("an answer is no failure");
            case CheckCalls.Paused paused -> {
                if (paused.fault() != null) {
                    metrics.failed(paused.fault());
                }
                parts.outbox()
                        .acknowledge(
                                delivery.id(), delivery.retry(paused.why(), ModelLine.within(paused.retryAfter())));
            }
            case CheckCalls.Unusable unusable -> {
                metrics.failed(unusable.fault());
                if (asked.row().attempts() + 1 >= line.config().attempts()) {
                    end(delivery, asked, unusable.fault().wire());
                    return;
                }
                parts.storage().database().writer().useTransaction(transaction -> {
                    transaction
                            .attach(SelfCheckDao.class)
                            .failedOnce(asked.row().outputId());
                    parts.outbox()
                            .acknowledge(
                                    transaction,
                                    delivery.id(),
                                    delivery.retry(unusable.fault().wire(), ModelLine.SHORTEST_WAIT));
                });
            }
        }
    }

    private void end(Leased delivery, CheckSettlement.Case asked, String cause) {
        metrics.unanswered();
        settle(delivery, asked, SelfCheckRow.Said.failed(cause));
    }

    /// When the lease is lost, another has the work, or its time was up: nothing is settled twice.
    private void settle(Leased delivery, CheckSettlement.Case asked, SelfCheckRow.Said said) {
        Acknowledgement done = delivery.done();
        parts.storage().database().writer().useTransaction(transaction -> {
            boolean unused = settlement.settle(transaction, asked, said);
            parts.outbox().acknowledge(transaction, delivery.id(), done);
        });
    }
}

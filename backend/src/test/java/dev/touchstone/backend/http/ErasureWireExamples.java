package dev.touchstone.backend.http;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.erasure.Erasure;
import dev.touchstone.api.erasure.ErasureKind;
import dev.touchstone.api.erasure.ErasureState;
import dev.touchstone.api.erasure.ErasureSubject;
import dev.touchstone.api.erasure.Hold;
import dev.touchstone.api.erasure.NewErasure;
import dev.touchstone.api.erasure.NewHold;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.policy.ErasureRules;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Reviewer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Examples of the records about erasures.
final class ErasureWireExamples {
    private static final PipelineName INVOICES = new PipelineName("invoices");
    private static final Reviewer ANN = new Reviewer(new ReviewerId("slack:U0123"), "Ann");
    private static final Instant NOON = Instant.parse("2026-08-03T12:00:00Z");

    static final ErasureRules RULES = new ErasureRules(List.of("customer"));
    static final ErasureSubject CUSTOMER =
            new ErasureSubject(null, null, null, Map.of("customer", TextNode.valueOf("4711")));
    static final NewErasure ERASURE = new NewErasure(INVOICES, CUSTOMER, "asked for on paper", ANN);
    static final NewHold HOLD =
            new NewHold(INVOICES, new ErasureSubject(new OutputId("o1"), null, null, Map.of()), "a lawsuit", ANN);

    private static final Erasure.Named NAMED = new Erasure.Named(ErasureKind.METADATA, "customer");
    private static final Erasure.Progress PROGRESS =
            new Erasure.Progress(12, 1, 40_000, Map.of("outputs", 12L, "decisions", 3L));

    private ErasureWireExamples() {}

    static Map<String, List<Object>> bySchema() {
        Map<String, List<Object>> all = new HashMap<>(Map.of(
                "ErasureRules",
                List.of(RULES, ErasureRules.DEFAULT),
                "ErasureSubject",
                List.of(
                        CUSTOMER,
                        new ErasureSubject(null, "inv-17", null, Map.of()),
                        new ErasureSubject(null, null, "user-3", Map.of())),
                "NewErasure",
                List.of(ERASURE, new NewErasure(INVOICES, CUSTOMER, null, null)),
                "NewHold",
                List.of(HOLD, new NewHold(INVOICES, CUSTOMER, "a lawsuit", null)),
                "Hold",
                List.of(
                        new Hold(
                                "h1", INVOICES, ErasureKind.OUTPUT, null, "a lawsuit", "slack:U0123", NOON, null, null),
                        new Hold(
                                "h2",
                                INVOICES,
                                ErasureKind.METADATA,
                                "customer",
                                "a lawsuit",
                                "slack:U0123",
                                NOON,
                                "key:k1",
                                NOON))));
        all.putAll(Map.of(
                "ErasureAsked",
                List.of(
                        new Erasure.Asked("asked for on paper", "slack:U0123", NOON),
                        new Erasure.Asked(null, "key:k1", NOON)),
                "ErasureProgress",
                List.of(PROGRESS),
                "ErasureNamed",
                List.of(NAMED, new Erasure.Named(ErasureKind.ACTOR, null)),
                "ErasureMessages",
                List.of(new Erasure.Messages(4, 1)),
                "ErasurePage",
                List.of(new Page<>(List.of(erasure(ErasureState.DONE, NOON)), "e0")),
                "Erasure",
                List.of(
                        erasure(ErasureState.DONE, NOON),
                        new Erasure(
                                "e2",
                                INVOICES,
                                new Erasure.Named(ErasureKind.ACTOR, null),
                                new Erasure.Asked(null, "key:k1", NOON),
                                ErasureState.RUNNING,
                                new Erasure.Progress(0, 0, 0, Map.of()),
                                new Erasure.Messages(0, 0),
                                null,
                                List.of()))));
        return all;
    }

    private static Erasure erasure(ErasureState state, Instant finishedAt) {
        return new Erasure(
                "e1",
                INVOICES,
                NAMED,
                new Erasure.Asked("asked for on paper", "slack:U0123", NOON),
                state,
                PROGRESS,
                new Erasure.Messages(4, 1),
                finishedAt,
                List.of("Messages of 1 reviews are still shown."));
    }
}

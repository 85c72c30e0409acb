package dev.touchstone.backend.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.QualityQuery;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.delivery.Acknowledgement;
import dev.touchstone.api.delivery.Delivery;
import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.delivery.LeaseRequest;
import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.erasure.Erasure;
import dev.touchstone.api.erasure.ErasureState;
import dev.touchstone.api.erasure.ErasureSubject;
import dev.touchstone.api.erasure.Hold;
import dev.touchstone.api.erasure.NewErasure;
import dev.touchstone.api.erasure.NewHold;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.feedback.NewFeedback;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.DecisionReason;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.LedgerFeature;
import dev.touchstone.backend.ledger.Verification;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.store.Dialect;
import dev.touchstone.backend.testing.Eventually;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Erases somebody from a server that knows them from all sides, and looks for them everywhere.
class ErasureJourneyTest {
    /// Stands in every text about the customer, and nowhere else.
    private static final String MARK = "Zaphodia7";

    private static final PipelineName SUPPORT = new PipelineName(ServedBackend.PIPELINE);
    private static final Reviewer ANN = new Reviewer(new ReviewerId("slack:U1"), "Ann");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ErasureSubject CUSTOMER = ErasureSubject.ofMetadata("customer", MARK);

    private static NewOutput output(String name, String mark) {
        return NewOutput.text(ServedBackend.PIPELINE, name + " " + mark, "An answer for " + mark + ".")
                .query("How is " + mark + "?")
                .context(Context.ofSources(List.of(
                        new Context.Source("File of " + mark, null, "The story of " + mark, 0.5),
                        new Context.Source("Terms", null, "Everything about fees.", 0.4))))
                .metadata("customer", TextNode.valueOf(mark))
                .confidence(0.3)
                .build();
    }

    private static ReviewId review(OutputReceipt receipt) {
        return Objects.requireNonNull(receipt.reviewId());
    }

    private static NewDecision reject(int source, String note) {
        return new NewDecision(
                ANN,
                DecisionAction.REJECT,
                0,
                TextNode.valueOf("Better for " + note),
                Map.of(),
                new DecisionReason("wrong_source", source, null),
                Map.of(),
                Map.of(),
                "A note on " + note,
                12.0,
                true,
                null);
    }

    /// A customer with an edited, a rejected, an approved and an open output, and others beside.
    ///
    /// @return their outputs
    private static List<OutputReceipt> story(ServedBackend served, String policy) {
        TouchstoneClient client = served.client;
        client.putPipeline(ServedBackend.PIPELINE, Json.read(policy, Policy.class));
        List<OutputReceipt> theirs = List.of(
                client.post(output("a", MARK)),
                client.post(output("b", MARK)),
                client.post(output("c", MARK)),
                client.post(output("d", MARK)));
        List<OutputReceipt> others = List.of(
                client.post(output("a", "Trillian")),
                client.post(output("b", "Arthur")),
                client.post(output("c", "Ford")));
        show(client);
        decide(
                client,
                theirs.get(0),
                NewDecision.edit(ANN, 0, TextNode.valueOf("Corrected for " + MARK), "I know " + MARK, 9.0));
        decide(client, theirs.get(1), reject(1, MARK));
        decide(client, theirs.get(2), NewDecision.approve(ANN, 0, 4.0));
        decide(client, others.get(0), reject(2, "Trillian"));
        decide(client, others.get(1), NewDecision.approve(ANN, 0, 4.0));
        for (OutputReceipt one : theirs) {
            client.feedback(NewFeedback.of(ServedBackend.PIPELINE, one.externalId(), FeedbackKind.COMMENT)
                    .actor("actor " + MARK)
                    .comment("My name is " + MARK)
                    .build());
        }
        client.feedback(NewFeedback.of(ServedBackend.PIPELINE, others.get(0).externalId(), FeedbackKind.THUMB)
                .actor("actor Ford")
                .value("down")
                .build());
        Eventually.within(
                PATIENCE,
                "feedback is counted",
                () -> texts(served, "SELECT id FROM feedback_event WHERE state = 'counted'")
                                .size()
                        == 5);
        return theirs;
    }

    private static void decide(TouchstoneClient client, OutputReceipt receipt, NewDecision decision) {
        Review unused = client.decide(review(receipt), decision);
    }

    /// As a bot does that shows whatever it is told to.
    private static List<Delivery> show(TouchstoneClient client) {
        List<Delivery> all = new java.util.ArrayList<>();
        List<Delivery> leased;
        do {
            leased = client.deliveries().lease(new LeaseRequest("bot", 50, Duration.ZERO, Duration.ofSeconds(30)));
            for (Delivery delivery : leased) {
                boolean card = delivery.kind() == DeliveryKind.REVIEW_OPENED;
                client.deliveries()
                        .acknowledge(
                                delivery.id(),
                                Acknowledgement.delivered(delivery, card ? new Receipt("C1", delivery.id()) : null));
            }
            all.addAll(leased);
        } while (!leased.isEmpty());
        return all;
    }

    private static Erasure erased(TouchstoneClient client, ErasureSubject subject) {
        Erasure asked = client.erasures().erase(new NewErasure(SUPPORT, subject, "asked on paper", ANN));
        Eventually.within(
                PATIENCE,
                "the erasure ends",
                () -> client.erasures().erasure(asked.id()).state() != ErasureState.RUNNING);
        return client.erasures().erasure(asked.id());
    }

    /// Every number that people are shown, but for the moment of asking and the names of sources; how many of those
    /// that nobody has judged still may be is not a figure of quality.
    private static String figures(TouchstoneClient client) {
        QualityQuery query = QualityQuery.of(SUPPORT).days(7);
        ArrayNode all = Json.mapper().createArrayNode();
        for (Object report : List.of(
                client.quality().report(query),
                client.quality().agreement(query),
                client.quality().retrieval(query),
                client.quality().feedback(query),
                client.quality().policies(query))) {
            all.add(Json.mapper().<JsonNode>valueToTree(report));
        }
        for (String moment : List.of("as_of", "coverage", "notes", "key", "title")) {
            all.findParents(moment).forEach(parent -> ((ObjectNode) parent).remove(moment));
        }
        return all.toString();
    }

    private static void intact(DatabaseConfig config) {
        try (Database database = Database.open(config)) {
            assertThat(LedgerFeature.verifier(ServedBackend.SECRET.ledgerKeys()).verify(database, null))
                    .isInstanceOf(Verification.Intact.class);
        }
    }

    @EveryDatabase
    void nothingIsLeftOfACustomerAndNoFigureMoves(ServedBackend served) throws Exception {
        TouchstoneClient client = served.client;
        List<OutputReceipt> theirs = story(
                served,
                "{\"audit_rate\": 1, \"reviewers\": {\"channel\": \"#c\"}, \"erasure\": {\"subjects\": [\"customer\"]}}");
        Eventually.within(
                PATIENCE,
                "items are made",
                () -> Rows.holding(served.database, MARK).containsKey("golden_item.content"));
        assertThat(Rows.holding(served.database, MARK).keySet())
                .as("the story leaves traces where it should, or this test looks for nothing")
                .contains(
                        "output.body",
                        "output.external_id",
                        "decision.detail",
                        "decision.sources",
                        "ledger_entry.after",
                        "golden_item.content",
                        "feedback_event.words");
        String before = figures(client);

        Erasure receipt = erased(client, CUSTOMER);

        assertThat(receipt.state()).isEqualTo(ErasureState.DONE);
        assertThat(receipt.progress().outputs()).isEqualTo(4);
        assertThat(receipt.progress().places())
                .containsEntry("outputs", 4L)
                .containsEntry("decisions", 2L)
                .containsEntry("feedback", 4L)
                .containsKeys("golden_items", "ledger_entries");
        assertThat(Rows.holding(served.database, MARK)).isEmpty();
        assertThat(Rows.holding(served.database, "Trillian")).as("others stay").isNotEmpty();
        assertThat(figures(client)).isEqualTo(before);
        intact(served.database);
        assertThat(receipt.messages()).isEqualTo(new Erasure.Messages(4, 4));
        assertThat(show(client))
                .filteredOn(delivery -> delivery.kind() == DeliveryKind.REVIEW_ERASED)
                .extracting(Delivery::subject)
                .containsExactlyInAnyOrderElementsOf(
                        theirs.stream().map(one -> review(one).value()).toList());
        assertThat(client.erasures().erasure(receipt.id()).messages()).isEqualTo(new Erasure.Messages(4, 0));
        assertThat(client.review(review(theirs.get(3))).review().standing().state())
                .as("nobody can judge what is gone")
                .isEqualTo(ReviewState.WITHDRAWN);
        if (served.database.dialect() == Dialect.SQLITE) {
            Path folder = Objects.requireNonNull(served.database.sqliteFile().getParent());
            Eventually.within(
                    PATIENCE,
                    "the files forget",
                    () -> Rows.filesHolding(folder, MARK).isEmpty());
            assertThat(Rows.filesHolding(folder, "Trillian")).isNotEmpty();
        }
    }

    @EveryDatabase
    void whatWasErasedIsNotTakenInAgain(ServedBackend served) {
        TouchstoneClient client = served.client;
        OutputReceipt first = client.post(output("a", MARK));
        Erasure unused = erased(client, new ErasureSubject(null, first.externalId(), null, Map.of()));

        assertThatThrownBy(() -> client.post(output("a", MARK))).isInstanceOfSatisfying(ApiException.class, problem -> {
            assertThat(problem.status()).isEqualTo(410);
            assertThat(problem.code()).isEqualTo("output-erased");
        });
        assertThat(client.post(output("b", MARK)).id()).isNotEqualTo(first.id());
        assertThat(Rows.holding(served.database, "a " + MARK)).isEmpty();
    }

    @EveryDatabase
    void outputsFromBeforeTheIndexAreFoundByLookingThroughAll(ServedBackend served) {
        TouchstoneClient client = served.client;
        List<OutputReceipt> unused = story(served, "{\"audit_rate\": 1, \"reviewers\": {\"channel\": \"#c\"}}");

        Erasure receipt = erased(client, CUSTOMER);

        assertThat(receipt.progress().outputs()).isEqualTo(4);
        assertThat(receipt.progress().lookedAt()).isEqualTo(7);
        assertThat(Rows.holding(served.database, MARK)).isEmpty();
        intact(served.database);
    }

    @EveryDatabase
    void aHoldIsInTheWayUntilItIsReleased(ServedBackend served) {
        TouchstoneClient client = served.client;
        List<OutputReceipt> theirs = story(served, "{\"audit_rate\": 1, \"erasure\": {\"subjects\": [\"customer\"]}}");
        OutputId held = theirs.get(0).id();
        Hold hold = client.erasures().hold(new NewHold(SUPPORT, ErasureSubject.of(held), "a lawsuit", ANN));

        Erasure first = erased(client, CUSTOMER);

        assertThat(first.state()).isEqualTo(ErasureState.HELD);
        assertThat(first.progress().outputs()).isEqualTo(3);
        assertThat(first.progress().held()).isEqualTo(1);
        assertThat(client.output(held).body()).isNotNull();
        assertThat(client.output(theirs.get(1).id()).body()).isNull();

        Hold released = client.erasures().release(hold.id());

        assertThat(released.releasedAt()).isNotNull();
        Eventually.within(
                PATIENCE,
                "the rest goes",
                () -> client.erasures().erasure(first.id()).state() == ErasureState.DONE);
        Erasure.Progress whole = client.erasures().erasure(first.id()).progress();
        assertThat(whole.outputs()).isEqualTo(4);
        assertThat(whole.held()).isZero();
        assertThat(Rows.holding(served.database, MARK)).isEmpty();
        intact(served.database);
    }

    @EveryDatabase
    void aUserIsForgottenAndStaysOnePerson(ServedBackend served) {
        TouchstoneClient client = served.client;
        List<OutputReceipt> theirs = story(served, "{\"audit_rate\": 1}");
        String before = figures(client);
        List<String> actors = texts(served, actors(theirs));
        assertThat(actors).hasSize(1);

        Erasure receipt = erased(client, new ErasureSubject(null, null, "actor " + MARK, Map.of()));

        assertThat(receipt.progress().places()).isEqualTo(Map.of("feedback", 4L));
        assertThat(Rows.holding(served.database, "My name is")).isEmpty();
        assertThat(Rows.holding(served.database, actors.getFirst())).isEmpty();
        assertThat(texts(served, actors(theirs))).hasSize(1).isNotEqualTo(actors);
        assertThat(figures(client)).isEqualTo(before);
    }

    private static String actors(List<OutputReceipt> outputs) {
        return "SELECT DISTINCT actor FROM feedback_voice WHERE output_id IN ("
                + outputs.stream().map(one -> "'" + one.id() + "'").collect(Collectors.joining(", ")) + ")";
    }

    private static List<String> texts(ServedBackend served, String sql) {
        try (Database database = Database.open(served.database)) {
            return database.reader()
                    .withHandle(handle ->
                            handle.createQuery(sql).mapTo(String.class).list());
        }
    }

    @EveryDatabase
    void whoeverChangesARedactedEntryIsFoundOut(ServedBackend served) {
        List<OutputReceipt> unused = story(served, "{\"audit_rate\": 1}");
        Erasure receipt = erased(served.client, CUSTOMER);
        assertThat(receipt.state()).isEqualTo(ErasureState.DONE);
        intact(served.database);

        try (Database database = Database.open(served.database)) {
            String entry =
                    "(SELECT MIN(seq) FROM ledger_entry WHERE action = 'review.decided' AND redacted_by IS NOT NULL)";
            for (String change : List.of(
                    "UPDATE ledger_entry SET after = '{\"erased\":\"nothing\"}' WHERE seq = " + entry,
                    "UPDATE ledger_entry SET actor = 'slack:U2' WHERE seq = " + entry,
                    "UPDATE ledger_entry SET redacted_by = NULL WHERE seq = " + entry,
                    "UPDATE ledger_entry SET redacted_by = redacted_by + 1 WHERE seq = " + entry,
                    "UPDATE ledger_entry SET after = '{}', redacted_by = (SELECT MAX(redacted_by) FROM ledger_entry)"
                            + " WHERE action = 'policy.changed' AND seq < 4",
                    "UPDATE decision SET action = 'approve' WHERE action = 'edit'",
                    "UPDATE output SET confidence = 0.99 WHERE external_id LIKE 'erased:%'")) {
                database.writer().useHandle(handle -> {
                    handle.begin();
                    assertThat(handle.execute(change)).as(change).isPositive();
                    assertThat(LedgerFeature.verifier(ServedBackend.SECRET.ledgerKeys())
                                    .verify(handle, null))
                            .as(change)
                            .isInstanceOf(Verification.Broken.class);
                    handle.rollback();
                });
            }
        }
    }
}

package dev.touchstone.bot.card;

import static dev.touchstone.bot.card.Details.ALICE;
import static dev.touchstone.bot.card.Details.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.model.view.View;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.DecisionReason;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.rubric.AttributeLabel;
import dev.touchstone.api.rubric.RubricAnswer;
import dev.touchstone.api.wire.Json;
import dev.touchstone.bot.card.form.EditModal;
import dev.touchstone.bot.card.form.Reading;
import dev.touchstone.bot.card.form.RejectModal;
import dev.touchstone.bot.card.form.SessionModal;
import dev.touchstone.bot.card.kit.ModalState;
import dev.touchstone.bot.card.kit.ReviewRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardFormTest {
    private static final String LONG = "  One sentence of twenty-nine.\n".repeat(200);

    @Test
    void anUntouchedFormApproves() {
        Details details = Details.text(LONG);

        assertThat(edit(details, new Filled()).action()).isEqualTo(DecisionAction.APPROVE);
        assertThat(edit(details, Filled.of(editView(details))).action()).isEqualTo(DecisionAction.APPROVE);
        assertThat(valid(EditModal.read(details.build(), details.modal(), null)).action())
                .isEqualTo(DecisionAction.APPROVE);
    }

    @Test
    void whateverTheTextSendingItBackUnchangedApproves() {
        Random random = new Random(3);
        for (int i = 0; i < 100; i++) {
            Details details = Details.text(Hostile.random(random, 1 + random.nextInt(300)));

            assertThat(edit(details, Filled.of(editView(details))).action()).isEqualTo(DecisionAction.APPROVE);
        }
    }

    @Test
    void theEditedPartJoinsTheOthersAsTheyWere() {
        Details details = Details.text(LONG);

        NewDecision decision = edit(details, new Filled().text("output.1", "\r\nOnly this.\r\n"));

        String corrected = corrected(decision);
        assertThat(decision.action()).isEqualTo(DecisionAction.EDIT);
        assertThat(corrected)
                .startsWith("  One sentence")
                .contains("\n  Only this.\n  One")
                .endsWith("nine.\n");
    }

    @Test
    void aDashRemovesAPart() {
        Details details = Details.text(LONG);

        String corrected = corrected(edit(details, new Filled().text("output.0", " – ")));

        assertThat(corrected).hasSizeLessThan(LONG.length()).endsWith("nine.\n");
        assertThat(LONG).endsWith(corrected);
    }

    @Test
    void theEndOfAnOutputTooLongForTheFormStaysAsItWas() {
        String output = "A sentence with some words in it. ".repeat(3000);
        Details details = Details.text(output);

        String corrected = corrected(edit(details, new Filled().text("output.0", "Short.")));

        assertThat(corrected)
                .startsWith("Short. A")
                .hasSizeGreaterThan(output.length() - 2500)
                .endsWith("in it. ");
        assertThat(BlockLimits.json(editView(details)).toString()).contains("The form ends here");
    }

    @Test
    void whatIsWrongWithSourcesIsOfferedWhereThereAreSome() {
        Details sourced = Details.text("Yes.");
        Details bare = Details.of(NewOutput.text("support-bot", "t-1", "Yes.").build());

        assertThat(BlockLimits.json(editView(sourced)).toString())
                .contains("wrong_source")
                .contains("1. Returns")
                .contains("2. Wear and tear");
        assertThat(BlockLimits.json(RejectModal.of(sourced.build(), sourced.modal()))
                        .toString())
                .contains("right_source_misread")
                .contains("Which source holds the answer?");
        assertThat(BlockLimits.json(editView(bare)).toString()).doesNotContain("wrong_source");
        assertThat(BlockLimits.json(RejectModal.of(bare.build(), bare.modal())).toString())
                .doesNotContain("right_source");
    }

    @Test
    void aMarkedSourceGoesWithItsReason() {
        Details details = Details.text("Yes.");

        assertThat(edit(
                                details,
                                new Filled()
                                        .text("output.0", "No.")
                                        .selected("reason", "wrong_source")
                                        .selected("source", "2")
                                        .selected("right_source", "1"))
                        .reason())
                .isEqualTo(new DecisionReason("wrong_source", 2, 1));
        assertThat(reject(
                                details,
                                new Filled()
                                        .selected("reason", "right_source_misread")
                                        .selected("right_source", "1"))
                        .reason())
                .isEqualTo(new DecisionReason("right_source_misread", 1, null));
        assertThat(edit(details, new Filled().text("output.0", "No.")).reason()).isNull();
    }

    @Test
    void aMarkThatContradictsItsReasonIsSaidAtItsField() {
        Details details = Details.text("Yes.");
        ReviewDetail review = details.build();

        assertThat(errors(RejectModal.read(
                        review,
                        details.modal(),
                        new Filled().selected("reason", "style").selected("source", "1").values)))
                .containsKey(details.modal().block("source"));
        assertThat(errors(RejectModal.read(
                        review,
                        details.modal(),
                        new Filled().selected("reason", "missing_source").selected("right_source", "1").values)))
                .containsKey(details.modal().block("right_source"));
        assertThat(errors(EditModal.read(
                        review,
                        details.modal(),
                        new Filled().text("output.0", "No.").selected("source", "1").values)))
                .containsKey(details.modal().block("reason"));
        assertThat(errors(EditModal.read(
                        review, details.modal(), new Filled().selected("reason", "wrong_source").values)))
                .containsKey(details.modal().block("reason"));
    }

    @Test
    void noteRubricAndGoldenAreRead() {
        Details details = Details.text("Yes.");

        NewDecision decision = edit(
                details,
                new Filled()
                        .text("output.0", "No.")
                        .text("note", " it is worn ")
                        .ticked("wrong", "correct", "tone")
                        .ticked("golden"));

        assertThat(decision.rubric()).isEqualTo(Map.of("correct", RubricAnswer.FAIL, "tone", RubricAnswer.FAIL));
        assertThat(decision.note()).isEqualTo("it is worn");
        assertThat(decision.golden()).isFalse();
        assertThat(edit(details, new Filled().text("output.0", "No.")).golden()).isTrue();
        assertThat(decision.seconds()).isEqualTo(41.0);
        assertThat(decision.revision()).isZero();
    }

    @Test
    void tickingWhatWasWrongWithoutACorrectionIsAskedAbout() {
        Details details = Details.text("Yes.");

        assertThat(errors(EditModal.read(
                        details.build(), details.modal(), new Filled().ticked("wrong", "correct").values)))
                .containsOnlyKeys(details.modal().block("wrong"));
    }

    @Test
    void anEmptiedOutputIsRefusedAtItsField() {
        Details details = Details.text("Yes.");

        assertThat(errors(EditModal.read(details.build(), details.modal(), new Filled().text("output.0", " ").values)))
                .containsOnlyKeys(details.modal().block("output.0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "attribute.0 | Olivia       | brand    | \"Olivia\"",
                "attribute.0 | 12           | brand    | \"12\"",
                "attribute.0 | –            | brand    | null",
                "attribute.1 | dark red     | colour   | \"dark red\"",
                "attribute.1 | 007          | colour   | \"007\"",
                "attribute.1 | 7            | colour   | 7",
                "attribute.2 | false        | foldable | false",
                "attribute.2 | \"partly\"   | foldable | \"partly\"",
                "attribute.3 | 119.90       | price    | 119.9",
                "attribute.4 | [\"L\"]      | sizes    | [\"L\"]"
            })
    void attributesKeepTheirKind(String field, String typed, String name, String expected) {
        NewDecision decision = edit(Details.attributes(), new Filled().text(field, typed));

        assertThat(decision.action()).isEqualTo(DecisionAction.EDIT);
        assertThat(Json.write(decision.correctedAttributes())).isEqualTo("{\"" + name + "\":" + expected + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"attribute.0 | Tavola", "attribute.1 | -", "attribute.3 | 129.900", "attribute.4 | [\"S\", \"M\"]"
            })
    void writingTheSameValueIsNoChange(String field, String typed) {
        assertThat(edit(Details.attributes(), new Filled().text(field, typed)).action())
                .isEqualTo(DecisionAction.APPROVE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"attribute.2 | maybe", "attribute.3 | 12,5 EUR", "attribute.4 | S and M"})
    void aValueOfAnotherKindIsRefusedAtItsField(String field, String typed) {
        Details details = Details.attributes();

        assertThat(errors(EditModal.read(details.build(), details.modal(), new Filled().text(field, typed).values)))
                .containsOnlyKeys(details.modal().block(field));
    }

    @Test
    void untouchedAttributesApproveWhateverTheyHold() {
        for (NewOutput body : List.of(Hostile.kinds(), Hostile.attributes("<!channel>\u202E x ", true))) {
            Details details = Details.of(body);

            assertThat(edit(details, Filled.of(editView(details))).action()).isEqualTo(DecisionAction.APPROVE);
        }
    }

    @Test
    void jsonIsEditedAsJson() {
        Details details = Details.of(
                NewOutput.json("tagger", "j", Details.json("{\"a\": 1.50}")).build());

        JsonNode corrected =
                edit(details, new Filled().text("output.0", "{\"a\": 2}")).correctedOutput();

        assertThat(corrected).isEqualTo(Details.json("{\"a\": 2}"));
        assertThat(edit(details, new Filled().text("output.0", "{ \"a\":1.50 }"))
                        .action())
                .isEqualTo(DecisionAction.APPROVE);
        assertThat(errors(EditModal.read(details.build(), details.modal(), new Filled().text("output.0", "{a").values)))
                .containsOnlyKeys(details.modal().block("output.0"));
    }

    @Test
    void aRejectionNeedsAReasonThePolicyKnows() {
        Details details = Details.text("Yes.");

        assertThat(errors(RejectModal.read(details.build(), details.modal(), null)))
                .containsOnlyKeys(details.modal().block("reason"));
        assertThat(errors(RejectModal.read(
                        details.build(), details.modal(), new Filled().selected("reason", "invented").values)))
                .containsOnlyKeys(details.modal().block("reason"));
    }

    @Test
    void aRejectionCarriesItsAnswers() {
        Details details = Details.text("Yes.");
        Filled filled = new Filled()
                .selected("reason", "wrong")
                .selected("rubric.correct", "fail")
                .selected("rubric.tone", "na")
                .text("correct", "No.");

        NewDecision decision = valid(RejectModal.read(details.build(), details.modal(), filled.values))
                .decision(ALICE, NOW.plus(Duration.ofDays(3)));

        assertThat(decision.reasonId()).isEqualTo("wrong");
        assertThat(decision.rubric()).isEqualTo(Map.of("correct", RubricAnswer.FAIL, "tone", RubricAnswer.NA));
        assertThat(corrected(decision)).isEqualTo("No.");
        assertThat(decision.seconds()).isEqualTo(86_400);
    }

    @Test
    void aRejectionNamesTheWrongAttributesAndTheOthersWereRight() {
        Details details = Details.attributes();
        // In the order of the output: brand, colour (without a value), foldable, price, sizes.
        Filled filled = new Filled().selected("reason", "wrong").ticked("wrong_attributes", "1", "3");

        NewDecision decision = valid(RejectModal.read(details.build(), details.modal(), filled.values))
                .decision(ALICE, NOW);

        assertThat(decision.attributeLabels())
                .isEqualTo(Map.of(
                        "brand", AttributeLabel.CORRECT,
                        "colour", AttributeLabel.MISSED,
                        "foldable", AttributeLabel.CORRECT,
                        "price", AttributeLabel.WRONG,
                        "sizes", AttributeLabel.CORRECT));
    }

    @Test
    void aPlainRejectionSaysNothingOfAttributes() {
        Details details = Details.attributes();

        assertThat(valid(RejectModal.read(
                                details.build(), details.modal(), new Filled().selected("reason", "wrong").values))
                        .decision(ALICE, NOW)
                        .attributeLabels())
                .isEmpty();
        assertThat(valid(RejectModal.read(
                                details.build(),
                                details.modal(),
                                new Filled().selected("reason", "wrong").ticked("wrong_attributes").values))
                        .decision(ALICE, NOW)
                        .attributeLabels())
                .isEmpty();
    }

    @Test
    void theSessionAsksForWhatContradicts() {
        Details details = Details.text("Yes.");
        String decision = details.modal().block("decision");

        assertThat(errors(session(details, new Filled()))).containsOnlyKeys(decision);
        assertThat(errors(session(
                        details, new Filled().selected("decision", "approve").text("output.0", "No."))))
                .containsOnlyKeys(decision);
        assertThat(errors(session(details, new Filled().selected("decision", "reject"))))
                .containsOnlyKeys(details.modal().block("reason"));
    }

    @Test
    void theSessionDecidesOrSkips() {
        Details details = Details.text("Yes.");

        assertThat(valid(session(details, new Filled().selected("decision", "skip"))))
                .isInstanceOf(SessionModal.Answer.Skip.class);
        assertThat(valid(session(details, new Filled().selected("decision", "edit"))))
                .extracting(
                        answer -> ((SessionModal.Answer.Decide) answer).input().action())
                .isEqualTo(DecisionAction.APPROVE);
        assertThat(valid(session(
                        details, new Filled().selected("decision", "edit").text("output.0", "No."))))
                .extracting(
                        answer -> ((SessionModal.Answer.Decide) answer).input().action())
                .isEqualTo(DecisionAction.EDIT);
    }

    @Test
    void everyDrawingHasBlockIdsOfItsOwn() {
        Details details = Details.text("Yes.");
        ModalState later = ModalState.opened(ReviewRef.of(details.build().review()), null, NOW.plusMillis(1));

        List<String> first = BlockLimits.json(editView(details)).findValuesAsText("block_id");
        List<String> second =
                BlockLimits.json(EditModal.of(details.build(), later)).findValuesAsText("block_id");

        assertThat(first).isNotEmpty().doesNotContainAnyElementsOf(second);
    }

    private static String corrected(NewDecision decision) {
        return Objects.requireNonNull(decision.correctedOutput()).textValue();
    }

    private static View editView(Details details) {
        return EditModal.of(details.build(), details.modal());
    }

    private static NewDecision edit(Details details, Filled filled) {
        return valid(EditModal.read(details.build(), details.modal(), filled.values))
                .decision(ALICE, NOW.plusSeconds(41));
    }

    private static NewDecision reject(Details details, Filled filled) {
        return valid(RejectModal.read(details.build(), details.modal(), filled.values))
                .decision(ALICE, NOW.plusSeconds(41));
    }

    private static Reading<SessionModal.Answer> session(Details details, Filled filled) {
        return SessionModal.read(details.build(), details.modal(), filled.values);
    }

    private static <T> T valid(Reading<T> reading) {
        assertThat(reading).isInstanceOf(Reading.Valid.class);
        return ((Reading.Valid<T>) reading).input();
    }

    private static Map<String, String> errors(Reading<?> reading) {
        assertThat(reading).isInstanceOf(Reading.Invalid.class);
        return ((Reading.Invalid<?>) reading).errors();
    }
}

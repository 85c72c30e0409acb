package dev.touchstone.bot.card.form;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.api.rubric.RubricAnswer;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.ModalState;
import dev.touchstone.bot.card.kit.Modals;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.TextCut;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields that several forms share: rubric, note, golden set; each with its reader.
final class FormFields {
    private static final String WRONG = "wrong";
    private static final String NOTE = "note";
    private static final String GOLDEN = "golden";
    private static final String RUBRIC = "rubric.";
    private static final int DESCRIPTION = 75;

    private FormFields() {}

    /// "What was wrong?": one box for each line of the rubric; no block without a rubric.
    static List<LayoutBlock> wrong(Rubric rubric, ModalState state) {
        if (rubric.lines().isEmpty()) {
            return List.of();
        }
        List<OptionObject> options = new ArrayList<>();
        for (Rubric.Line line : rubric.lines()) {
            OptionObject option = Kit.option(line.label(), line.id());
            String definition = SlackText.plainLine(line.definition(), DESCRIPTION);
            option.setDescription(SlackText.orElse(definition, "").isEmpty() ? null : Kit.plain(definition));
            options.add(option);
        }
        return List.of(Modals.input(
                state.block(WRONG),
                "What was wrong? Tick what the output did not meet",
                Modals.checkboxes(WRONG, options, false),
                true,
                null));
    }

    static Map<String, RubricAnswer> readWrong(FormValues values, Rubric rubric) {
        List<String> ticked = values.ticked(WRONG);
        Map<String, RubricAnswer> answers = new HashMap<>();
        for (Rubric.Line line : rubric.lines()) {
            if (ticked != null && ticked.contains(line.id())) {
                answers.put(line.id(), RubricAnswer.FAIL);
            }
        }
        return answers;
    }

    static String wrongBlock(ModalState state) {
        return state.block(WRONG);
    }

    /// Pass, fail or n/a for each line, beside the sentence that defines it.
    static List<LayoutBlock> rubric(Rubric rubric, ModalState state) {
        List<OptionObject> answers = List.of(
                Kit.option("Pass", RubricAnswer.PASS.wire()),
                Kit.option("Fail", RubricAnswer.FAIL.wire()),
                Kit.option("Not applicable", RubricAnswer.NA.wire()));
        List<LayoutBlock> blocks = new ArrayList<>();
        for (Rubric.Line line : rubric.lines()) {
            String id = RUBRIC + line.id();
            String definition = SlackText.plainLine(line.definition(), 300);
            blocks.add(Modals.input(
                    state.block(id),
                    SlackText.orElse(SlackText.plainLine(line.label(), Kit.LABEL), line.id()),
                    Modals.menu(id, "Not answered", answers, null),
                    true,
                    SlackText.orElse(definition, "").isEmpty() ? null : definition));
        }
        return blocks;
    }

    static Map<String, RubricAnswer> readRubric(FormValues values, Rubric rubric) {
        Map<String, RubricAnswer> answers = new HashMap<>();
        for (Rubric.Line line : rubric.lines()) {
            String chosen = values.selected(RUBRIC + line.id());
            for (RubricAnswer answer : RubricAnswer.values()) {
                if (answer.wire().equals(chosen)) {
                    answers.put(line.id(), answer);
                }
            }
        }
        return answers;
    }

    static LayoutBlock note(ModalState state) {
        return Modals.input(state.block(NOTE), "Note", Modals.textInput(NOTE, "", true, false), true, null);
    }

    static @Nullable String readNote(FormValues values) {
        String note = values.text(NOTE);
        return note == null || note.isBlank() ? null : TextCut.cut(note.strip(), Modals.INPUT);
    }

    static LayoutBlock golden(ModalState state) {
        List<OptionObject> options = List.of(Kit.option("Add the correction to the golden set", GOLDEN));
        return Modals.input(state.block(GOLDEN), "Golden set", Modals.checkboxes(GOLDEN, options, true), true, null);
    }

    /// On unless it was switched off.
    static boolean readGolden(FormValues values) {
        List<String> ticked = values.ticked(GOLDEN);
        return ticked == null || ticked.contains(GOLDEN);
    }
}

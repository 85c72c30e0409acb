package dev.touchstone.bot.card.form;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.DecisionReason;
import dev.touchstone.api.rubric.RetrievalCause;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.ModalState;
import dev.touchstone.bot.card.kit.Modals;
import dev.touchstone.bot.card.text.SlackText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why an output is not right, and where it came with sources, which of them that is about. Sources bear the numbers
/// that the card gives them.
final class ReasonFields {
    static final String REASON = "reason";
    private static final String SOURCE = "source";
    private static final String RIGHT = "right_source";
    private static final int SOURCE_NAME = 60;
    private static final int ERROR = 150;

    private final Rubric rubric;
    private final List<Context.Source> sources;
    private final ModalState state;

    ReasonFields(Rubric rubric, @Nullable NewOutput body, ModalState state) {
        this.rubric = rubric;
        this.sources = Context.sourcesOf(body == null ? null : body.context());
        this.state = state;
    }

    /// How the question for the reason is put.
    record Question(String label, boolean optional, boolean focus) {}

    /// @param mostSources how many sources a menu holds, up to Slack's hundred
    List<LayoutBlock> blocks(Question question, int mostSources) {
        List<OptionObject> options = rubric.reasons(sourced()).stream()
                .map(reason -> Kit.option(reason.label(), reason.id()))
                .toList();
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Modals.input(
                state.block(REASON),
                question.label(),
                Modals.oneOf(REASON, options, question.focus()),
                question.optional(),
                null));
        if (sourced()) {
            List<OptionObject> numbered = numbered(mostSources);
            blocks.add(menu(
                    SOURCE,
                    "If its sources are the reason: which one?",
                    numbered,
                    "The one that is wrong, out of date or misread."));
            blocks.add(menu(
                    RIGHT,
                    "Which source holds the answer?",
                    numbered,
                    "If one of them does. It teaches the search what to find."));
        }
        return blocks;
    }

    boolean sourced() {
        return !sources.isEmpty();
    }

    private LayoutBlock menu(String id, String label, List<OptionObject> options, String hint) {
        return Modals.input(state.block(id), label, Modals.menu(id, "None", options, null), true, hint);
    }

    private List<OptionObject> numbered(int most) {
        List<OptionObject> options = new ArrayList<>();
        for (int i = 0; i < Math.min(most, sources.size()); i++) {
            String title =
                    SlackText.orElse(SlackText.plainLine(sources.get(i).title(), SOURCE_NAME), "untitled source");
            options.add(Kit.option((i + 1) + ". " + title, String.valueOf(i + 1)));
        }
        return options;
    }

    /// Null when none was chosen, or one the policy no longer has.
    ///
    /// @param errors takes what contradicts itself
    @Nullable
    DecisionReason read(FormValues form, Map<String, String> errors) {
        String chosen = form.selected(REASON);
        Integer about = number(form, SOURCE);
        Integer right = number(form, RIGHT);
        if (chosen == null
                || rubric.reasons(sourced()).stream()
                        .noneMatch(reason -> reason.id().equals(chosen))) {
            if (about != null || right != null) {
                errors.put(state.block(REASON), "You marked a source: choose what was wrong with it.");
            }
            return null;
        }
        if (RetrievalCause.RIGHT_SOURCE_MISREAD.wire().equals(chosen) && (about == null || about.equals(right))) {
            about = right;
            right = null;
        }
        try {
            return new DecisionReason(chosen, about, right);
        } catch (InvalidField e) {
            String block = e.field().equals(RIGHT) ? RIGHT : SOURCE;
            errors.put(state.block(block), SlackText.plainLine("It " + e.getMessage(), ERROR));
            return null;
        }
    }

    private @Nullable Integer number(FormValues form, String id) {
        String chosen = form.selected(id);
        for (int i = 1; i <= sources.size(); i++) {
            if (String.valueOf(i).equals(chosen)) {
                return i;
            }
        }
        return null;
    }
}

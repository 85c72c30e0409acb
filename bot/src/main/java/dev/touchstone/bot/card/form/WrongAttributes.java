package dev.touchstone.bot.card.form;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.rubric.AttributeLabel;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.ModalState;
import dev.touchstone.bot.card.kit.Modals;
import dev.touchstone.bot.card.review.Doubts;
import dev.touchstone.bot.card.text.AttributeText;
import dev.touchstone.bot.card.text.SlackText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// "Which attributes are wrong?": one tap each, doubtful ones first. What a rejection leaves unticked beside a tick was
/// right; a rejection without any tick says nothing of attributes, and the figures about them rest on those that do.
final class WrongAttributes {
    private static final String FIELD = "wrong_attributes";
    private static final int DESCRIPTION = 75;

    private WrongAttributes() {}

    /// No block for an output without attributes.
    ///
    /// @param doubts puts the doubtful attributes first, unless the review is blind
    static List<LayoutBlock> blocks(@Nullable NewOutput body, Doubts doubts, ModalState state) {
        List<Map.Entry<String, Attribute>> attributes = attributes(body);
        List<OptionObject> doubtful = new ArrayList<>();
        List<OptionObject> others = new ArrayList<>();
        for (int i = 0; i < attributes.size(); i++) {
            String name = attributes.get(i).getKey();
            Attribute attribute = attributes.get(i).getValue();
            @Nullable String doubt = doubts.about(name, attribute);
            (doubt == null ? others : doubtful).add(option(i, name, attribute, doubt));
        }
        doubtful.addAll(others);
        return doubtful.isEmpty()
                ? List.of()
                : List.of(Modals.input(
                        state.block(FIELD),
                        "Which attributes are wrong?",
                        Modals.several(FIELD, "Choose the wrong ones", doubtful),
                        true,
                        "What you leave out counts as right. Without any, the rejection says nothing of attributes."));
    }

    private static OptionObject option(int index, String name, Attribute attribute, @Nullable String doubt) {
        OptionObject option = Kit.option(name, String.valueOf(index));
        String value = attribute.missing() ? "no value" : AttributeText.of(attribute.value());
        String shown = SlackText.plainLine(doubt == null ? value : "⚠️ " + doubt + " · " + value, DESCRIPTION);
        option.setDescription(SlackText.orElse(shown, "").isEmpty() ? null : Kit.plain(shown));
        return option;
    }

    /// What a rejection says of each attribute; empty when nothing was ticked.
    ///
    /// @param corrected attributes whose right value was given: that says it already
    static Map<String, AttributeLabel> read(FormValues values, @Nullable NewOutput body, Map<String, ?> corrected) {
        List<String> ticked = values.ticked(FIELD);
        List<Map.Entry<String, Attribute>> attributes = attributes(body);
        List<Integer> wrong = IntStream.range(0, attributes.size())
                .filter(i -> ticked != null && ticked.contains(String.valueOf(i)))
                .boxed()
                .toList();
        Map<String, AttributeLabel> labels = new TreeMap<>();
        for (int i = 0; !wrong.isEmpty() && i < attributes.size(); i++) {
            if (!corrected.containsKey(attributes.get(i).getKey())) {
                boolean missing = attributes.get(i).getValue().missing();
                labels.put(
                        attributes.get(i).getKey(),
                        !wrong.contains(i)
                                ? AttributeLabel.CORRECT
                                : missing ? AttributeLabel.MISSED : AttributeLabel.WRONG);
            }
        }
        return labels;
    }

    /// Those that a menu of Slack's can hold; the others stay unsaid.
    private static List<Map.Entry<String, Attribute>> attributes(@Nullable NewOutput body) {
        return body == null
                ? List.of()
                : body.attributes().entrySet().stream().limit(Modals.MENU).toList();
    }
}

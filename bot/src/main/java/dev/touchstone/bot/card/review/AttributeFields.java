package dev.touchstone.bot.card.review;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.TextObject;
import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.text.AttributeText;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The attributes of an output as two-column fields, doubtful ones first. In a blind review the order is the names'
/// order, so that it tells nothing.
final class AttributeFields {
    /// Two sections of fields; more would bury the buttons.
    static final int MOST = 20;

    private static final int PER_SECTION = 10;
    private static final int NAME = 60;
    private static final int VALUE = 150;
    private static final Pattern FORMATTING = Pattern.compile("[*_~`]|:[a-z0-9_+'-]+:");

    private AttributeFields() {}

    static List<LayoutBlock> of(NewOutput body, Doubts doubts) {
        List<TextObject> fields = new ArrayList<>();
        body.attributes().entrySet().stream()
                .sorted(Comparator.comparing(e -> doubts.about(e.getKey(), e.getValue()) == null))
                .limit(MOST)
                .forEach(e -> fields.add(Kit.mrkdwn(field(e, doubts))));
        List<LayoutBlock> blocks = new ArrayList<>();
        for (int from = 0; from < fields.size(); from += PER_SECTION) {
            blocks.add(SectionBlock.builder()
                    .fields(List.copyOf(fields.subList(from, Math.min(fields.size(), from + PER_SECTION))))
                    .build());
        }
        return blocks;
    }

    /// Whether a value is too long to be shown whole.
    static boolean cuts(NewOutput body) {
        return body.attributes().size() > MOST
                || body.attributes().values().stream()
                        .anyMatch(a -> AttributeText.of(a.value()).length() > VALUE);
    }

    private static String field(Map.Entry<String, Attribute> entry, Doubts doubts) {
        String name = SlackText.orElse(SlackText.plainLine(entry.getKey(), NAME), "(unnamed)");
        String shown = SlackText.mrkdwnLine(name, NAME);
        String title = FORMATTING.matcher(name).find() ? shown : "*" + shown + "*";
        return title + confidence(entry, doubts) + "\n"
                + value(AttributeText.of(entry.getValue().value()));
    }

    private static String confidence(Map.Entry<String, Attribute> entry, Doubts doubts) {
        @Nullable String doubt = doubts.about(entry.getKey(), entry.getValue());
        @Nullable Double confidence = entry.getValue().confidence();
        if (doubt != null) {
            return " · ⚠️ doubtful: " + SlackText.escape(doubt);
        }
        return confidence == null || doubts.blind() ? "" : " · " + Words.probability(confidence);
    }

    /// A value must be read as it is: as code where Slack would take it for formatting or an emoji.
    private static String value(String value) {
        String shown = SlackText.mrkdwn(value, VALUE);
        if (FORMATTING.matcher(shown).find() && shown.indexOf('`') < 0 && shown.indexOf('\n') < 0) {
            return "`" + shown + "`";
        }
        return SlackText.orElse(shown, "(blank)");
    }
}

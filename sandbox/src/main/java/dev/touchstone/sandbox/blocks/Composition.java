package dev.touchstone.sandbox.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// Composition objects: texts, options, confirmation dialogs.
final class Composition {
    static final Rule ID = Rule.string(1, 255);

    /// An image lives in Slack or somewhere on the web, never in both.
    static final Rule ONE_IMAGE_SOURCE = (image, place, findings) -> {
        if (image.has("image_url") == image.has("slack_file")) {
            findings.add(place, "must provide exactly one of image_url and slack_file");
        }
    };

    static final Shape SLACK_FILE = Shape.of()
            .optional("id", Rule.string(1, 255))
            .optional("url", Rule.url())
            .also((file, place, findings) -> {
                if (file.has("id") == file.has("url")) {
                    findings.add(place, "must provide exactly one of id and url");
                }
            });

    static final Shape CONFIRM = Shape.of()
            .required("title", plain(100))
            .required("text", text(300))
            .required("confirm", plain(30))
            .required("deny", plain(30))
            .optional("style", Rule.oneOf("primary", "danger"));

    static final Shape DISPATCH = Shape.of()
            .optional("trigger_actions_on", Rule.list(Rule.oneOf("on_enter_pressed", "on_character_entered"), 1, 2));

    private Composition() {}

    static Rule plain(int most) {
        return new Kinds(Map.of("plain_text", plainText(most)));
    }

    /// Plain text or mrkdwn.
    static Rule text(int most) {
        return new Kinds(Map.of("plain_text", plainText(most), "mrkdwn", mrkdwn(most)));
    }

    static Shape plainText(int most) {
        return Shape.typed().required("text", Rule.string(1, most)).optional("emoji", Rule.bool());
    }

    static Shape mrkdwn(int most) {
        return Shape.typed().required("text", Rule.string(1, most)).optional("verbatim", Rule.bool());
    }

    /// An option of a menu; only checkboxes and radio buttons may use mrkdwn, only overflow menus may link.
    static Shape option(Rule text, Rule description) {
        return Shape.of()
                .required("text", text)
                .required("value", Rule.string(1, 150))
                .optional("description", description)
                .optional("url", Rule.url());
    }

    static Rule options(int most) {
        return Rule.list(option(plain(75), plain(75)), 1, most);
    }

    static Rule richOptions() {
        return Rule.list(option(text(75), text(75)), 1, 10);
    }

    /// What is chosen at first must be on offer.
    static Rule initialAmong(String initial, String... menus) {
        return (element, place, findings) -> {
            JsonNode chosen = element.path(initial);
            if (chosen.isObject() && !isOffered(element, chosen, menus)) {
                findings.add(place.at(initial), "must match one of the options");
            }
            if (chosen.isArray()) {
                for (JsonNode one : chosen) {
                    if (!isOffered(element, one, menus)) {
                        findings.add(place.at(initial), "must match one of the options");
                    }
                }
            }
        };
    }

    private static boolean isOffered(JsonNode element, JsonNode option, String... menus) {
        for (String menu : menus) {
            for (JsonNode entry : element.path(menu)) {
                if (entry.path("value").equals(option.path("value")) || isOffered(entry, option, "options")) {
                    return true;
                }
            }
        }
        return false;
    }
}

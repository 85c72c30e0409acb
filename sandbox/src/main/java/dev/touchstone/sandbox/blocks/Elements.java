package dev.touchstone.sandbox.blocks;

import static dev.touchstone.sandbox.blocks.Composition.CONFIRM;
import static dev.touchstone.sandbox.blocks.Composition.DISPATCH;
import static dev.touchstone.sandbox.blocks.Composition.ID;
import static dev.touchstone.sandbox.blocks.Composition.initialAmong;
import static dev.touchstone.sandbox.blocks.Composition.options;
import static dev.touchstone.sandbox.blocks.Composition.plain;
import static dev.touchstone.sandbox.blocks.Composition.richOptions;

import java.util.HashMap;
import java.util.Map;

/// Every block element, and which of them may stand in a section, an actions block, an input and a context.
final class Elements {
    static final Map<String, Shape> ALL = all();

    private static final Kinds KINDS = new Kinds(ALL);

    static final Kinds IN_SECTION = KINDS.only(
            "button",
            "checkboxes",
            "datepicker",
            "image",
            "overflow",
            "radio_buttons",
            "timepicker",
            "static_select",
            "users_select",
            "conversations_select",
            "channels_select",
            "multi_static_select",
            "multi_users_select",
            "multi_conversations_select",
            "multi_channels_select");

    static final Kinds IN_ACTIONS = KINDS.only(
            "button",
            "checkboxes",
            "datepicker",
            "datetimepicker",
            "overflow",
            "radio_buttons",
            "rich_text_input",
            "timepicker",
            "static_select",
            "users_select",
            "conversations_select",
            "channels_select");

    static final Kinds IN_INPUT = KINDS.only(
            "checkboxes",
            "datepicker",
            "datetimepicker",
            "email_text_input",
            "number_input",
            "plain_text_input",
            "radio_buttons",
            "timepicker",
            "url_text_input",
            "static_select",
            "users_select",
            "conversations_select",
            "channels_select",
            "multi_static_select",
            "multi_users_select",
            "multi_conversations_select",
            "multi_channels_select");

    static final Kinds IN_CONTEXT = new Kinds(Map.of(
            "image", ALL.get("image"), "plain_text", Composition.plainText(3000), "mrkdwn", Composition.mrkdwn(3000)));

    static final Kinds IN_CONTEXT_ACTIONS = KINDS.only("feedback_buttons");

    private Elements() {}

    private static Map<String, Shape> all() {
        Map<String, Shape> shapes = new HashMap<>();
        buttons(shapes);
        menus(shapes);
        pickers(shapes);
        texts(shapes);
        shapes.put(
                "image",
                Shape.typed()
                        .optional("image_url", Rule.url())
                        .optional("slack_file", Composition.SLACK_FILE)
                        .required("alt_text", Rule.string(1, 2000))
                        .also(Composition.ONE_IMAGE_SOURCE));
        return Map.copyOf(shapes);
    }

    private static void buttons(Map<String, Shape> shapes) {
        shapes.put(
                "button",
                Shape.typed()
                        .optional("action_id", ID)
                        .required("text", plain(75))
                        .optional("url", Rule.url())
                        .optional("value", Rule.string(1, 2000))
                        .optional("style", Rule.oneOf("primary", "danger"))
                        .optional("confirm", CONFIRM)
                        .optional("accessibility_label", Rule.string(1, 75)));
        Shape thumb = Shape.of()
                .required("text", plain(75))
                .required("value", Rule.string(1, 2000))
                .optional("accessibility_label", Rule.string(1, 75));
        shapes.put(
                "feedback_buttons",
                Shape.typed()
                        .optional("action_id", ID)
                        .required("positive_button", thumb)
                        .required("negative_button", thumb));
        shapes.put(
                "overflow",
                Shape.typed()
                        .optional("action_id", ID)
                        .required("options", options(5))
                        .optional("confirm", CONFIRM));
    }

    private static void menus(Map<String, Shape> shapes) {
        shapes.put(
                "static_select",
                optionMenu()
                        .optional("initial_option", Composition.option(plain(75), plain(75)))
                        .also(initialAmong("initial_option", "options", "option_groups")));
        shapes.put(
                "multi_static_select",
                optionMenu()
                        .optional("max_selected_items", Rule.number(1, 100))
                        .optional("initial_options", options(100))
                        .also(initialAmong("initial_options", "options", "option_groups")));
        Shape boxes = interactive().required("options", richOptions());
        shapes.put(
                "checkboxes",
                boxes.optional("initial_options", richOptions()).also(initialAmong("initial_options", "options")));
        shapes.put(
                "radio_buttons",
                boxes.optional("initial_option", Composition.option(Composition.text(75), Composition.text(75)))
                        .also(initialAmong("initial_option", "options")));
        for (String kind : new String[] {"user", "channel", "conversation"}) {
            Shape single = menu().optional("initial_" + kind, Rule.string(1, 255))
                    .optional("response_url_enabled", Rule.bool())
                    .optional("default_to_current_conversation", Rule.bool())
                    .optional("filter", Rule.anything());
            shapes.put(kind + "s_select", single);
            shapes.put(
                    "multi_" + kind + "s_select",
                    menu().optional("initial_" + kind + "s", Rule.list(Rule.string(1, 255), 0, 100))
                            .optional("max_selected_items", Rule.number(1, 100))
                            .optional("default_to_current_conversation", Rule.bool())
                            .optional("filter", Rule.anything()));
        }
    }

    private static Shape optionMenu() {
        return menu().optional("options", options(100))
                .optional(
                        "option_groups",
                        Rule.list(Shape.of().required("label", plain(75)).required("options", options(100)), 1, 100))
                .also((select, place, findings) -> {
                    if (select.has("options") == select.has("option_groups")) {
                        findings.add(place, "must provide exactly one of options and option_groups");
                    }
                });
    }

    private static void pickers(Map<String, Shape> shapes) {
        shapes.put(
                "datepicker",
                menu().optional("initial_date", Rule.matching("\\d{4}-\\d\\d-\\d\\d", "must be YYYY-MM-DD")));
        shapes.put(
                "timepicker",
                menu().optional("initial_time", Rule.matching("\\d\\d:\\d\\d", "must be HH:mm"))
                        .optional("timezone", Rule.string(1, 100)));
        shapes.put("datetimepicker", interactive().optional("initial_date_time", Rule.number(0, 9_999_999_999d)));
    }

    private static void texts(Map<String, Shape> shapes) {
        Rule length = Rule.number(0, 3000);
        Shape line = textual();
        shapes.put(
                "plain_text_input",
                line.optional("multiline", Rule.bool())
                        .optional("min_length", length)
                        .optional("max_length", length)
                        .also((input, place, findings) -> {
                            int most = input.path("max_length").asInt(3000);
                            if (input.path("initial_value").asText("").length() > most) {
                                findings.add(
                                        place.at("initial_value"), "must be less than " + (most + 1) + " characters");
                            }
                        }));
        shapes.put("email_text_input", line);
        shapes.put("url_text_input", line);
        shapes.put(
                "number_input",
                line.required("is_decimal_allowed", Rule.bool())
                        .optional("min_value", Rule.string(1, 100))
                        .optional("max_value", Rule.string(1, 100)));
        shapes.put(
                "rich_text_input",
                interactive()
                        .optional("placeholder", plain(150))
                        .optional("initial_value", Rule.anything())
                        .optional("dispatch_action_config", DISPATCH));
    }

    private static Shape interactive() {
        return Shape.typed()
                .optional("action_id", ID)
                .optional("confirm", CONFIRM)
                .optional("focus_on_load", Rule.bool());
    }

    private static Shape menu() {
        return interactive().optional("placeholder", plain(150));
    }

    private static Shape textual() {
        return Shape.typed()
                .optional("action_id", ID)
                .optional("placeholder", plain(150))
                .optional("initial_value", Rule.string(0, 3000))
                .optional("dispatch_action_config", DISPATCH)
                .optional("focus_on_load", Rule.bool());
    }
}

package dev.touchstone.sandbox.blocks;

import java.util.HashMap;
import java.util.Map;

/// The rich text block: sections, lists, quotes and preformatted text made of styled runs.
final class RichText {
    private static final Shape STYLE =
            styles("bold", "italic", "strike", "code", "highlight", "client_highlight", "underline", "unlink");

    private static final Rule RUN = new Kinds(runs());

    private static final Shape SECTION = Shape.typed().required("elements", Rule.list(RUN, 0, 1000));

    private static final Shape LIST = Shape.typed()
            .required("style", Rule.oneOf("bullet", "ordered"))
            .required("elements", Rule.list(new Kinds(Map.of("rich_text_section", SECTION)), 0, 1000))
            .optional("indent", Rule.number(0, 8))
            .optional("offset", Rule.number(0, 100_000))
            .optional("border", Rule.number(0, 1));

    static final Shape BLOCK = Shape.typed()
            .optional("block_id", Composition.ID)
            .required(
                    "elements",
                    Rule.list(
                            new Kinds(Map.of(
                                    "rich_text_section",
                                    SECTION,
                                    "rich_text_list",
                                    LIST,
                                    "rich_text_quote",
                                    SECTION.optional("border", Rule.number(0, 1)),
                                    "rich_text_preformatted",
                                    SECTION.optional("border", Rule.number(0, 1))
                                            .optional("language", Rule.string(1, 100)))),
                            0,
                            1000));

    private RichText() {}

    private static Shape styles(String... names) {
        Shape shape = Shape.of();
        for (String name : names) {
            shape = shape.optional(name, Rule.bool());
        }
        return shape;
    }

    private static Map<String, Shape> runs() {
        Map<String, Shape> runs = new HashMap<>();
        runs.put("text", run("text", Rule.string(1, 100_000)));
        runs.put(
                "link",
                run("url", Rule.string(1, 3000))
                        .optional("text", Rule.string(0, 100_000))
                        .optional("unsafe", Rule.bool()));
        runs.put(
                "emoji",
                run("name", Rule.string(1, 255))
                        .optional("unicode", Rule.string(1, 255))
                        .optional("skin_tone", Rule.number(1, 6)));
        runs.put("user", run("user_id", Rule.string(1, 255)));
        runs.put("usergroup", run("usergroup_id", Rule.string(1, 255)));
        runs.put("channel", run("channel_id", Rule.string(1, 255)));
        runs.put("team", run("team_id", Rule.string(1, 255)));
        runs.put("broadcast", run("range", Rule.oneOf("here", "channel", "everyone")));
        runs.put("color", run("value", Rule.string(1, 30)));
        runs.put(
                "date",
                run("timestamp", Rule.number(0, 9_999_999_999d))
                        .required("format", Rule.string(1, 255))
                        .optional("url", Rule.string(1, 3000))
                        .optional("fallback", Rule.string(0, 3000)));
        return runs;
    }

    private static Shape run(String member, Rule rule) {
        return Shape.typed().required(member, rule).optional("style", STYLE);
    }
}

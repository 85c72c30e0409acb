package dev.touchstone.bot.card;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Texts that models have produced or that somebody may slip into one, and outputs made of them.
public final class Hostile {
    private static final String FAMILY = "👩\u200D👩\u200D👧\u200D👦";
    private static final String[] BITS = {
        "<!channel>",
        "<@U0EVIL>",
        "<https://evil.example|your bank>",
        "&lt;",
        "&",
        "\u202E",
        "\u2066",
        "\u200B",
        "\uFEFF",
        "\uD83D",
        "\uDE00",
        FAMILY,
        "🇩🇪",
        "e\u0301",
        "שלום",
        "مرحبا",
        "```",
        "|a|b|\n",
        "*b*",
        "_i_",
        "~s~",
        "`c`",
        ":tada:",
        "\u0001",
        "\r\n",
        "\n\n",
        " ",
        "word ",
        "Sentence. ",
        "漢字",
        "\t",
        "\u2028",
        "\uDB40\uDC41"
    };

    private Hostile() {}

    static Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("100 KB of prose", "A sentence with some words in it. ".repeat(3000));
        texts.put("100 KB without a space", "x".repeat(100_000));
        texts.put("100 KB of ampersands", "&<>".repeat(34_000));
        texts.put("only emoji", FAMILY.repeat(2000));
        texts.put("only flags", "🇩🇪".repeat(3000));
        texts.put("one letter under many accents", "e" + "\u0301".repeat(8000));
        texts.put("right to left", "שלום עולם ".repeat(500));
        texts.put("bidi controls", "pay \u202E001\u202C dollars \u2066to\u2069 me");
        texts.put("only bidi controls", "\u202E\u202D\u200B\u200F");
        texts.put("channel", "<!channel> <!here> <!everyone> <!subteam^S1> <!date^1^{time}|x>");
        texts.put("mention", "<@U0EVIL> <#C0EVIL|general> @channel");
        texts.put("fake link", "<https://evil.example|https://bank.example> [bank](https://evil.example)");
        texts.put("escaped already", "&lt;!channel&gt; &amp;amp;");
        texts.put("fenced code", "Run:\n```java\nint a = 1 < 2 ? 3 : 4;\n```\nand\n```\nopen");
        texts.put("only a fence", "```");
        texts.put("table", "| a | b |\n|---|---|\n" + "| 1 | 2 |\n".repeat(800));
        texts.put("empty", "");
        texts.put("blank", " \n\t \u00A0\u2800");
        texts.put("unpaired surrogates", "\uD83D".repeat(3000) + "x\uDE00");
        texts.put("line ends", "\r\n".repeat(2000) + "\r\u2028\u2029");
        texts.put("ten thousand lines", "l\n".repeat(10_000));
        Random random = new Random(20260302);
        for (int i = 0; i < 20; i++) {
            texts.put("random " + i, random(random, 1 + random.nextInt(i % 2 == 0 ? 60 : 2500)));
        }
        return texts;
    }

    public static String random(Random random, int bits) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bits; i++) {
            text.append(BITS[random.nextInt(BITS.length)]);
        }
        return text.toString();
    }

    /// The text in every place that takes one.
    static NewOutput everywhere(String text) {
        List<Context.Source> sources = new ArrayList<>();
        String title = label(text, 1000);
        for (int i = 0; i < 20; i++) {
            sources.add(new Context.Source(title, "https://evil.example/" + i + "?q=<x|y>", text, i / 7.0));
        }
        return NewOutput.text("hostile", "h-1", text)
                .query(text)
                .context(Context.ofSources(sources))
                .systemPrompt(text)
                .model(label(text, 200))
                .promptVersion(label(text, 200))
                .traceUrl("https://user@evil.example/<x>")
                .confidence(0.1)
                .build();
    }

    /// The text in every place of a chat that takes one.
    static NewOutput chat(String text) {
        ArrayNode chat = Json.mapper().createArrayNode();
        for (int i = 0; i < 12; i++) {
            ObjectNode asked = chat.addObject().put("role", i % 2 == 0 ? "user" : "developer");
            asked.put("content", text).put("name", label(text, 200));
            chat.add(calling(text));
            chat.addObject()
                    .put("role", "tool")
                    .put("tool_call_id", i % 2 == 0 ? "c" : label(text, 200))
                    .put("content", text);
        }
        return NewOutput.json("hostile", "h-4", calling(text))
                .query(new Query(chat))
                .confidence(0.1)
                .build();
    }

    private static ObjectNode calling(String text) {
        ObjectNode message = Json.mapper().createObjectNode().put("role", "assistant");
        message.putArray("content").addObject().put("type", "text").put("text", text);
        ArrayNode calls = message.putArray("tool_calls");
        for (int i = 0; i < 6; i++) {
            calls.addObject()
                    .put("id", "c")
                    .putObject("function")
                    .put("name", label(text, 200))
                    .put("arguments", i % 2 == 0 ? text : Json.write(Map.of("value", text)));
        }
        return message;
    }

    /// The text in 200 attributes and, as far as names may be, in their names.
    static NewOutput attributes(String text, boolean withText) {
        NewOutput.Builder output = withText
                ? NewOutput.text("hostile", "h-2", text)
                : NewOutput.json("hostile", "h-2", Details.json("{}"));
        output.query(text).context(Context.ofText(text));
        for (int i = 0; i < 200; i++) {
            String value = i < 3 ? text : text.substring(0, Math.min(text.length(), 1000));
            output.attribute(label(i + " " + text, 200), TextNode.valueOf(value), 0.5);
        }
        return output.build();
    }

    /// The longest names the API takes, and values of every JSON kind.
    static NewOutput kinds() {
        NewOutput.Builder output = NewOutput.json("hostile", "h-3", Details.json("[1, {\"a\": null}]"));
        String[] values = {
            "null", "true", "-1e400", "\"\"", "[]", "{}", "{\"value\": 1}", "[[1, 2], {\"a\": \"<!here>\"}]"
        };
        for (int i = 0; i < 500; i++) {
            String name = ("n" + i + "*_~`<&>").repeat(30).substring(0, 200);
            output.attribute(name, Details.json(values[i % values.length]), i % 3 == 0 ? null : (i % 100) / 100.0);
        }
        return output.build();
    }

    static NewOutput json(String text) {
        Map<String, Attribute> none = Map.of();
        return new NewOutput(
                "hostile",
                "h-4",
                null,
                null,
                null,
                Details.json("{\"list\": [1, 2, 3]}"),
                none,
                null,
                null,
                null,
                Map.of(),
                null,
                null,
                null,
                null,
                Map.of("text", TextNode.valueOf(text)),
                null);
    }

    /// The API refuses control characters and broken Unicode in names and labels, so these never arrive.
    private static String label(String text, int max) {
        StringBuilder label = new StringBuilder();
        for (int i = 0; i < text.length() && label.length() < max - 2; ) {
            int c = text.codePointAt(i);
            if (!Character.isISOControl(c) && (c < 0xD800 || c > 0xDFFF)) {
                label.appendCodePoint(c);
            }
            i += Character.charCount(c);
        }
        return label.isEmpty() ? "-" : label.toString();
    }
}

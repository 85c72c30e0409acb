package dev.touchstone.backend.feedback.link;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.feedback.LinkFeedback;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.WireEnum;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.refusal.Refused;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The form of the page behind a link.
final class LinkForm {
    private static final String MEDIA = "application/x-www-form-urlencoded";

    private LinkForm() {}

    static boolean isOne(Call call) {
        return call.hasMediaType(MEDIA);
    }

    /// @throws Refused as malformed when it is not what our page sends
    static LinkFeedback read(byte[] body) {
        Map<String, String> fields = fields(new String(body, StandardCharsets.UTF_8));
        @Nullable String value = fields.get("value");
        @Nullable String comment = fields.get("comment");
        return new LinkFeedback(
                kind(fields.getOrDefault("kind", "")),
                value == null ? null : TextNode.valueOf(value),
                comment == null || comment.isBlank() ? null : comment,
                null,
                null);
    }

    private static FeedbackKind kind(String name) {
        try {
            return WireEnum.read(FeedbackKind.class, name);
        } catch (IllegalArgumentException e) {
            throw new InvalidField("kind", "is unknown or missing");
        }
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        try {
            for (String field : text.split("&")) {
                int at = field.indexOf('=');
                if (at > 0) {
                    fields.put(
                            URLDecoder.decode(field.substring(0, at), StandardCharsets.UTF_8),
                            URLDecoder.decode(field.substring(at + 1), StandardCharsets.UTF_8));
                }
            }
        } catch (IllegalArgumentException e) {
            throw Refused.malformed("malformed-form", "The form cannot be read; send it as the page does.");
        }
        return fields;
    }
}

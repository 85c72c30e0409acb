package dev.touchstone.sandbox.webapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.workspace.SlackError;
import java.util.Base64;
import java.util.List;

/// Slack's cursors: an opaque text that names where the next page starts.
final class Paging {
    private Paging() {}

    /// The page the call asks for.
    ///
    /// @throws SlackError `invalid_cursor`
    static <T> List<T> page(List<T> all, ApiCall call) {
        int from = start(call, all.size());
        return all.subList(from, end(all, call, from));
    }

    /// Adds `response_metadata.next_cursor`, which is empty on the last page.
    static boolean addCursor(ObjectNode answer, List<?> all, ApiCall call) {
        int end = end(all, call, start(call, all.size()));
        boolean more = end < all.size();
        String cursor = more ? Base64.getEncoder().encodeToString(("next:" + end).getBytes(UTF_8)) : "";
        answer.putObject("response_metadata").put("next_cursor", cursor);
        return more;
    }

    private static int end(List<?> all, ApiCall call, int from) {
        int limit = call.number("limit", 100);
        return Math.min(all.size(), from + Math.clamp(limit, 1, 1000));
    }

    private static int start(ApiCall call, int size) {
        String cursor = call.text("cursor");
        if (cursor.isEmpty()) {
            return 0;
        }
        try {
            String text = new String(Base64.getDecoder().decode(cursor), UTF_8);
            return Math.clamp(Integer.parseInt(text.replaceFirst("^next:", "")), 0, size);
        } catch (IllegalArgumentException notOurs) {
            throw new SlackError("invalid_cursor");
        }
    }
}

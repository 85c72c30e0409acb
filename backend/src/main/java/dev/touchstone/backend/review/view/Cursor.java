package dev.touchstone.backend.review.view;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.review.ReviewRow;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Where a page ended: the sort key of its last review, opaque to callers.
record Cursor(long dueAtMs, double calm, ReviewId id) {
    static Cursor of(ReviewRow row) {
        return new Cursor(row.standing().dueAtMs(), row.asked().calm(), row.id());
    }

    String encode() {
        String text = dueAtMs + "|" + calm + "|" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws dev.touchstone.backend.refusal.Refused when it is not a cursor of ours
    static Cursor decode(String encoded) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
            String[] parts = text.split("\\|", 3);
            if (parts[2].chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("no id of ours");
            }
            return new Cursor(Long.parseLong(parts[0]), Double.parseDouble(parts[1]), new ReviewId(parts[2]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw Call.badParameter("cursor", "must be the next_cursor of an earlier page");
        }
    }
}

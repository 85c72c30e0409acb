package dev.touchstone.api.client;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.review.ReviewState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which reviews to list, and how. Start from [#OPEN] and narrow it; each step is a query of its own.
public final class ReviewQuery {
    /// Open reviews in the order of the queue, fifty at a time.
    public static final ReviewQuery OPEN = new ReviewQuery(Map.of("limit", 50));

    /// What says how a list is shown rather than which reviews are meant.
    private static final List<String> LISTING = List.of("state", "claimed_by", "overdue", "cursor", "limit");

    private final Map<String, Object> values;

    private ReviewQuery(Map<String, Object> values) {
        this.values = values;
    }

    /// @param value null for all pipelines
    public ReviewQuery pipeline(@Nullable PipelineName value) {
        return with("pipeline", value);
    }

    /// Only of these; all when there is none.
    public ReviewQuery ofPipelines(List<PipelineName> value) {
        return with(
                "pipelines",
                value.isEmpty() ? null : value.stream().map(PipelineName::value).collect(Collectors.joining(",")));
    }

    public ReviewQuery state(ReviewState value) {
        return with("state", value.wire());
    }

    /// @param value null for any
    public ReviewQuery reason(@Nullable RouteReason value) {
        return with("reason", value == null ? null : value.wire());
    }

    /// Held by this reviewer.
    public ReviewQuery claimedBy(String value) {
        return with("claimed_by", value);
    }

    /// That this reviewer may take, without those skipped.
    public ReviewQuery forReviewer(String value) {
        return with("for", value);
    }

    /// @param value a review to leave out; null for none
    public ReviewQuery except(@Nullable String value) {
        return with("except", value);
    }

    /// @param value where the page before ended; null for the first
    public ReviewQuery cursor(@Nullable String value) {
        return with("cursor", value);
    }

    public ReviewQuery limit(int value) {
        return with("limit", value);
    }

    private ReviewQuery with(String name, @Nullable Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(values);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new ReviewQuery(changed);
    }

    Map<String, Object> listed() {
        return values;
    }

    /// Which reviews are meant, however they are listed.
    Map<String, Object> narrowed() {
        Map<String, Object> narrowed = new LinkedHashMap<>(values);
        LISTING.forEach(narrowed::remove);
        return narrowed;
    }
}

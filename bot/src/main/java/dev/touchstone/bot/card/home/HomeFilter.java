package dev.touchstone.bot.card.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.wire.Json;
import org.jspecify.annotations.Nullable;

/// What Home's list is narrowed to and where its page starts; kept in the view's `private_metadata`, together with
/// the cursor of the next page.
///
/// @param pipeline one pipeline; null for all
/// @param reason one reason; null for all
/// @param cursor where the page starts; null for the first page
/// @param next where the next page starts; null on the last
public record HomeFilter(
        @Nullable PipelineName pipeline,
        @Nullable RouteReason reason,
        @Nullable String cursor,
        @Nullable String next) {
    /// The choice that stands for no filter.
    static final String ALL = "*";

    private static final int MOST = 3000;

    public static final HomeFilter NONE = new HomeFilter(null, null, null, null);

    /// Reads a Home view's `private_metadata`; no filter where there is none to read.
    public static HomeFilter parse(@Nullable String metadata) {
        if (metadata == null || metadata.isEmpty()) {
            return NONE;
        }
        try {
            HomeFilter filter = Json.mapper().readValue(metadata, HomeFilter.class);
            return filter == null ? NONE : filter;
        } catch (JsonProcessingException e) {
            return NONE;
        }
    }

    /// The text that [#parse] reads. Slack takes 3,000 characters; should cursors ever be longer, paging starts
    /// over.
    public String format() {
        String text = Json.write(this);
        return text.length() <= MOST ? text : Json.write(firstPage());
    }

    /// @param choice the value of the chosen option; null or `*` for all
    public HomeFilter withPipeline(@Nullable String choice) {
        return new HomeFilter(
                choice == null || ALL.equals(choice) ? null : new PipelineName(choice), reason, null, null);
    }

    /// @param choice the value of the chosen option; null or `*` for all, and so is one that is unknown
    public HomeFilter withReason(@Nullable String choice) {
        for (RouteReason one : RouteReason.values()) {
            if (one.wire().equals(choice)) {
                return new HomeFilter(pipeline, one, null, null);
            }
        }
        return new HomeFilter(pipeline, null, null, null);
    }

    public HomeFilter firstPage() {
        return new HomeFilter(pipeline, reason, null, null);
    }

    public HomeFilter nextPage() {
        return new HomeFilter(pipeline, reason, next, null);
    }

    HomeFilter withNext(@Nullable String cursor) {
        return new HomeFilter(pipeline, reason, this.cursor, cursor);
    }
}

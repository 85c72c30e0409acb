package dev.touchstone.console.review;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.console.web.Forms;
import dev.touchstone.console.web.Visitor;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/// Somebody's way from review to review, carried along in addresses and forms: nothing of it has to be kept.
///
/// @param count how many were decided on the way
/// @param only the pipeline they keep to; null for all of theirs
public record Journey(int count, @Nullable PipelineName only) {
    static Journey of(Context context, Visitor visitor) {
        String pipeline = context.formParam("pipeline");
        String count = context.formParam("n");
        return new Journey(
                Forms.number(count == null ? context.queryParam("n") : count, 0),
                QueuePages.pipeline(visitor, pipeline == null ? context.queryParam("pipeline") : pipeline));
    }

    Journey further() {
        return new Journey(count + 1, only);
    }

    String query(@Nullable ReviewId done) {
        return query(count, only, done);
    }

    static String query(int count, @Nullable PipelineName only, @Nullable ReviewId done) {
        return "?n=" + count + (only == null ? "" : "&pipeline=" + only) + (done == null ? "" : "&done=" + done);
    }

    /// For a form; empty for all pipelines.
    public String pipeline() {
        return only == null ? "" : only.value();
    }
}

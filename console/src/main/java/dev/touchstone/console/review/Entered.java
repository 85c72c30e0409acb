package dev.touchstone.console.review;

import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.console.output.AttributeField;
import dev.touchstone.console.output.ShownOutput;
import dev.touchstone.console.web.Forms;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stands in the fields of the form: as the page fills them, or as somebody left them whose decision could not be
/// taken.
///
/// @param corrected the output's text; null where it is not corrected as a text
/// @param attributes by the name of their field
/// @param rubric answers by rubric line, as on the wire
/// @param reason of a rejection; empty for none
/// @param source the number of the source that the reason is about; empty for none
/// @param rightSource the number of the source that holds the answer; empty for none
/// @param note empty for none
/// @param golden whether a correction is learned from
public record Entered(
        @Nullable String corrected,
        Map<String, String> attributes,
        Map<String, String> rubric,
        String reason,
        String source,
        String rightSource,
        String note,
        boolean golden) {
    public Entered {
        attributes = Map.copyOf(attributes);
        rubric = Map.copyOf(rubric);
    }

    static Entered nothing(@Nullable ShownOutput output) {
        Map<String, String> attributes = new HashMap<>();
        if (output != null) {
            output.attributes().forEach(field -> attributes.put(field.field(), field.shown()));
        }
        return new Entered(
                output == null || !output.correctable() ? null : output.text(),
                attributes,
                Map.of(),
                "",
                "",
                "",
                "",
                true);
    }

    static Entered of(Context context, ReviewDetail detail, @Nullable ShownOutput output) {
        Map<String, String> attributes = new HashMap<>();
        if (output != null) {
            for (AttributeField field : output.attributes()) {
                String written = Forms.text(context, field.field());
                attributes.put(field.field(), written == null ? field.shown() : written);
            }
        }
        Map<String, String> rubric = new HashMap<>();
        for (Rubric.Line line : detail.policy().rubric().lines()) {
            String answer = Forms.field(context, "rubric." + line.id());
            if (answer != null) {
                rubric.put(line.id(), answer);
            }
        }
        String corrected = Forms.text(context, "corrected");
        String reason = Forms.field(context, "reason");
        String note = Forms.text(context, "note");
        return new Entered(
                output == null || !output.correctable() ? null : corrected == null ? output.text() : corrected,
                attributes,
                rubric,
                reason == null ? "" : reason,
                number(context, "source"),
                number(context, "right_source"),
                note == null ? "" : note,
                context.formParam("golden") != null);
    }

    private static String number(Context context, String name) {
        int number = Forms.number(Forms.field(context, name), 0);
        return number == 0 ? "" : String.valueOf(number);
    }

    public boolean answers(String line, String answer) {
        return answer.equals(rubric.get(line));
    }
}

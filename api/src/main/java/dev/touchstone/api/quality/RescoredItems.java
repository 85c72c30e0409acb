package dev.touchstone.api.quality;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.chat.ChatForm;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a new version of a model or prompt says to test items, to certify its threshold before its release.
///
/// @param version which version it is
/// @param maxError tolerated error rate among auto-approved outputs, strictly between 0 and 1; default 0.05
/// @param confidence of all versions of the pipeline together, strictly between 0 and 1; default 0.9
/// @param days of audits to take test items from, 1 to 3660; default 90
/// @param rows at most 5,000 at once; more may follow
public record RescoredItems(
        RescoredVersion version,
        @Defaulted("0.05") Double maxError,
        @Defaulted("0.9") Double confidence,
        @Defaulted("90") @Limits(min = 1, max = 3660) Integer days,
        @Defaulted("[]") @Limits(maxSize = 5000) List<Row> rows) {
    private static final int MOST = 5_000;

    public RescoredItems {
        Check.present("version", version);
        ApplyThreshold terms = new ApplyThreshold(maxError, confidence, days, null);
        maxError = terms.maxError();
        confidence = terms.confidence();
        days = terms.days();
        rows = rows == null ? List.of() : List.copyOf(rows);
        if (rows.size() > MOST) {
            throw new InvalidField("rows", "must be at most 5,000 at once, were " + rows.size() + "; send several");
        }
    }

    /// One item.
    ///
    /// @param itemId of the golden item
    /// @param confidence the new version's, 0 to 1
    /// @param output what it says; right when it means the same as the item's target
    /// @param correct whether it is right, where comparing does not tell; null lets the output decide
    public record Row(
            String itemId,
            @Limits(min = 0, max = 1) Double confidence,
            @Nullable JsonNode output,
            @Nullable Boolean correct) {
        public Row {
            Check.label("item_id", itemId, 64);
            Check.probability("confidence", Check.present("confidence", confidence));
            output = output == null || output.isNull() ? null : output;
            ChatForm.output("output", output);
            if (output == null && correct == null) {
                throw new InvalidField("output", "is required, or whether it is correct");
            }
        }
    }
}

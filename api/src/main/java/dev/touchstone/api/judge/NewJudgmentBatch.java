package dev.touchstone.api.judge;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.time.Instant;

/// Asks for judgments of the outputs of a past window, as one job of the model's endpoint, which takes hours and costs
/// less.
///
/// @param from where the window begins; whole hours count
/// @param to where it ends, exclusive
/// @param limit how many outputs at most, 1 to 10,000; default 1,000
public record NewJudgmentBatch(
        Instant from,
        Instant to,
        @Defaulted("1000") @Limits(min = 1, max = 10_000) Integer limit) {
    public NewJudgmentBatch {
        Check.present("from", from);
        Check.present("to", to);
        if (!from.isBefore(to)) {
            throw new InvalidField("to", "must be after from");
        }
        limit = limit == null ? 1000 : limit;
        if (limit < 1 || limit > 10_000) {
            throw new InvalidField("limit", "must be from 1 to 10000, was " + limit);
        }
    }
}

package dev.touchstone.api.quality;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.time.Duration;
import java.time.Instant;

/// Asks what can be certified of a closed batch: everything that a pipeline delivered in a window that is over.
///
/// @param pipeline the pipeline's name
/// @param from where the window begins, a whole hour
/// @param to where it ends, exclusive, a whole hour that has passed; at most 366 days later
/// @param maxError share of the batch that may be wrong, strictly between 0 and 1; default 0.05
/// @param confidence strictly between 0 and 1; default 0.95
/// @param putRight whether what reviewers find wrong is put right before it counts, as in an export that waits
///     for its reviews; default false: what an audit found wrong had gone out
public record NewCertificate(
        @Limits(pattern = Check.NAME_PATTERN) String pipeline,
        Instant from,
        Instant to,
        @Defaulted("0.05") Double maxError,
        @Defaulted("0.95") Double confidence,
        @Defaulted("false") Boolean putRight) {
    private static final Duration LONGEST = Duration.ofDays(366);

    public NewCertificate {
        Check.name("pipeline", pipeline);
        wholeHour("from", from);
        wholeHour("to", to);
        if (!from.isBefore(to)) {
            throw new InvalidField("to", "must be after from, " + from);
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new InvalidField("to", "must be at most 366 days after from; certify a batch per year");
        }
        maxError = maxError == null ? 0.05 : maxError;
        confidence = confidence == null ? 0.95 : confidence;
        inside("max_error", maxError);
        inside("confidence", confidence);
        putRight = putRight != null && putRight;
    }

    private static void wholeHour(String field, Instant moment) {
        if (moment == null) {
            throw new InvalidField(field, "is required: a whole hour such as 2030-01-07T00:00:00Z");
        }
        if (moment.getEpochSecond() % 3600 != 0 || moment.getNano() != 0) {
            throw new InvalidField(field, "must be a whole hour, was " + moment);
        }
    }

    private static void inside(String field, double value) {
        if (!(value > 0 && value < 1)) {
            throw new InvalidField(field, "must lie strictly between 0 and 1, was " + value);
        }
    }
}

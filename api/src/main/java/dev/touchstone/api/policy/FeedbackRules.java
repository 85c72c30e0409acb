package dev.touchstone.api.policy;

import dev.touchstone.api.feedback.FeedbackClass;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What users' behaviour means, and when it opens a review.
///
/// @param meanings rules that go before the built-in ones, first match first; at most 40, none by default
/// @param reviewBelow a user's score below it opens a review, 0 to 1; 0 for never, default 0.2
/// @param mostReviewsPerHour how many reviews feedback opens within an hour, 0 to 1,000; the rest waits, worst first.
///     Default 10
/// @param quiet hours in which it opens none; none by default
public record FeedbackRules(
        @Defaulted("[]") @Limits(maxSize = 40) List<Meaning> meanings,
        @Defaulted("0.2") @Limits(min = 0, max = 1) Double reviewBelow,
        @Defaulted("10") @Limits(min = 0, max = 1000) Integer mostReviewsPerHour,
        @Nullable QuietHours quiet) {
    private static final int MOST_MEANINGS = 40;

    /// What a pipeline gets that says nothing.
    public static final FeedbackRules DEFAULT = new FeedbackRules(List.of(), 0.2, 10, null);

    public FeedbackRules {
        meanings = meanings == null ? List.of() : List.copyOf(meanings);
        if (meanings.size() > MOST_MEANINGS) {
            throw new InvalidField("meanings", "must be at most " + MOST_MEANINGS + ", were " + meanings.size());
        }
        reviewBelow = reviewBelow == null ? Double.valueOf(0.2) : Check.probability("review_below", reviewBelow);
        mostReviewsPerHour = mostReviewsPerHour == null ? Integer.valueOf(10) : mostReviewsPerHour;
        if (mostReviewsPerHour < 0 || mostReviewsPerHour > 1000) {
            throw new InvalidField("most_reviews_per_hour", "must be from 0 to 1000, was " + mostReviewsPerHour);
        }
    }

    /// What one kind of behaviour means. Of a thumb, up is 1 and down is 0.
    ///
    /// @param kind of which kind
    /// @param atLeast only from this value on; from any when absent
    /// @param below only below this value; without end when absent
    /// @param means the class; not `silence`, which is what nobody did
    public record Meaning(
            FeedbackKind kind,
            @Nullable Double atLeast,
            @Nullable Double below,
            FeedbackClass means) {
        public Meaning {
            Check.present("kind", kind);
            Check.present("means", means);
            if (means == FeedbackClass.SILENCE) {
                throw new InvalidField("means", "must not be silence, which is what nobody did; use none");
            }
            if (atLeast != null && below != null && atLeast >= below) {
                throw new InvalidField("below", "must be above at_least, was " + below);
            }
        }

        /// Whether it is about such an event.
        public boolean matches(FeedbackKind other, @Nullable Double value) {
            return kind == other
                    && (atLeast == null || value != null && value >= atLeast)
                    && (below == null || value != null && value < below);
        }
    }

    /// Hours of every day, which may span midnight.
    ///
    /// @param from such as `22:00`
    /// @param until such as `07:00`
    /// @param zone the time zone; default UTC
    public record QuietHours(
            @Limits(pattern = DigestRules.TIMES) String from,
            @Limits(pattern = DigestRules.TIMES) String until,
            @Defaulted("UTC") String zone) {
        public QuietHours {
            from = time("from", from);
            until = time("until", until);
            zone = SampleRules.zone(zone);
            if (from.equals(until)) {
                throw new InvalidField("until", "must differ from `from`; to open no reviews set review_below to 0");
            }
        }

        private static String time(String field, @Nullable String value) {
            if (value == null || !value.matches(DigestRules.TIMES)) {
                throw new InvalidField(field, "must be a time from 00:00 to 23:59");
            }
            return value;
        }
    }
}

package dev.touchstone.api.quality;

import dev.touchstone.api.rubric.RetrievalCause;
import dev.touchstone.api.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What makes up the errors of outputs that came with sources: how many are retrieval's, by cause and by source. Every
/// share weighs an error by the outputs that its review stands for.
///
/// @param scope which outputs
/// @param errors what the shares rest on
/// @param retrieval share of errors that better retrieval would have spared; null while nothing can be said
/// @param words the same in a few words, such as "38 % (31–45 %) of errors are retrieval's"
/// @param causes each cause, and last what is no matter of sources; empty while nothing can be said
/// @param sources those that reviewers named, the one named most often first; at most 50
/// @param notes what a reader must know
public record RetrievalReport(
        QualityScope scope,
        Errors errors,
        @Nullable ErrorShare retrieval,
        String words,
        List<CauseShare> causes,
        List<SourceShare> sources,
        List<String> notes) {
    public RetrievalReport {
        causes = List.copyOf(causes);
        sources = List.copyOf(sources);
        notes = List.copyOf(notes);
    }

    /// Errors of outputs that came with sources, among those that were drawn with a known probability.
    ///
    /// @param found outputs that people edited or rejected
    /// @param said of them, those whose decision says why
    /// @param marked of those, the ones that name a source
    public record Errors(long found, long said, long marked) {}

    /// A share of the errors.
    ///
    /// @param value 0 to 1; null when no honest value exists
    /// @param interval where it lies
    /// @param n errors of this kind among those it rests on
    /// @param errors it rests on: those that say why
    /// @param enough false below 20 errors: show it grey
    /// @param worstCase where it would lie if errors that do not say why, and reviews without an answer, all
    ///     went one way or the other; null unless they weigh more than 2 %
    public record ErrorShare(
            @Nullable Double value,
            Range interval,
            long n,
            long errors,
            boolean enough,
            @Nullable Range worstCase) {}

    /// How many errors have a cause.
    ///
    /// @param cause null for errors that are no matter of sources
    /// @param retrieval whether better retrieval would have spared them
    public record CauseShare(@Nullable RetrievalCause cause, boolean retrieval, ErrorShare share) {}

    /// How many errors name a source.
    ///
    /// @param key what tells it from others: its URL, else its title, else a hash of its text
    /// @param title null without one
    /// @param causes what was wrong, most often first
    public record SourceShare(String key, @Nullable String title, ErrorShare share, List<CauseCount> causes) {
        public SourceShare {
            causes = List.copyOf(causes);
        }
    }

    /// @param n errors that name the source with this cause
    public record CauseCount(RetrievalCause cause, long n) {}
}

package dev.touchstone.api.review;

import dev.touchstone.api.output.Context;
import org.jspecify.annotations.Nullable;

/// Which of an output's sources a decision is about.
///
/// @param about the one that the reason is about; null when none was marked
/// @param right the one that holds the answer; null when none was marked
public record MarkedSources(
        @Nullable Marked about, @Nullable Marked right) {
    /// Nothing was marked.
    public static final MarkedSources NONE = new MarkedSources(null, null);

    private static final int TITLE = 200;

    /// The same; null where nothing was marked.
    public static @Nullable MarkedSources orNull(@Nullable MarkedSources sources) {
        return NONE.equals(sources) ? null : sources;
    }

    /// One source, so that it can be told without the output.
    ///
    /// @param number as the card numbers them, from 1
    /// @param key what tells it from others in reports: its URL, else its title, else a hash of its text
    /// @param title its title, cut after 200 characters; null without one
    public record Marked(int number, String key, @Nullable String title) {
        /// @param hash of the text, for a source that has neither URL nor title
        public static Marked of(int number, Context.Source source, String hash) {
            String title = source.title();
            String key = source.url() != null ? source.url() : title != null ? title : hash;
            return new Marked(number, key, title == null ? null : cut(title));
        }

        private static String cut(String title) {
            return title.codePointCount(0, title.length()) <= TITLE
                    ? title
                    : title.substring(0, title.offsetByCodePoints(0, TITLE));
        }
    }
}

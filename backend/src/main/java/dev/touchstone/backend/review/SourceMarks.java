package dev.touchstone.backend.review;

import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.DecisionReason;
import dev.touchstone.api.review.MarkedSources;
import dev.touchstone.api.review.MarkedSources.Marked;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.ledger.ContentHash;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which of an output's sources a decision is about. Kept with the decision, so that reports need no output.
final class SourceMarks {
    private SourceMarks() {}

    /// @return as JSON; null for an approval and for an output without sources, of which nothing could be said
    static @Nullable String of(NewDecision decision, @Nullable NewOutput body) {
        List<Context.Source> sources = sources(body);
        if (sources.isEmpty() || decision.action() == DecisionAction.APPROVE) {
            return null;
        }
        DecisionReason reason = decision.reason();
        return Json.write(
                reason == null
                        ? MarkedSources.NONE
                        : new MarkedSources(marked(reason.source(), sources), marked(reason.rightSource(), sources)));
    }

    static @Nullable MarkedSources read(@Nullable String json) {
        return json == null ? null : Json.read(json, MarkedSources.class);
    }

    /// Whether the row marks what the decision marks.
    static boolean same(DecisionRow row, NewDecision decision) {
        MarkedSources kept = read(row.said().sources());
        DecisionReason reason = decision.reason();
        return Objects.equals(number(kept == null ? null : kept.about()), reason == null ? null : reason.source())
                && Objects.equals(
                        number(kept == null ? null : kept.right()), reason == null ? null : reason.rightSource());
    }

    /// @throws InvalidField when a number names no source of the output
    static void check(NewDecision decision, @Nullable NewOutput body) {
        DecisionReason reason = decision.reason();
        if (reason != null) {
            int sources = sources(body).size();
            check("reason/source", reason.source(), sources);
            check("reason/right_source", reason.rightSource(), sources);
        }
    }

    static boolean any(@Nullable NewOutput body) {
        return !sources(body).isEmpty();
    }

    private static void check(String field, @Nullable Integer number, int sources) {
        if (number != null && number > sources) {
            throw new InvalidField(
                    field,
                    sources == 0
                            ? "must be absent: the output came without a list of sources"
                            : "must be from 1 to " + sources + ", the sources of the output, was " + number);
        }
    }

    private static List<Context.Source> sources(@Nullable NewOutput body) {
        return Context.sourcesOf(body == null ? null : body.context());
    }

    private static @Nullable Marked marked(@Nullable Integer number, List<Context.Source> sources) {
        if (number == null) {
            return null;
        }
        Context.Source source = sources.get(number - 1);
        return Marked.of(number, source, ContentHash.of(source.text()));
    }

    private static @Nullable Integer number(@Nullable Marked marked) {
        return marked == null ? null : marked.number();
    }
}

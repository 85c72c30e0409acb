package dev.touchstone.console.search;

import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.DecisionPage;
import dev.touchstone.api.review.DecisionQuery;
import dev.touchstone.api.review.OutputPage;
import dev.touchstone.api.review.OutputQuery;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.console.web.Backends;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Asks the backend for what somebody searches for.
public final class Finder {
    private final Backends backends;

    Finder(Backends backends) {
        this.backends = backends;
    }

    /// A page of what was found.
    ///
    /// @param cursor of the next page; null when everything was looked at
    /// @param searchedTo how far back the search has looked; null when everything was looked at
    public record Result(
            List<Found> found,
            @Nullable String cursor,
            @Nullable Instant searchedTo) {}

    /// @throws IllegalArgumentException for a condition that cannot be
    Result find(Asked asked, @Nullable String cursor, int limit) {
        return asked.decisions() ? decisions(asked, cursor, limit) : outputs(asked, cursor, limit);
    }

    private Result outputs(Asked asked, @Nullable String cursor, int limit) {
        Narrowing<OutputQuery> query = new Narrowing<>(asked, OutputQuery.ALL.of(asked.pipeline()));
        query.by("external_id", OutputQuery::named);
        query.by("model", OutputQuery::model);
        query.by("prompt_version", OutputQuery::promptVersion);
        query.by("stratum", OutputQuery::stratum);
        query.by("reason", (known, text) -> known.reason(one(RouteReason.class, text)));
        query.by("status", (known, text) -> known.status(one(OutputStatus.class, text)));
        query.by("verdict", (known, text) -> known.verdict(one(DecisionAction.class, text)));
        query.by("reviewer", (known, text) -> known.reviewer(new ReviewerId(text)));
        query.day("since", OutputQuery::since);
        query.day("until", OutputQuery::until);
        OutputPage page = client().outputs(query.narrowed(), cursor, limit);
        return new Result(page.items().stream().map(Found::of).toList(), page.nextCursor(), page.searchedTo());
    }

    private Result decisions(Asked asked, @Nullable String cursor, int limit) {
        Narrowing<DecisionQuery> query =
                new Narrowing<>(asked, DecisionQuery.ALL.of(asked.pipeline()).seenBy(asked.by()));
        query.by("external_id", DecisionQuery::named);
        query.by("model", DecisionQuery::model);
        query.by("prompt_version", DecisionQuery::promptVersion);
        query.by("stratum", DecisionQuery::stratum);
        query.by("reason", (known, text) -> known.reason(one(RouteReason.class, text)));
        query.by("action", (known, text) -> known.action(one(DecisionAction.class, text)));
        query.by("reject_reason", DecisionQuery::rejectReason);
        query.by("reviewer", (known, text) -> known.reviewer(new ReviewerId(text)));
        query.day("since", DecisionQuery::since);
        query.day("until", DecisionQuery::until);
        DecisionPage page = client().decisions(query.narrowed(), cursor, limit);
        return new Result(page.items().stream().map(Found::of).toList(), page.nextCursor(), page.searchedTo());
    }

    private TouchstoneClient client() {
        return backends.client();
    }

    private static <E extends Enum<E>> E one(Class<E> type, String wire) {
        try {
            return Enum.valueOf(type, wire.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("There is no “" + wire + "” to search for.", e);
        }
    }

    /// A query that conditions are added to, where they were given.
    private static final class Narrowing<Q> {
        private final Asked asked;
        private Q query;

        Narrowing(Asked asked, Q query) {
            this.asked = asked;
            this.query = query;
        }

        void by(String name, BiFunction<Q, String, Q> condition) {
            String value = asked.value(name);
            if (!value.isEmpty()) {
                query = condition.apply(query, value);
            }
        }

        void day(String name, BiFunction<Q, Instant, Q> condition) {
            Instant moment = asked.day(name);
            if (moment != null) {
                query = condition.apply(query, moment);
            }
        }

        Q narrowed() {
            return query;
        }
    }
}

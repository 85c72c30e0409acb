package dev.touchstone.console.house;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.key.MadeKey;
import dev.touchstone.api.key.NewKey;
import dev.touchstone.api.key.StoredKey;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.console.sheet.Act;
import dev.touchstone.console.sheet.Cell;
import dev.touchstone.console.sheet.Sheet;
import dev.touchstone.console.sheet.Sheets;
import dev.touchstone.console.sheet.Sheets.Told;
import dev.touchstone.console.sheet.Sheets.Visit;
import dev.touchstone.console.web.Forms;
import dev.touchstone.console.web.Place;
import dev.touchstone.console.web.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `GET /keys` · `POST /keys/make` · `POST /keys/revoke`. A token is on the page that made it and on no other.
final class KeyPages {
    private final InstantSource clock;

    KeyPages(InstantSource clock) {
        this.clock = clock;
    }

    void register(Sheets sheets) {
        sheets.page(Place.KEYS, visit -> list(visit, new Sheet()));
        sheets.answer(Place.KEYS, "/keys/make", this::make);
        sheets.act(Place.KEYS, "/keys/revoke", visit -> {
            String id = Forms.field(visit.context(), "id");
            visit.api().keys().revoke(id == null ? "" : id);
            return "/keys";
        });
    }

    private Told make(Visit visit) {
        Sheet sheet = new Sheet();
        try {
            MadeKey made = visit.api().keys().make(wish(visit));
            sheet.note("The key is made. This is its token, which is shown this once: copy it now.")
                    .quote("Token", made.token(), true);
        } catch (InvalidField e) {
            visit.context().status(422);
            sheet.warn(Words.plain(e.field()) + " " + e.getMessage() + ".");
        } catch (ApiException e) {
            if (e.status() != 422) {
                throw e;
            }
            visit.context().status(422);
            sheet.warn(e.problem().detail());
        }
        return list(visit, sheet);
    }

    /// @throws InvalidField for what cannot be
    private static NewKey wish(Visit visit) {
        String name = Forms.field(visit.context(), "name");
        String pipeline = Forms.field(visit.context(), "pipeline");
        String lifetime = Forms.field(visit.context(), "lifetime");
        String scopes = Forms.field(visit.context(), "scopes");
        return new NewKey(
                name == null ? "" : name.strip(),
                pipeline == null ? null : new PipelineName(pipeline.strip()),
                Stream.of((scopes == null ? "" : scopes).split("[,\\s]+"))
                        .filter(one -> !one.isBlank())
                        .map(KeyPages::scope)
                        .toList(),
                duration(lifetime));
    }

    private static @Nullable Duration duration(@Nullable String text) {
        try {
            return text == null ? null : Json.mapper().convertValue(text.strip(), Duration.class);
        } catch (IllegalArgumentException e) {
            throw new InvalidField("lifetime", "must be a time such as 90d");
        }
    }

    private static Scope scope(String name) {
        return Stream.of(Scope.values())
                .filter(scope -> scope.wire().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidField("scopes", "know no “" + name + "”"));
    }

    private Told list(Visit visit, Sheet sheet) {
        List<StoredKey> keys = visit.api().keys().keys();
        Sheet.Rows rows = new Sheet.Rows();
        Map<String, String> holding = new LinkedHashMap<>();
        Instant now = clock.instant();
        for (StoredKey key : keys.reversed()) {
            boolean holds = key.revokedAt() == null
                    && (key.expiresAt() == null || key.expiresAt().isAfter(now));
            if (holds) {
                holding.put(key.id(), key.name() + " (" + key.id() + ")");
            }
            rows.add(
                    holds,
                    Cell.of(key.name()),
                    Cell.of(key.id()),
                    Cell.of(key.pipeline() == null ? "all" : key.pipeline()),
                    Cell.of(key.scopes().stream().map(Scope::wire).collect(Collectors.joining(", "))),
                    Cell.of(Words.moment(key.createdAt())),
                    Cell.of(state(key, now)));
        }
        sheet.table("Keys", List.of("For", "Id", "Pipeline", "May", "Made", "It"), rows, "There is no key.");
        sheet.heading("Make a key")
                .form(Act.of("/keys/make", "Make it")
                        .primary()
                        .field("name", "What it is for", "", "")
                        .field("scopes", "What it may do", "outputs:write outputs:read", "Names of scopes: " + names())
                        .field("pipeline", "The only pipeline it sees (optional)", "", "")
                        .field("lifetime", "How long it holds (optional)", "", "Such as 90d."));
        if (!holding.isEmpty()) {
            sheet.heading("End a key")
                    .say("It holds no longer within seconds, and never again.")
                    .form(Act.of("/keys/revoke", "Revoke it").dangerous().choice("id", "Key", "", holding));
        }
        return new Told("Keys", "What programs sign in with. A key's secret is shown once, when it is made.", sheet);
    }

    private static String state(StoredKey key, Instant now) {
        if (key.revokedAt() != null) {
            return "was revoked on " + Words.moment(key.revokedAt());
        }
        if (key.expiresAt() == null) {
            return "holds";
        }
        return (key.expiresAt().isAfter(now) ? "holds until " : "ended on ") + Words.moment(key.expiresAt());
    }

    private static String names() {
        return Stream.of(Scope.values()).map(Scope::wire).collect(Collectors.joining(", ")) + ".";
    }
}

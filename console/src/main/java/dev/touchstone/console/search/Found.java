package dev.touchstone.console.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.chat.ChatText;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.FoundDecision;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.console.web.Pages;
import dev.touchstone.console.web.Words;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One line of what was found, for a page and for a table.
///
/// @param link its permanent address
/// @param text what it says
/// @param verdict what was decided, by whom; empty for nothing
public record Found(String link, String id, Instant at, String text, String standing, String facts, String verdict) {
    static Found of(OutputView output) {
        NewOutput body = output.body();
        String facts =
                "stratum " + output.routed().stratum() + reasons(output.routed().reasons());
        Decision verdict = output.verdict();
        return new Found(
                Pages.BASE + "/outputs/" + output.id(),
                output.externalId(),
                output.receivedAt(),
                body == null ? "(removed)" : ChatText.output(body.output()),
                Words.plain(output.status().wire()),
                body == null ? facts : facts + named("model", body.model()) + named("prompt", body.promptVersion()),
                verdict == null ? "" : said(verdict));
    }

    static Found of(FoundDecision found) {
        Decision decision = found.decision();
        return new Found(
                Pages.BASE + "/reviews/" + decision.reviewId() + "#decision-" + decision.id(),
                found.externalId(),
                decision.decidedAt(),
                correction(decision),
                found.inForce() ? "in force" : "not in force",
                "stratum " + found.stratum() + reasons(found.reasons()) + named("model", found.model())
                        + named("prompt", found.promptVersion()),
                said(decision));
    }

    private static String correction(Decision decision) {
        JsonNode corrected = decision.correction().correctedOutput();
        String note = decision.said().note();
        if (corrected != null) {
            return ChatText.output(corrected);
        }
        return note == null ? "" : note;
    }

    private static String said(Decision decision) {
        String reason = decision.said().reason();
        return decision.action().wire() + (reason == null ? "" : " (" + reason + ")") + " by "
                + decision.reviewer().displayName();
    }

    private static String reasons(List<RouteReason> reasons) {
        return reasons.isEmpty()
                ? ""
                : " · "
                        + reasons.stream()
                                .map(reason -> Words.plain(reason.wire()))
                                .collect(Collectors.joining(", "));
    }

    private static String named(String what, @Nullable String value) {
        return value == null ? "" : " · " + what + " " + value;
    }

    public String when() {
        return Words.moment(at);
    }

    /// The beginning of the text, for a line of a page.
    public String start() {
        return text.length() <= 200 ? text : text.substring(0, text.offsetByCodePoints(0, 160)) + " …";
    }
}

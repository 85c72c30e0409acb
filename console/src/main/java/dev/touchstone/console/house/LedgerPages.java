package dev.touchstone.console.house;

import dev.touchstone.api.client.LedgerClient;
import dev.touchstone.api.ledger.LedgerCheck;
import dev.touchstone.api.ledger.LedgerLine;
import dev.touchstone.api.wire.LedgerHead;
import dev.touchstone.api.wire.Page;
import dev.touchstone.console.sheet.Act;
import dev.touchstone.console.sheet.Cell;
import dev.touchstone.console.sheet.Figures;
import dev.touchstone.console.sheet.Sheet;
import dev.touchstone.console.sheet.Sheets;
import dev.touchstone.console.sheet.Sheets.Told;
import dev.touchstone.console.sheet.Sheets.Visit;
import dev.touchstone.console.web.Forms;
import dev.touchstone.console.web.Place;
import dev.touchstone.console.web.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /ledger` · `POST /ledger/search` · `POST /ledger/verify`
final class LedgerPages {
    private static final int SHOWN = 50;

    private LedgerPages() {}

    static void register(Sheets sheets) {
        sheets.page(Place.LEDGER, visit -> list(visit, new Sheet()));
        // The address of a search holds all of it, so that it can be kept.
        sheets.act(Place.LEDGER, "/ledger/search", visit -> "/ledger" + query(visit));
        sheets.answer(Place.LEDGER, "/ledger/verify", LedgerPages::verify);
    }

    private static String query(Visit visit) {
        StringBuilder query = new StringBuilder("?");
        for (String name : List.of("actor", "action", "subject")) {
            String value = Forms.field(visit.context(), name);
            if (value != null) {
                query.append(name)
                        .append('=')
                        .append(Sheets.encoded(value.strip()))
                        .append('&');
            }
        }
        return query.substring(0, query.length() - 1);
    }

    private static Told verify(Visit visit) {
        LedgerCheck check = visit.api().ledger().verify();
        Sheet sheet = new Sheet();
        return list(visit, check.intact() ? sheet.note(check.words()) : sheet.warn(check.words()));
    }

    private static Told list(Visit visit, Sheet sheet) {
        String actor = visit.asked("actor");
        String action = visit.asked("action");
        String subject = visit.asked("subject");
        LedgerHead head = visit.api().ledgerHead();
        sheet.headline(Figures.many(head.seq(), "entry", "entries"))
                .form(Act.of("/ledger/verify", "Check the whole ledger"))
                .form(Act.of("/ledger/search", "Search")
                        .primary()
                        .field("actor", "Who", actor, "A person such as slack:U0123, a key's id, or config.")
                        .field("action", "What, or how it begins", action, "Such as policy or review.decided.")
                        .field("subject", "To what", subject, ""));
        Page<LedgerLine> page = visit.api()
                .ledger()
                .entries(new LedgerClient.Wanted(actor, action, subject), visit.asked("cursor"), SHOWN);
        Sheet.Rows rows = new Sheet.Rows();
        page.items()
                .forEach(line -> rows.add(
                        Cell.of(line.seq()),
                        Cell.of(Words.moment(line.at())),
                        Cell.of(line.actor()),
                        Cell.of(line.action()),
                        Cell.of(line.subject())));
        sheet.heading("Entries, newest first")
                .table(
                        "Entries",
                        List.of("Number", "When", "Who", "What", "To what"),
                        rows,
                        page.nextCursor() == null ? "There is none of these." : "None of these so far.");
        if (page.nextCursor() != null) {
            sheet.link(
                    "/ledger?" + part("actor", actor) + part("action", action) + part("subject", subject) + "cursor="
                            + page.nextCursor(),
                    "Search on");
        }
        sheet.facts(new Figures.Facts().add("Where it ends", head.anchor()).list());
        return new Told(
                "Ledger",
                "Who did what, in a chain that shows whether anything was changed since. Keep its end elsewhere, and"
                        + " later nobody can cut it off unseen.",
                sheet);
    }

    private static String part(String name, @Nullable String value) {
        return value == null ? "" : name + "=" + Sheets.encoded(value) + "&";
    }
}

package dev.touchstone.console.search;

import dev.touchstone.console.web.CsvRow;
import dev.touchstone.console.web.Door;
import dev.touchstone.console.web.Frame;
import dev.touchstone.console.web.Pages;
import dev.touchstone.console.web.Role;
import dev.touchstone.console.web.Visitor;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The search as a page, and what it finds as a table.
final class SearchPages {
    private static final int PAGE = 50;
    /// Enough for a spreadsheet and little enough to wait for; the API exports everything.
    private static final int MOST_ROWS = 1_000;

    private static final int LARGEST_PAGE = 200;
    /// A search that finds nothing looks at so many pages of outputs and no more.
    private static final int MOST_LOOKS = 50;

    private final Finder finder;
    private final Pages pages;

    SearchPages(Finder finder, Pages pages) {
        this.finder = finder;
        this.pages = pages;
    }

    void show(Context context, Visitor visitor) {
        requireLead(visitor);
        Asked asked = Asked.of(context, visitor);
        try {
            show(context, new SearchPage(visitor, asked, finder.find(asked, context.queryParam("cursor"), PAGE), null));
        } catch (IllegalArgumentException e) {
            context.status(422);
            show(context, new SearchPage(visitor, asked, null, e.getMessage()));
        }
    }

    private void show(Context context, SearchPage page) {
        pages.show(
                context,
                "search",
                Map.of(
                        "frame",
                        new Frame(
                                "Search",
                                "Outputs and decisions by what is known of them, newest first.",
                                page.visitor(),
                                "search"),
                        "page",
                        page));
    }

    void csv(Context context, Visitor visitor) {
        requireLead(visitor);
        Asked asked = Asked.of(context, visitor);
        StringBuilder table =
                new StringBuilder(CsvRow.of(List.of("id", "at", "text", "standing", "facts", "verdict", "link")));
        @Nullable String cursor = null;
        int rows = 0;
        for (int look = 0; look < MOST_LOOKS && rows < MOST_ROWS; look++) {
            Finder.Result result = finder.find(asked, cursor, LARGEST_PAGE);
            for (Found found : result.found()) {
                table.append(row(found));
                rows++;
            }
            cursor = result.cursor();
            if (cursor == null) {
                break;
            }
        }
        context.header("Content-Disposition", "attachment; filename=\"" + asked.pipeline() + ".csv\"");
        context.contentType("text/csv; charset=utf-8").result(table.toString());
    }

    private static String row(Found found) {
        return CsvRow.of(List.of(
                found.id(),
                found.at().toString(),
                found.text(),
                found.standing(),
                found.facts(),
                found.verdict(),
                found.link()));
    }

    /// @throws Door.NothingThereException for whoever may only review
    private static void requireLead(Visitor visitor) {
        if (!visitor.anywhere(Role.LEAD)) {
            throw new Door.NothingThereException();
        }
    }
}

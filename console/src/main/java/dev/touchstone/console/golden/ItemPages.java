package dev.touchstone.console.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.chat.ChatText;
import dev.touchstone.api.client.GoldenClient;
import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.golden.GoldenItem;
import dev.touchstone.api.golden.GoldenSummary;
import dev.touchstone.api.golden.ItemAct;
import dev.touchstone.api.wire.Page;
import dev.touchstone.console.output.ShownOutput;
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

/// `GET /golden` · `GET /golden/items/{id}` · `POST /golden/items/{id}/admit|retire|restore`
final class ItemPages {
    private static final int SHOWN = 50;

    private ItemPages() {}

    @FunctionalInterface
    private interface Verb {
        GoldenItem of(GoldenClient golden, String id, ItemAct act);
    }

    static void register(Sheets sheets) {
        sheets.page(Place.GOLDEN, ItemPages::waiting);
        sheets.page(Place.GOLDEN, "/golden/items/{id}", ItemPages::one);
        act(sheets, "admit", GoldenClient::admit);
        act(sheets, "retire", GoldenClient::retire);
        act(sheets, "restore", GoldenClient::restore);
    }

    private static void act(Sheets sheets, String name, Verb verb) {
        sheets.act(Place.GOLDEN, "/golden/items/{id}/" + name, visit -> {
            ItemAct act = new ItemAct(visit.visitor().person(), Forms.field(visit.context(), "note"));
            GoldenItem unused = verb.of(visit.api().goldenSet(), visit.id(), act);
            return "/golden?pipeline=" + visit.about();
        });
    }

    private static Told waiting(Visit visit) {
        GoldenSummary summary = visit.api().goldenSet().summary(visit.about());
        Sheet sheet = new Sheet()
                .headline(Figures.many(summary.golden(), "example", "examples") + " in use")
                .say(Figures.count(summary.train()) + " to learn from, " + Figures.count(summary.dev())
                        + " to choose with, " + Figures.count(summary.test()) + " to measure with; "
                        + Figures.count(summary.lastWeek()) + " came in the last seven days.")
                .say(
                        summary.conflicts() == 0
                                ? null
                                : Figures.many(summary.conflicts(), "input has", "inputs have")
                                        + " different answers of different people: none of them is used until somebody chooses.")
                .say(
                        summary.held() == 0
                                ? null
                                : Figures.many(summary.held(), "item is", "items are")
                                        + " kept out, because they join groups on different sides.");
        Page<GoldenItem> page = visit.api().goldenSet().waiting(visit.about(), visit.asked("cursor"), SHOWN);
        Sheet.Rows rows = new Sheet.Rows();
        for (GoldenItem item : page.items()) {
            rows.add(
                    Cell.link(title(item), "/golden/items/" + item.id() + "?pipeline=" + visit.about()),
                    Cell.of(item.standing().conflict() ? "answers differ" : why(item)),
                    Cell.of(Words.moment(item.createdAt())));
        }
        sheet.heading("To decide")
                .table("To decide", List.of("Question", "It waits for", "Since"), rows, "Nothing waits for a person.");
        if (page.nextCursor() != null) {
            sheet.link("/golden?pipeline=" + visit.about() + "&cursor=" + page.nextCursor(), "More of them");
        }
        return new Told(
                "Golden set of " + visit.about(),
                "What people's corrections and approvals teach, and what waits for somebody to decide on.",
                sheet);
    }

    private static String why(GoldenItem item) {
        return item.standing().why() == null
                ? "somebody"
                : Words.plain(item.standing().why().wire());
    }

    private static String title(GoldenItem item) {
        GoldenContent content = item.content();
        String text = content == null || content.input().query() == null
                ? item.id()
                : read(content.input().query());
        return text.length() <= 120 ? text : text.substring(0, text.offsetByCodePoints(0, 100)) + " …";
    }

    private static String read(@Nullable JsonNode node) {
        if (node == null) {
            return "–";
        }
        return node.isTextual() ? node.textValue() : node.isObject() ? ChatText.output(node) : ShownOutput.pretty(node);
    }

    private static Told one(Visit visit) {
        GoldenItem item = visit.api().goldenSet().item(visit.id());
        GoldenItem.Standing standing = item.standing();
        Sheet sheet = new Sheet()
                .facts(new Figures.Facts()
                        .add("It is", Words.plain(standing.state().wire()))
                        .add(
                                "Why",
                                standing.why() == null
                                        ? null
                                        : Words.plain(standing.why().wire()))
                        .add("By", standing.by())
                        .add("Since", Words.moment(standing.since()))
                        .add(
                                "Side",
                                standing.split() == null
                                        ? null
                                        : standing.split().wire())
                        .list())
                .warn(
                        standing.conflict()
                                ? "People gave different answers to this question. Admit the right one; the others are"
                                        + " retired."
                                : null);
        content(sheet, item.content());
        buttons(sheet, visit, standing);
        return new Told("An item of the golden set", "What one verdict teaches, and where it stands.", sheet);
    }

    private static void content(Sheet sheet, @Nullable GoldenContent content) {
        if (content == null) {
            sheet.say("Its texts were deleted.");
            return;
        }
        sheet.quote("Question", read(content.input().query()), true);
        if (content.output() != null) {
            sheet.quote("What the model said", read(content.output()), true);
        }
        sheet.quote("The right answer", read(content.target()), true);
        if (content.judgement().note() != null) {
            sheet.quote("Note", content.judgement().note(), true);
        }
        if (content.lineage().decided() != null) {
            sheet.link("/reviews/" + content.lineage().decided().reviewId(), "The review that it comes from");
        }
    }

    private static void buttons(Sheet sheet, Visit visit, GoldenItem.Standing standing) {
        String path = "/golden/items/" + visit.id();
        Act act = switch (standing.state()) {
            case PROPOSED -> Act.of(path + "/admit", "Admit").primary().or(path + "/retire", "Retire");
            case GOLDEN ->
                standing.conflict()
                        ? Act.of(path + "/admit", "This one is right").primary().or(path + "/retire", "Retire")
                        : Act.of(path + "/retire", "Retire").dangerous();
            case RETIRED -> Act.of(path + "/restore", "Use it again");
        };
        sheet.heading("Decide")
                .form(act.with("pipeline", visit.about().value())
                        .field("note", "Why (optional; the ledger keeps it)", "", ""));
    }
}

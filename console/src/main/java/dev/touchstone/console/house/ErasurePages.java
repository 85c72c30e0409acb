package dev.touchstone.console.house;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.erasure.Erasure;
import dev.touchstone.api.erasure.ErasureSubject;
import dev.touchstone.api.erasure.Hold;
import dev.touchstone.api.erasure.NewErasure;
import dev.touchstone.api.erasure.NewHold;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.InvalidField;
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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `GET /erasures` · `POST /erasures/ask` · `POST /erasures/hold` · `POST /erasures/release`. A name that was typed is
/// on no page afterwards.
final class ErasurePages {
    private static final int SHOWN = 50;
    private static final String WHAT = "Take the texts of somebody away from everywhere, or keep them from going. No"
            + " figure moves, and each erasure has a receipt.";

    private ErasurePages() {}

    static void register(Sheets sheets) {
        sheets.page(Place.ERASURES, visit -> list(visit, new Sheet()));
        sheets.answer(
                Place.ERASURES,
                "/erasures/ask",
                visit -> tried(visit, () -> {
                    Erasure asked = visit.api()
                            .erasures()
                            .erase(new NewErasure(pipeline(visit), subject(visit), why(visit), null));
                    return "It is asked for, as " + asked.id()
                            + ", and at work. Look at this page again for its receipt.";
                }));
        sheets.answer(
                Place.ERASURES,
                "/erasures/hold",
                visit -> tried(visit, () -> {
                    String why = why(visit);
                    Hold hold = visit.api()
                            .erasures()
                            .hold(new NewHold(pipeline(visit), subject(visit), why == null ? "" : why, null));
                    return "It stays until the hold " + hold.id() + " is released.";
                }));
        sheets.act(Place.ERASURES, "/erasures/release", visit -> {
            String id = Forms.field(visit.context(), "id");
            Hold unused = visit.api().erasures().release(id == null ? "" : id);
            return "/erasures";
        });
    }

    private interface Wish {
        /// @return what to say of it
        String carriedOut();
    }

    private static Told tried(Visit visit, Wish wish) {
        Sheet sheet = new Sheet();
        try {
            sheet.note(wish.carriedOut());
        } catch (InvalidField e) {
            visit.context().status(422);
            sheet.warn(Words.plain(e.field()) + " " + e.getMessage() + ".");
        } catch (ApiException e) {
            if (e.status() != 422 && e.status() != 404) {
                throw e;
            }
            visit.context().status(422);
            sheet.warn(e.problem().detail());
        }
        return list(visit, sheet);
    }

    private static PipelineName pipeline(Visit visit) {
        String name = Forms.field(visit.context(), "pipeline");
        return new PipelineName(name == null ? "" : name.strip());
    }

    private static @Nullable String why(Visit visit) {
        String why = Forms.field(visit.context(), "why");
        return why == null || why.isBlank() ? null : why.strip();
    }

    /// @throws InvalidField for what cannot be
    private static ErasureSubject subject(Visit visit) {
        String by = Forms.field(visit.context(), "by");
        String given = Forms.field(visit.context(), "name");
        String name = given == null || given.isBlank() ? null : given.strip();
        if (name == null) {
            throw new InvalidField("name", "is required");
        }
        return switch (by == null ? "" : by) {
            case "output" -> new ErasureSubject(new OutputId(name), null, null, Map.of());
            case "external_id" -> new ErasureSubject(null, name, null, Map.of());
            case "actor" -> new ErasureSubject(null, null, name, Map.of());
            default -> {
                int at = name.indexOf('=');
                if (at < 1) {
                    throw new InvalidField("name", "must be a key and its value, such as customer=4711");
                }
                yield new ErasureSubject(
                        null,
                        null,
                        null,
                        Map.of(
                                name.substring(0, at).strip(),
                                TextNode.valueOf(name.substring(at + 1).strip())));
            }
        };
    }

    /// @param actors whether users' feedback can be named, and the texts do not come back
    private static Act asking(String path, String label, String pipeline, boolean actors) {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("metadata", "everything whose metadata says so");
        kinds.put("external_id", "one output, by your name for it");
        kinds.put("output", "one output, by its id here");
        if (actors) {
            kinds.put("actor", "what one user wrote as feedback");
        }
        Act act = actors ? Act.of(path, label).dangerous() : Act.of(path, label);
        return act.field("pipeline", "Pipeline", pipeline, "")
                .choice("by", "What", "metadata", kinds)
                .field("name", "Its name", "", "Of metadata the key and its value, such as customer=4711.")
                .field("why", "Why", "", "It stays in the record, so it should name nobody.");
    }

    private static Told list(Visit visit, Sheet sheet) {
        Page<Erasure> page = visit.api().erasures().erasures(visit.asked("cursor"), SHOWN);
        Sheet.Rows rows = new Sheet.Rows();
        for (Erasure erasure : page.items()) {
            rows.add(
                    Cell.of(Words.moment(erasure.asked().at())),
                    Cell.of(erasure.pipeline()),
                    Cell.of(what(
                            erasure.subject().kind().wire(), erasure.subject().key())),
                    Cell.of(erasure.asked().by()),
                    Cell.of(state(erasure)),
                    Cell.of(receipt(erasure)));
        }
        sheet.table(
                "Erasures, the newest first",
                List.of("Asked", "Pipeline", "What", "By", "It", "Taken away"),
                rows,
                "Nothing was ever erased.");
        if (page.nextCursor() != null) {
            sheet.link("/erasures?cursor=" + page.nextCursor(), "Earlier ones");
        }
        String pipeline =
                page.items().isEmpty() ? "" : page.items().getFirst().pipeline().value();
        sheet.heading("Erase")
                .say("What is erased is gone, here and in Slack, and nobody can bring it back.")
                .form(asking("/erasures/ask", "Erase it", pipeline, true));
        holds(visit, sheet, pipeline);
        return new Told("Erasures", WHAT, sheet);
    }

    private static void holds(Visit visit, Sheet sheet, String pipeline) {
        Sheet.Rows rows = new Sheet.Rows();
        Map<String, String> inForce = new LinkedHashMap<>();
        for (Hold hold : visit.api().erasures().holds()) {
            Instant released = hold.releasedAt();
            boolean holds = released == null;
            if (holds) {
                inForce.put(hold.id(), hold.why() + " (" + hold.id() + ")");
            }
            rows.add(
                    holds,
                    Cell.of(Words.moment(hold.placedAt())),
                    Cell.of(hold.pipeline()),
                    Cell.of(what(hold.kind().wire(), hold.key())),
                    Cell.of(hold.why()),
                    Cell.of(hold.placedBy()),
                    Cell.of(released == null ? "in force" : "released on " + Words.moment(released)));
        }
        sheet.heading("Legal holds")
                .say("What is held stays, whatever an erasure or the retention wants, until somebody releases it.")
                .table(
                        "Holds, the newest first",
                        List.of("Placed", "Pipeline", "What", "Why", "By", "It is"),
                        rows,
                        "Nothing is held.")
                .form(asking("/erasures/hold", "Hold it", pipeline, false));
        if (!inForce.isEmpty()) {
            sheet.form(Act.of("/erasures/release", "Release it").choice("id", "Hold", "", inForce));
        }
    }

    private static String what(String kind, @Nullable String key) {
        return switch (kind) {
            case "metadata" -> "everything of one " + key;
            case "actor" -> "one user's feedback";
            default -> "one output";
        };
    }

    private static String state(Erasure erasure) {
        return switch (erasure.state()) {
            case RUNNING ->
                "is at work"
                        + (erasure.progress().lookedAt() == 0
                                ? ""
                                : ", " + Figures.count(erasure.progress().lookedAt()) + " looked through");
            case HELD -> Figures.count(erasure.progress().held()) + " are held";
            case DONE ->
                erasure.messages().waiting() == 0
                        ? "is done"
                        : "is done but for Slack: "
                                + Figures.count(erasure.messages().waiting()) + " still shown";
        };
    }

    private static String receipt(Erasure erasure) {
        StringBuilder words = new StringBuilder();
        erasure.progress()
                .places()
                .forEach((place, count) -> words.append(words.isEmpty() ? "" : ", ")
                        .append(Figures.count(count))
                        .append(' ')
                        .append(place.replace('_', ' ')));
        return words.isEmpty() ? "nothing yet" : words.toString();
    }
}

package dev.touchstone.console.watch;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmCommand;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.alarm.AlarmState;
import dev.touchstone.api.alarm.DriftReport;
import dev.touchstone.api.wire.Page;
import dev.touchstone.console.quality.Line;
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
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /alarms` · `GET /alarms/{id}` · `POST /alarms/{id}/acknowledge|mute|act`
final class AlarmPages {
    void register(Sheets sheets) {
        sheets.page(Place.ALARMS, AlarmPages::list);
        sheets.entity(
                Place.ALARMS,
                "/alarms/{id}",
                (api, id) -> api.alarms().alarm(id).alarm().pipeline(),
                AlarmPages::one);
        sheets.act(Place.ALARMS, "/alarms/{id}/acknowledge", visit -> {
            var unused = visit.api().alarms().acknowledge(visit.id(), command(visit));
            return "/alarms/" + visit.id();
        });
        sheets.act(Place.ALARMS, "/alarms/{id}/mute", visit -> {
            AlarmCommand command = new AlarmCommand(visit.visitor().person(), Duration.ofDays(1), note(visit));
            var unused = visit.api().alarms().mute(visit.id(), command);
            return "/alarms/" + visit.id();
        });
        sheets.act(Place.ALARMS, "/alarms/{id}/act", visit -> {
            String action = Forms.field(visit.context(), "action");
            var unused = visit.api().alarms().start(visit.id(), action == null ? "" : action, command(visit));
            return "/alarms/" + visit.id();
        });
    }

    private static AlarmCommand command(Visit visit) {
        return new AlarmCommand(visit.visitor().person(), null, note(visit));
    }

    private static @Nullable String note(Visit visit) {
        return Forms.field(visit.context(), "note");
    }

    private static Told list(Visit visit) {
        Sheet sheet = new Sheet();
        Page<Alarm> page = visit.api().alarms().alarms(visit.about(), null, visit.asked("cursor"));
        Sheet.Rows rows = new Sheet.Rows();
        for (Alarm alarm : page.items()) {
            rows.add(
                    alarm.state() != AlarmState.RECOVERED,
                    Cell.link(alarm.message().headline(), "/alarms/" + alarm.id()),
                    Cell.of(about(alarm)),
                    Cell.of(Words.plain(alarm.state().wire())),
                    Cell.of(Words.moment(alarm.course().openedAt())),
                    Cell.of(alarm.pages() ? "yes" : "no"));
        }
        sheet.table(
                "Alarms",
                List.of("What happened", "About", "It is", "Since", "May wake somebody"),
                rows,
                "There was no alarm.");
        if (page.nextCursor() != null) {
            sheet.link("/alarms?pipeline=" + visit.about() + "&cursor=" + page.nextCursor(), "Older alarms");
        }
        watched(sheet, visit.api().alarms().drift(visit.about()));
        return new Told(
                "Alarms of " + visit.about(),
                "Each time that the outputs became worse, or that something else changed which an owner should know.",
                sheet);
    }

    private static String about(Alarm alarm) {
        String version = alarm.message().promptVersion();
        return alarm.series() + (version == null ? "" : " · " + version);
    }

    private static void watched(Sheet sheet, DriftReport drift) {
        sheet.heading("What is watched").say(drift.promise());
        Sheet.Rows rows = new Sheet.Rows();
        for (DriftReport.Series series : drift.series()) {
            rows.add(
                    Cell.of(Words.plain(series.subject().kind().wire()) + " · "
                            + series.subject().name()),
                    Cell.of(series.subject().version()),
                    Cell.number(Figures.share(
                            series.tally().rate(),
                            series.tally().interval(),
                            series.tally().reviewed())),
                    Cell.number(Words.percent(series.tolerated())),
                    Cell.of(series.detector().alarming() ? "alarm" : reached(series.detector())));
        }
        sheet.table(
                "What is watched",
                List.of("What", "Version", "Wrong (range, from how many audits)", "Tolerated", "How near"),
                rows,
                "Nothing is watched yet: a watch begins with the first audits that people decided.");
        sheet.notes(drift.notes());
    }

    /// Evidence multiplies: its logarithm is what comes nearer evenly.
    private static String reached(DriftReport.Series.Detector detector) {
        double way = Math.log(Math.max(1, detector.evidence())) / Math.log(detector.threshold());
        return Words.percent(Math.max(0, Math.min(0.99, way))) + " of the way to an alarm";
    }

    private static Told one(Visit visit) {
        AlarmDetail detail = visit.api().alarms().alarm(visit.id());
        Alarm alarm = detail.alarm();
        Sheet sheet = new Sheet().headline(alarm.message().headline());
        found(sheet, alarm);
        sheet.facts(facts(alarm).list());
        course(sheet, detail);
        worst(sheet, alarm);
        if (!alarm.message().examples().isEmpty()) {
            sheet.heading("Reviews that show it");
            alarm.message().examples().forEach(id -> sheet.link("/reviews/" + id, "Review " + id));
        }
        history(sheet, detail);
        if (alarm.state() != AlarmState.RECOVERED) {
            acts(sheet, visit, detail);
        }
        return new Told(
                "An alarm of " + alarm.pipeline(),
                "What happened, how sure that is, where it is worst, and what was done.",
                sheet);
    }

    private static void found(Sheet sheet, Alarm alarm) {
        Alarm.Found found = alarm.message().found();
        if (found == null) {
            return;
        }
        sheet.say("From " + Figures.many(found.window().reviewed(), "audited output", "audited outputs")
                + " that arrived from " + Words.moment(found.window().from()) + " to "
                + Words.moment(found.window().to()) + ". The true share of wrong ones is most likely "
                + Figures.between(found.window().interval()) + ", "
                + Words.percent(found.window().interval().level())
                + " sure, however often one looks.");
        Double baseline = found.before().baseline();
        sheet.say(
                baseline == null
                        ? "The policy promises at most " + Words.percent(found.tolerated()) + "."
                        : "Before, it was "
                                + Figures.share(
                                        baseline,
                                        found.before().baselineInterval(),
                                        found.before().baselineReviewed())
                                + "; up to " + Words.percent(found.tolerated()) + " is tolerated.");
        sheet.say("The evidence is " + Figures.decimal(found.detector().evidence()) + "; from "
                + Figures.decimal(found.detector().threshold()) + " it is an alarm. "
                + alarm.message().promise());
    }

    private static Figures.Facts facts(Alarm alarm) {
        return new Figures.Facts()
                .add("It is", Words.plain(alarm.state().wire()))
                .add("About", Words.plain(alarm.kind().wire()) + " · " + alarm.series())
                .add("Since", Words.moment(alarm.course().openedAt()))
                .add(
                        "Over since",
                        alarm.course().recoveredAt() == null
                                ? null
                                : Words.moment(alarm.course().recoveredAt()))
                .add(
                        "Taken on by",
                        alarm.course().acknowledgedBy() == null
                                ? null
                                : alarm.course().acknowledgedBy().displayName())
                .add(
                        "Silent until",
                        alarm.course().mutedUntil() == null
                                ? null
                                : Words.moment(alarm.course().mutedUntil()))
                .add("Prompt version", alarm.message().promptVersion())
                .add("Model", alarm.message().model());
    }

    private static void course(Sheet sheet, AlarmDetail detail) {
        List<Line> weeks = detail.trend().stream()
                .map(point -> new Line(
                        point.label(),
                        point.value(),
                        point.interval(),
                        point.reviewed(),
                        0,
                        point.reviewed() > 0,
                        null))
                .toList();
        if (weeks.isEmpty()) {
            return;
        }
        sheet.heading("Share of wrong outputs by week").course("Share of wrong outputs by week", weeks);
        detail.marks().forEach(mark -> sheet.say(mark.label() + ": " + mark.text() + " was first seen."));
        Sheet.Rows rows = new Sheet.Rows();
        weeks.forEach(week -> rows.add(
                week.enough(),
                Cell.of(week.name()),
                Cell.number(Figures.share(week.value(), week.interval(), week.reviewed()))));
        sheet.table("By week", List.of("Week", "Wrong (range, from how many)"), rows, "");
    }

    private static void worst(Sheet sheet, Alarm alarm) {
        Sheet.Rows rows = new Sheet.Rows();
        alarm.message()
                .worst()
                .forEach(part -> rows.add(
                        Cell.of(part.name()),
                        Cell.number(Figures.share(part.rate(), part.interval(), part.reviewed()))));
        sheet.heading("Where it is worst")
                .table(
                        "Where it is worst",
                        List.of("Part", "Wrong (range, from how many)"),
                        rows,
                        "No part of the outputs stands out.");
    }

    private static void history(Sheet sheet, AlarmDetail detail) {
        Sheet.Rows rows = new Sheet.Rows();
        detail.history()
                .forEach(event -> rows.add(
                        Cell.of(Words.moment(event.at())),
                        Cell.of(event.text()),
                        Cell.of(event.by() == null ? "Touchstone" : event.by().displayName())));
        detail.actions()
                .forEach(run -> rows.add(
                        Cell.of(Words.moment(run.at())),
                        Cell.of("action " + run.action() + ": " + Words.plain(run.state())
                                + (run.outcome() == null ? "" : " · " + run.outcome())),
                        Cell.of(run.by() == null ? "Touchstone" : run.by().displayName())));
        sheet.heading("What was done")
                .table("What was done", List.of("When", "What", "By"), rows, "Nothing has been done.");
    }

    private static void acts(Sheet sheet, Visit visit, AlarmDetail detail) {
        String path = "/alarms/" + visit.id();
        sheet.heading("Do something")
                .form(Act.of(path + "/acknowledge", "I take it on")
                        .primary()
                        .with("pipeline", visit.about().value())
                        .field("note", "Note (optional)", "", "")
                        .or(path + "/mute", "Silence it for a day"));
        for (String action : detail.available()) {
            sheet.form(Act.of(path + "/act", "Start " + action)
                    .with("pipeline", visit.about().value())
                    .with("action", action));
        }
    }
}

package dev.touchstone.console.watch;

import dev.touchstone.api.sampling.Sample;
import dev.touchstone.api.sampling.SampleDetail;
import dev.touchstone.api.sampling.SampleMember;
import dev.touchstone.api.sampling.SampleStratum;
import dev.touchstone.api.wire.Page;
import dev.touchstone.console.sheet.Cell;
import dev.touchstone.console.sheet.Figures;
import dev.touchstone.console.sheet.Sheet;
import dev.touchstone.console.sheet.Sheets;
import dev.touchstone.console.sheet.Sheets.Told;
import dev.touchstone.console.sheet.Sheets.Visit;
import dev.touchstone.console.web.Place;
import dev.touchstone.console.web.Words;
import java.util.List;

/// `GET /samples` · `GET /samples/{id}`
final class SamplePages {
    private static final int SHOWN = 50;

    void register(Sheets sheets) {
        sheets.page(Place.SAMPLES, SamplePages::list);
        sheets.entity(
                Place.SAMPLES,
                "/samples/{id}",
                (api, id) -> api.sampling().sample(id).sample().pipeline(),
                SamplePages::one);
    }

    private static Told list(Visit visit) {
        Page<Sample> page = visit.api().sampling().samples(visit.about(), visit.asked("cursor"), SHOWN);
        Sheet.Rows rows = new Sheet.Rows();
        for (Sample sample : page.items()) {
            rows.add(
                    Cell.link(window(sample), "/samples/" + sample.id()),
                    Cell.of(
                            sample.occasion().plan() == null
                                    ? "somebody asked"
                                    : "plan " + sample.occasion().plan()),
                    Cell.number(Figures.count(sample.result().members()) + " of "
                            + Figures.count(sample.result().population())),
                    Cell.of(Words.plain(sample.order().audience().wire())),
                    Cell.of(Words.moment(sample.order().createdAt())));
        }
        Sheet sheet = new Sheet()
                .table(
                        "Samples",
                        List.of("Window", "Why", "Drawn", "For", "When"),
                        rows,
                        "No sample was drawn yet. Plans draw them by themselves, and /review sample does in Slack.");
        if (page.nextCursor() != null) {
            sheet.link("/samples?pipeline=" + visit.about() + "&cursor=" + page.nextCursor(), "Older samples");
        }
        return new Told(
                "Samples of " + visit.about(),
                "Outputs of a past window that chance chose for people to look at, besides the audit that runs on its own.",
                sheet);
    }

    private static String window(Sample sample) {
        return Words.moment(sample.window().from()) + " to "
                + Words.moment(sample.window().to());
    }

    private static Told one(Visit visit) {
        SampleDetail detail = visit.api().sampling().sample(visit.id());
        Sample sample = detail.sample();
        SampleDetail.Progress progress = detail.progress();
        Sheet sheet = new Sheet()
                .headline(Figures.count(progress.decided()) + " of "
                        + Figures.many(sample.result().members(), "output is", "outputs are") + " judged")
                .say(Figures.count(progress.open()) + " wait, " + Figures.count(progress.lost())
                        + " will get no verdict, and " + Figures.count(progress.withoutText())
                        + " had lost their text before.")
                .note(sample.result().note())
                .facts(new Figures.Facts()
                        .add("Window", window(sample))
                        .add("Outputs in it", Figures.count(sample.result().population()))
                        .add(
                                "Way of drawing",
                                Words.plain(sample.asked().method().wire()))
                        .add("Divided", Words.plain(sample.asked().allocation().wire()))
                        .add("Drawn", Words.moment(sample.order().createdAt()))
                        .add("By", sample.order().createdBy())
                        .add("Policy", "version " + sample.policyVersion())
                        .list());
        strata(sheet, detail.strata());
        members(sheet, visit);
        return new Told("A sample of " + sample.pipeline(), "What was drawn, how, and how far it is looked at.", sheet);
    }

    private static void strata(Sheet sheet, List<SampleStratum> strata) {
        Sheet.Rows rows = new Sheet.Rows();
        strata.forEach(stratum -> rows.add(
                Cell.of(stratum.stratum()),
                Cell.number(Figures.count(stratum.population())),
                Cell.number(Figures.count(stratum.drawn())),
                Cell.number(Words.percent(stratum.inclusion()))));
        sheet.heading("By stratum")
                .table("By stratum", List.of("Stratum", "Outputs", "Drawn", "Chance of each"), rows, "It is empty.");
    }

    private static void members(Sheet sheet, Visit visit) {
        Page<SampleMember> page = visit.api().sampling().sampleMembers(visit.id(), visit.asked("cursor"), SHOWN);
        Sheet.Rows rows = new Sheet.Rows();
        for (SampleMember member : page.items()) {
            rows.add(
                    Cell.link(member.outputId().value(), "/outputs/" + member.outputId()),
                    Cell.of(member.stratum()),
                    Cell.of(
                            member.state() == null
                                    ? "–"
                                    : Words.plain(member.state().wire())));
        }
        sheet.heading("Outputs in it").table("Outputs in it", List.of("Output", "Stratum", "Review"), rows, "None.");
        if (page.nextCursor() != null) {
            sheet.link("/samples/" + visit.id() + "?cursor=" + page.nextCursor(), "More of them");
        }
    }
}

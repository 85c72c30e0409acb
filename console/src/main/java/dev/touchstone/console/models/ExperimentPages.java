package dev.touchstone.console.models;

import dev.touchstone.api.experiment.Experiment;
import dev.touchstone.api.experiment.ExperimentFindings;
import dev.touchstone.api.experiment.ExperimentResult;
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
import org.jspecify.annotations.Nullable;

/// `GET /experiments` · `GET /experiments/{id}`
final class ExperimentPages {
    private ExperimentPages() {}

    static void register(Sheets sheets) {
        sheets.page(Place.EXPERIMENTS, ExperimentPages::list);
        sheets.entity(
                Place.EXPERIMENTS,
                "/experiments/{id}",
                (api, id) -> api.experiments().get(id).pipeline(),
                ExperimentPages::one);
    }

    private static Told list(Visit visit) {
        Page<Experiment> page = visit.api().experiments().list(visit.about(), visit.asked("cursor"), 50);
        Sheet.Rows rows = new Sheet.Rows();
        for (Experiment experiment : page.items()) {
            rows.add(
                    Cell.link(experiment.title().name(), "/experiments/" + experiment.id()),
                    Cell.of(Words.plain(experiment.state().wire())),
                    Cell.number(Figures.count(experiment.progress().decided()) + " of "
                            + Figures.count(experiment.progress().reviews())),
                    Cell.of(Words.moment(experiment.course().createdAt())));
        }
        Sheet sheet = new Sheet()
                .table(
                        "Experiments",
                        List.of("Experiment", "It is", "Judged", "Made"),
                        rows,
                        "No prompt versions were compared yet. POST /v1/experiments makes an experiment.");
        if (page.nextCursor() != null) {
            sheet.link("/experiments?pipeline=" + visit.about() + "&cursor=" + page.nextCursor(), "Older experiments");
        }
        return new Told(
                "Experiments of " + visit.about(),
                "Prompt versions compared on a small set of cases before one goes out, judged blindly.",
                sheet);
    }

    private static Told one(Visit visit) {
        ExperimentResult result = visit.api().experiments().result(visit.id());
        Experiment experiment = result.experiment();
        Sheet sheet = new Sheet()
                .say(experiment.title().description())
                .say(Figures.many(experiment.progress().cases(), "case", "cases") + ", "
                        + Figures.count(experiment.progress().decided()) + " of "
                        + Figures.many(experiment.progress().reviews(), "review", "reviews")
                        + " decided; it is " + Words.plain(experiment.state().wire()) + ".");
        findings(sheet, "What people found", result.people());
        if (result.judge() != null) {
            findings(sheet, "What the judge found (never quality by itself)", result.judge());
        }
        if (result.agreement() != null) {
            ExperimentFindings.Share same = result.agreement().share();
            sheet.say("Judge and people said the same of "
                    + Figures.share(same.value(), same.interval(), same.outputs()) + " of these outputs.");
        }
        sheet.notes(result.notes());
        return new Told(
                experiment.title().name(),
                "What came of an experiment so far. It speaks about its cases and about nothing else.",
                sheet);
    }

    private static void findings(Sheet sheet, String title, ExperimentFindings findings) {
        sheet.heading(title);
        findings.differences().stream()
                .filter(difference -> difference.metric().equals(ExperimentFindings.APPROVAL_RATE))
                .forEach(difference -> sheet.say(difference.words()));
        Sheet.Rows rows = new Sheet.Rows();
        for (ExperimentFindings.Version version : findings.versions()) {
            rows.add(
                    version.approvalRate() == null || version.approvalRate().enough(),
                    Cell.of(version.version()),
                    Cell.number(Figures.count(version.decided()) + " of " + Figures.count(version.items())),
                    Cell.number(share(version.approvalRate())),
                    Cell.number(share(version.attributeAccuracy())));
        }
        sheet.table(
                title,
                List.of("Version", "Judged", "Right (range, from how many)", "Attributes right"),
                rows,
                "Nothing is judged yet.");
    }

    private static String share(ExperimentFindings.@Nullable Share share) {
        return share == null ? "–" : Figures.share(share.value(), share.interval(), share.outputs());
    }
}

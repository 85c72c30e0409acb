package dev.touchstone.console.watch;

import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.SamplePlan;
import dev.touchstone.api.quality.ReviewNeeds;
import dev.touchstone.api.sampling.BudgetStatus;
import dev.touchstone.console.sheet.Cell;
import dev.touchstone.console.sheet.Figures;
import dev.touchstone.console.sheet.Sheet;
import dev.touchstone.console.sheet.Sheets.Told;
import dev.touchstone.console.sheet.Sheets.Visit;
import dev.touchstone.console.web.Words;
import java.util.List;
import java.util.Locale;

/// `GET /plans`
final class PlanPage {
    private static final double DROP = 0.05;
    private static final int WEEKS = 4;

    private PlanPage() {}

    static Told tell(Visit visit) {
        TouchstoneClient api = visit.api();
        Sheet sheet = new Sheet();
        needs(sheet, api.quality().reviewNeeds(visit.about(), DROP, WEEKS));
        Pipeline pipeline = api.pipeline(visit.about().value());
        sheet.heading("The team's time");
        if (pipeline.policy().budget() == null) {
            sheet.say("The policy names no budget: every doubtful output is reviewed.");
        } else {
            budget(sheet, api.sampling().budget(visit.about()));
        }
        plans(sheet, pipeline.policy().samples());
        return new Told(
                "Plans of " + visit.about(),
                "How many reviews a promise about quality takes, what the team can give, and what is drawn by itself.",
                sheet);
    }

    private static void needs(Sheet sheet, ReviewNeeds needs) {
        String pace = String.format(Locale.ENGLISH, "%,.0f", needs.auditsPerWeek());
        sheet.headline(
                needs.visibleDrop() == null
                        ? "Today's audits show no drop within " + WEEKS + " weeks"
                        : "Today's audits show a drop of " + Words.percent(needs.visibleDrop()) + " within " + WEEKS
                                + " weeks");
        sheet.say(pace + " audits are answered a week. "
                + (needs.assumed() ? "There are too few to know how good the outputs are; " : "Of the outputs, ")
                + Words.percent(needs.approvalRate()) + (needs.assumed() ? " right is assumed." : " are right."));
        Sheet.Rows rows = new Sheet.Rows();
        needs.intervals()
                .forEach(width -> rows.add(
                        Cell.of("± " + Words.percent(width.halfWidth())), Cell.number(Figures.count(width.reviews()))));
        if (needs.reviewsNeeded() != null) {
            rows.add(
                    Cell.of("see a drop of " + Words.percent(needs.drop())),
                    Cell.number(Figures.count(needs.reviewsNeeded())));
        }
        sheet.table(
                "Reviews that a promise takes",
                List.of("To be this sure (" + Words.percent(needs.level()) + ")", "Reviews"),
                rows,
                "");
        if (needs.alarmWeeks() != null) {
            sheet.say(String.format(
                    Locale.ENGLISH,
                    "An alarm would tell of a drop of %s after %.1f weeks, half of the time sooner.",
                    Words.percent(needs.drop()),
                    needs.alarmWeeks()));
        }
        sheet.notes(needs.notes());
    }

    private static void budget(Sheet sheet, BudgetStatus budget) {
        sheet.say(budget.chance().why())
                .facts(new Figures.Facts()
                        .add("Reviews a week", Figures.count(budget.shares().reviewsPerWeek()))
                        .add("Of them for audits", Figures.count(budget.shares().auditShare()))
                        .add(
                                "Of them for doubtful outputs",
                                Figures.count(budget.shares().doubtfulShare()))
                        .add(
                                "Doubtful outputs a week",
                                Figures.count(Math.round(budget.arrivals().doubtfulArrivals())))
                        .add(
                                "Chance that one is reviewed",
                                Words.percent(budget.chance().doubtfulProbability()))
                        .add("Reviews that wait", Figures.count(budget.backlog().openReviews()))
                        .add(
                                "Weeks of work that waits",
                                Figures.decimal(budget.backlog().backlogWeeks()))
                        .list());
    }

    private static void plans(Sheet sheet, List<SamplePlan> plans) {
        Sheet.Rows rows = new Sheet.Rows();
        plans.forEach(plan -> rows.add(
                Cell.of(plan.name()),
                Cell.of(plan.schedule() + " (" + plan.zone() + ")"),
                Cell.number(plan.size() == null ? Words.percent(plan.rate()) : Figures.count(plan.size())),
                Cell.of(Words.plain(plan.to().wire()))));
        sheet.heading("What is drawn by itself")
                .table(
                        "Plans",
                        List.of("Plan", "When", "How many", "For"),
                        rows,
                        "The policy has no plan besides the audit that always runs.");
    }
}

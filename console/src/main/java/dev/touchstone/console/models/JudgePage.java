package dev.touchstone.console.models;

import dev.touchstone.api.client.QualityQuery;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.judge.JudgeReleaseStatus;
import dev.touchstone.api.quality.EfficiencyReport;
import dev.touchstone.api.quality.JudgeReport;
import dev.touchstone.console.sheet.Cell;
import dev.touchstone.console.sheet.Figures;
import dev.touchstone.console.sheet.Sheet;
import dev.touchstone.console.sheet.Sheets.Told;
import dev.touchstone.console.sheet.Sheets.Visit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `GET /judge`
final class JudgePage {
    private JudgePage() {}

    static Told tell(Visit visit) {
        TouchstoneClient api = visit.api();
        JudgeReport report = api.quality().judge(QualityQuery.of(visit.about()));
        Sheet sheet = new Sheet();
        sheet.headline(
                report.versions().isEmpty()
                        ? "The judge has judged nothing that people looked at too"
                        : report.versions().getFirst().saves());
        versions(sheet, report);
        release(sheet, api.judge().release(visit.about()));
        spend(sheet, api.quality().efficiency(QualityQuery.of(visit.about())));
        sheet.notes(report.notes());
        return new Told(
                "The judge of " + visit.about(),
                "A model that looks at outputs too: how far it agrees with people, what it may release, what it costs.",
                sheet);
    }

    private static void versions(Sheet sheet, JudgeReport report) {
        Sheet.Rows agreement = new Sheet.Rows();
        Sheet.Rows rates = new Sheet.Rows();
        for (JudgeReport.Version version : report.versions()) {
            String name = version.judge().model() + " · " + version.judge().version();
            agreement.add(
                    version.enough(),
                    Cell.of(name),
                    Cell.number(share(version.agreed().agreement())),
                    Cell.number(share(version.agreed().sensitivity())),
                    Cell.number(share(version.agreed().falseFlags())),
                    Cell.number(kappa(version)));
            rates.add(
                    version.enough(),
                    Cell.of(name),
                    Cell.number(corrected(version.rates().approvalRate())),
                    Cell.number(corrected(version.rates().peopleAlone())),
                    Cell.number(Figures.count(version.counts().judged())),
                    Cell.number(Figures.count(
                            version.counts().failed() + version.counts().unanswered())));
            sheet.warn(version.warning());
        }
        sheet.heading("Judge and people, on outputs of the random audit")
                .table(
                        "Judge and people",
                        List.of(
                                "Judge",
                                "Say the same (range, from how many)",
                                "Wrong outputs it flags",
                                "Right outputs it flags",
                                "Agreement beyond chance"),
                        agreement,
                        "There is nothing to compare yet.");
        if (!report.versions().isEmpty()) {
            sheet.heading("What that says of the outputs")
                    .table(
                            "What that says of the outputs",
                            List.of(
                                    "Judge",
                                    "Right, with the judge (range, from how many)",
                                    "Right, from people alone",
                                    "Judged",
                                    "Without a verdict"),
                            rates,
                            "");
        }
    }

    private static String share(JudgeReport.@Nullable Share share) {
        return share == null ? "–" : Figures.share(share.value(), share.interval(), share.n());
    }

    private static String corrected(JudgeReport.@Nullable Corrected rate) {
        return rate == null ? "–" : Figures.share(rate.value(), rate.interval(), rate.reviewed());
    }

    private static String kappa(JudgeReport.Version version) {
        JudgeReport.Coefficient kappa = version.agreed().kappa();
        return kappa == null
                ? "–"
                : String.format(
                        Locale.ENGLISH,
                        "κ %.2f (%.2f to %.2f)",
                        kappa.value(),
                        kappa.interval().lower(),
                        kappa.interval().upper());
    }

    private static void release(Sheet sheet, JudgeReleaseStatus release) {
        sheet.heading("What it may release").say(release.words());
        Figures.Facts facts = new Figures.Facts()
                .add("Audits to certify from", Figures.count(release.evidence().audits()))
                .add(
                        "Enough when none is wrong",
                        release.evidence().enough() == null
                                ? null
                                : Figures.count(release.evidence().enough()))
                .add("Certificates asked for", release.budget().certifications());
        if (release.budget().errorBudget() != null) {
            facts.add(
                    "Error budget spent",
                    String.format(
                            Locale.ENGLISH,
                            "%.3f of %.3f",
                            release.budget().spent(),
                            release.budget().errorBudget()));
        }
        JudgeReleaseStatus.Certificate latest = release.latest();
        sheet.facts(facts.list());
        if (latest != null) {
            sheet.say("Latest certificate: " + latest.tested().why());
        }
    }

    private static void spend(Sheet sheet, EfficiencyReport effort) {
        sheet.heading("What it costs")
                .say(Figures.many(effort.judge().judgments(), "judgment", "judgments") + " cost "
                        + money(effort.judge().cost()) + "; "
                        + Figures.many(effort.people().decided(), "review", "reviews")
                        + (effort.people().hours() == null
                                ? " took a time that nobody measured."
                                : " took about "
                                        + String.format(
                                                Locale.ENGLISH,
                                                "%.1f",
                                                effort.people().hours())
                                        + " hours ("
                                        + Figures.count(effort.people().timed()) + " were timed)."))
                .say(Figures.many(effort.given().errors(), "error was", "errors were") + " found, "
                        + Figures.count(effort.given().stopped()) + " of them before they went out.");
        cost(sheet, "An error that was found cost ", effort.costPerError());
        cost(sheet, "By chance and without a judge it would have cost ", effort.byChance());
        sheet.notes(effort.notes());
    }

    private static void cost(Sheet sheet, String what, EfficiencyReport.@Nullable CostPerError cost) {
        if (cost != null) {
            sheet.say(what + money(cost.value()) + " (" + money(cost.lower()) + " to "
                    + (cost.upper() == null ? "no bound" : money(cost.upper())) + ").");
        }
    }

    /// In the unit of the price tables.
    private static String money(double cost) {
        return String.format(Locale.ENGLISH, "%,.2f", cost);
    }
}

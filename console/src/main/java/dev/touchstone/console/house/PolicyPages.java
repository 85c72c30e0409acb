package dev.touchstone.console.house;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.policy.PolicyPreview;
import dev.touchstone.api.policy.PolicyVersion;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Problem;
import dev.touchstone.console.sheet.Act;
import dev.touchstone.console.sheet.Cell;
import dev.touchstone.console.sheet.Difference;
import dev.touchstone.console.sheet.Figures;
import dev.touchstone.console.sheet.Sheet;
import dev.touchstone.console.sheet.Sheets;
import dev.touchstone.console.sheet.Sheets.Answer;
import dev.touchstone.console.sheet.Sheets.Elsewhere;
import dev.touchstone.console.sheet.Sheets.Told;
import dev.touchstone.console.sheet.Sheets.Visit;
import dev.touchstone.console.web.Backends;
import dev.touchstone.console.web.Door;
import dev.touchstone.console.web.Forms;
import dev.touchstone.console.web.Place;
import dev.touchstone.console.web.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /policy` · `GET /policy/versions/{number}` · `POST /policy/preview` · `POST /policy/change`. A policy
/// is put into force from the page that shows what it would have done, and from nowhere else.
final class PolicyPages {
    private static final int SHOWN = 50;
    private static final int DAYS = 7;
    /// Who puts what the declarative file says.
    private static final String DECLARED = "config";

    private final Backends backends;

    PolicyPages(Backends backends) {
        this.backends = backends;
    }

    void register(Sheets sheets) {
        sheets.page(Place.POLICY, this::show);
        sheets.page(Place.POLICY, "/policy/versions/{number}", this::version);
        sheets.answer(Place.POLICY, "/policy/preview", this::preview);
        sheets.answer(Place.POLICY, "/policy/change", this::change);
    }

    private Told show(Visit visit) {
        Pipeline pipeline = visit.api().pipeline(visit.about().value());
        Sheet sheet = new Sheet();
        if (visit.asked("changed") != null) {
            sheet.note("Version " + pipeline.policyVersion() + " is in force.");
        }
        Page<PolicyVersion> page = visit.api().policies().versions(visit.about(), visit.asked("cursor"), SHOWN);
        sheet.notes(pipeline.notes());
        if (page.items().stream().anyMatch(version -> version.createdBy().equals(DECLARED))) {
            sheet.note(
                    "config/pipelines.yaml declares this pipeline: at every start of the server its policy is put into"
                            + " force again. Change it there too.");
        }
        edit(sheet, visit, PolicyText.of(pipeline.policy()), pipeline.policyVersion());
        Sheet.Rows rows = new Sheet.Rows();
        for (PolicyVersion version : page.items()) {
            rows.add(
                    Cell.link(
                            "Version " + version.version(),
                            "/policy/versions/" + version.version() + "?pipeline=" + visit.about()),
                    Cell.of(Words.moment(version.createdAt())),
                    Cell.of(version.createdBy()),
                    Cell.of(version.why()));
        }
        sheet.heading("Versions").table("Versions", List.of("Version", "Since", "By", "Why"), rows, "");
        if (page.nextCursor() != null) {
            sheet.link("/policy?pipeline=" + visit.about() + "&cursor=" + page.nextCursor(), "Older versions");
        }
        sheet.heading("The fields that are changed most");
        PolicyHelp.tell(sheet);
        return new Told(
                "Policy of " + visit.about(),
                "The rules by which outputs are reviewed. Every change is a version that stays, and shows its effect"
                        + " before it is in force.",
                sheet);
    }

    private static void edit(Sheet sheet, Visit visit, String text, int version) {
        sheet.form(Act.of("/policy/preview", "Show the effect")
                .primary()
                .with("pipeline", visit.about().value())
                .with("expected", String.valueOf(version))
                .area(
                        "policy",
                        "The policy in force, version " + version,
                        text,
                        "In YAML. What is left out takes its default."));
    }

    /// One version, and how it differs from the one before.
    private Told version(Visit visit) {
        int number = Forms.number(visit.context().pathParam("number"), 0);
        List<PolicyVersion> found = visit.api()
                .policies()
                .versions(visit.about(), String.valueOf(number + 1), 2)
                .items();
        if (found.isEmpty() || found.getFirst().version() != number) {
            throw new Door.NothingThereException();
        }
        PolicyVersion version = found.getFirst();
        String text = PolicyText.of(version.policy());
        Sheet sheet = new Sheet()
                .facts(new Figures.Facts()
                        .add("Since", Words.moment(version.createdAt()))
                        .add("By", version.createdBy())
                        .add("Why", version.why())
                        .list());
        if (found.size() > 1) {
            sheet.heading("Beside version " + (number - 1))
                    .difference(Difference.of(PolicyText.of(found.get(1).policy()), text));
        }
        Pipeline inForce = visit.api().pipeline(visit.about().value());
        if (inForce.policyVersion() == number) {
            sheet.say("It is in force.");
        } else {
            sheet.heading("Roll back to it")
                    .form(Act.of("/policy/preview", "Show the effect of this version")
                            .primary()
                            .with("pipeline", visit.about().value())
                            .with("expected", String.valueOf(inForce.policyVersion()))
                            .with("why", "Back to version " + number)
                            .with("policy", text));
        }
        sheet.quote("The whole version", text, false);
        return new Told(
                "Policy of " + visit.about() + ", version " + number, "What the rules were at one time.", sheet);
    }

    private Answer preview(Visit visit) {
        return effect(visit, null);
    }

    private Answer change(Visit visit) {
        try {
            Policy policy = PolicyText.read(text(visit));
            Pipeline put = visit.api()
                    .policies()
                    .put(visit.about(), policy, expected(visit), Forms.field(visit.context(), "why"));
            backends.look();
            return new Elsewhere("/policy?pipeline=" + visit.about() + "&changed=" + put.policyVersion());
        } catch (PolicyText.Wrong e) {
            return effect(visit, e.getMessage());
        } catch (ApiException e) {
            return effect(visit, refusal(visit, e));
        }
    }

    /// Told above what was written, which stays; anything else is no matter of the policy.
    private static String refusal(Visit visit, ApiException e) {
        if (e.status() != 422 && e.status() != 409 && e.status() != 403) {
            throw e;
        }
        visit.context().status(e.status());
        List<Problem.FieldError> errors = e.problem().errors();
        return errors.isEmpty()
                ? e.problem().detail()
                : PolicyText.told(
                        text(visit),
                        errors.getFirst().pointer(),
                        errors.getFirst().detail());
    }

    /// What was written, what it changes and what that would have done.
    private Told effect(Visit visit, @Nullable String trouble) {
        String text = text(visit);
        Pipeline inForce = visit.api().pipeline(visit.about().value());
        Sheet sheet = new Sheet().warn(trouble);
        boolean sound = trouble == null;
        boolean same = false;
        try {
            Policy policy = PolicyText.read(text);
            same = policy.equals(inForce.policy());
            effect(sheet, visit, inForce, policy);
        } catch (PolicyText.Wrong e) {
            visit.context().status(422);
            sheet.warn(sound ? e.getMessage() : null);
            sound = false;
        } catch (ApiException e) {
            String refused = refusal(visit, e);
            sheet.warn(sound ? refused : null);
            sound = false;
        }
        Act act = sound && !same
                ? Act.of("/policy/change", "Put it into force").primary().or("/policy/preview", "Show the effect again")
                : Act.of("/policy/preview", "Show the effect again").primary();
        String why = Forms.field(visit.context(), "why");
        sheet.form(act.with("pipeline", visit.about().value())
                .with("expected", String.valueOf(trouble == null ? expected(visit) : inForce.policyVersion()))
                .field("why", "Why (the version keeps it)", why, "")
                .area("policy", "The policy", text, "In YAML. What is left out takes its default."));
        return new Told(
                "Effect on " + visit.about(),
                "What the policy would have done with the outputs of the last week. Nothing is changed yet.",
                sheet);
    }

    private static void effect(Sheet sheet, Visit visit, Pipeline inForce, Policy policy) {
        if (policy.equals(inForce.policy())) {
            sheet.headline("It says what version " + inForce.policyVersion() + " says");
            return;
        }
        if (!visit.visitor().session().admin()
                && !policy.reviewers()
                        .owners()
                        .contains(visit.visitor().person().id())) {
            sheet.warn("You would own this pipeline no longer: reviewers.owners does not name you ("
                    + visit.visitor().id() + ").");
        }
        PolicyPreview preview = visit.api().policies().preview(visit.about(), policy, DAYS);
        sheet.headline(preview.words())
                .facts(new Figures.Facts()
                        .add(
                                "Outputs that were tried",
                                Figures.count(preview.tried().outputs()))
                        .add(
                                "Reviewed",
                                Figures.count(preview.then().reviewed()) + " instead of "
                                        + Figures.count(preview.now().reviewed()))
                        .add(
                                "Of them audited by chance",
                                Figures.count(preview.then().audited()) + " instead of "
                                        + Figures.count(preview.now().audited()))
                        .add("Outputs that go another way", Figures.count(preview.moved()))
                        .list())
                .notes(preview.notes())
                .heading("What is changed")
                .difference(Difference.of(PolicyText.of(inForce.policy()), PolicyText.of(policy)));
    }

    private static String text(Visit visit) {
        String text = Forms.text(visit.context(), "policy");
        return text == null ? "" : text;
    }

    private static int expected(Visit visit) {
        return Forms.number(Forms.field(visit.context(), "expected"), 0);
    }
}

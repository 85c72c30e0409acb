package dev.touchstone.console.house;

import dev.touchstone.api.client.ReviewQuery;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.ReviewCounts;
import dev.touchstone.api.wire.HumanDurations;
import dev.touchstone.console.sheet.Figures;
import dev.touchstone.console.sheet.Sheet;
import dev.touchstone.console.sheet.Sheets.Told;
import dev.touchstone.console.sheet.Sheets.Visit;
import dev.touchstone.console.web.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// `GET /health`
final class HealthPage {
    private HealthPage() {}

    static Told tell(Visit visit) {
        Pipeline pipeline = visit.api().pipeline(visit.about().value());
        List<String> notes = new ArrayList<>(visit.api().health().notes());
        notes.addAll(pipeline.notes());
        ReviewCounts counts = visit.api().countReviews(ReviewQuery.OPEN.pipeline(visit.about()));
        Sheet sheet = new Sheet()
                .headline(notes.isEmpty() ? "All is well" : "Requests are taken, and there is something to look at")
                .notes(notes)
                .facts(new Figures.Facts()
                        .add("Reviews that wait", open(counts))
                        .add("Policy in force", "version " + pipeline.policyVersion())
                        .add("Since", Words.moment(pipeline.createdAt()))
                        .add("Put by", pipeline.createdBy())
                        .list())
                .heading("Settings in words");
        words(sheet, pipeline.policy());
        return new Told(
                "Health of " + visit.about(), "Whether everything works, and what the pipeline is set to do.", sheet);
    }

    private static String open(ReviewCounts counts) {
        return counts.open() >= ReviewCounts.MOST ? "1,000 or more" : Figures.count(counts.open());
    }

    private static void words(Sheet sheet, Policy policy) {
        sheet.say("Outputs with a confidence below " + Words.percent(policy.confidenceThreshold())
                + " are reviewed; those without one are "
                + (policy.missingConfidence() == Policy.MissingConfidence.REVIEW ? "reviewed too" : "treated as sure")
                + (policy.attributeRules() == null ? "." : ", and those that a rule about attributes finds doubtful."));
        sheet.say("Of everything else, chance has " + share(policy.auditRate())
                + " reviewed. Every figure of quality rests on that.");
        sheet.say("A review should be decided within " + HumanDurations.format(policy.reviewSla())
                + (policy.expireAfter() == null
                        ? "; it waits for as long as it takes."
                        : " and expires after " + HumanDurations.format(policy.expireAfter()) + ".")
                + " Texts are kept for " + HumanDurations.format(policy.retention()) + ".");
        sheet.say(policy.judge() == null ? "No judge looks at outputs." : "A judge looks at outputs too.");
        sheet.say(
                policy.overlap() == null
                        ? "One person judges each output."
                        : "Some outputs are judged by several people, blind to each other.");
        sheet.say(
                policy.budget() == null
                        ? null
                        : "The team can give " + Figures.count(policy.budget().reviewsPerWeek()) + " reviews a week.");
        people(sheet, policy);
    }

    private static void people(Sheet sheet, Policy policy) {
        sheet.say(
                policy.reviewers().channel() == null
                        ? "No channel gets cards."
                        : "Cards are posted to " + policy.reviewers().channel() + ".");
        sheet.facts(new Figures.Facts()
                .add("Owners", names(policy.reviewers().owners()))
                .add("Leads", names(policy.reviewers().leads()))
                .add(
                        "Reviewers",
                        policy.reviewers().allow().isEmpty()
                                ? "whoever is in the channel or group"
                                : names(policy.reviewers().allow()))
                .list());
    }

    private static String names(List<?> people) {
        return people.isEmpty()
                ? "nobody"
                : people.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    /// Small shares are not 0 %.
    private static String share(double rate) {
        return rate > 0 && rate < 0.01 ? Figures.decimal(rate * 100) + " %" : Words.percent(rate);
    }
}

package dev.touchstone.backend.golden.item;

import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.GoldenRules;
import java.util.List;

/// An item to be made of a verdict, with all that can be worked out without the database: JSON and hashes
/// are most of the work. Pure.
public final class Lesson {
    private final Verdict verdict;
    private final GoldenRules rules;
    private final Candidate candidate;
    private final Shelving.Names names;
    private final Shelving.Written alone;

    private Lesson(Verdict verdict, GoldenRules rules, Candidate candidate) {
        this.verdict = verdict;
        this.rules = rules;
        this.candidate = candidate;
        NewOutput body = verdict.body();
        names = Shelving.names(Candidate.input(body), Shelving.answer(candidate));
        alone = Shelving.write(content(List.of(reviewer())));
    }

    static Lesson of(Verdict verdict, GoldenRules rules, Candidate candidate) {
        return new Lesson(verdict, rules, candidate);
    }

    Verdict verdict() {
        return verdict;
    }

    GoldenRules rules() {
        return rules;
    }

    Candidate candidate() {
        return candidate;
    }

    Shelving.Names names() {
        return names;
    }

    ReviewerId reviewer() {
        return verdict.decision().reviewer().id();
    }

    /// The item as it is when these people gave its answer; mostly there is one.
    Shelving.Written written(List<ReviewerId> reviewers) {
        return reviewers.size() == 1 ? alone : Shelving.write(content(reviewers));
    }

    private GoldenContent content(List<ReviewerId> reviewers) {
        return candidate.content(verdict, reviewers, rules);
    }
}

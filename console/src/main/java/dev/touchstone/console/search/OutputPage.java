package dev.touchstone.console.search;

import dev.touchstone.api.judge.SelfCheck;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.console.output.Passage;
import dev.touchstone.console.output.ShownOutput;
import dev.touchstone.console.web.Visitor;
import dev.touchstone.console.web.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the page of an output shows.
public record OutputPage(Visitor visitor, OutputView view) {
    /// Null once retention has removed it.
    public @Nullable ShownOutput output() {
        NewOutput body = view.body();
        return body == null ? null : new ShownOutput(body);
    }

    public boolean askable() {
        return view.status() != OutputStatus.IN_REVIEW;
    }

    /// What became of it. While people judge it, its confidence is kept from them: whoever reads here may be one.
    public List<Passage> facts() {
        List<Passage> facts = new ArrayList<>();
        facts.add(fact("Pipeline", view.pipeline().value()));
        facts.add(fact("Id", view.externalId()));
        facts.add(fact("Received", Words.moment(view.receivedAt())));
        facts.add(fact("Standing", Words.plain(view.status().wire())));
        if (!view.routed().reasons().isEmpty()) {
            facts.add(fact(
                    "Why it was reviewed",
                    view.routed().reasons().stream()
                            .map(reason -> Words.plain(reason.wire()))
                            .collect(Collectors.joining(", "))));
        }
        facts.add(fact("Stratum", view.routed().stratum()));
        facts.add(fact("Policy", "version " + view.routed().policyVersion()));
        facts.add(fact("Chance of review at intake", Words.percent(view.routed().inclusionProbability())));
        SelfCheck check = view.routed().selfCheck();
        add(facts, "Confidence by a check", check == null ? null : Words.of(check));
        NewOutput body = view.body();
        if (body != null) {
            add(facts, "Model", body.model());
            add(facts, "Prompt", body.promptVersion());
            if (view.status() != OutputStatus.IN_REVIEW && body.confidence() != null) {
                add(facts, "Confidence", Words.percent(body.confidence()));
            }
        }
        if (view.verdict() != null) {
            facts.add(fact("Verdict", Words.of(view.verdict())));
        }
        return facts;
    }

    private static void add(List<Passage> facts, String name, @Nullable String value) {
        if (value != null) {
            facts.add(fact(name, value));
        }
    }

    private static Passage fact(String name, String value) {
        return new Passage(name, value, null);
    }
}

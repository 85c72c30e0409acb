package dev.touchstone.console.review;

import dev.touchstone.api.judge.SelfCheck;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.console.output.Passage;
import dev.touchstone.console.output.ShownOutput;
import dev.touchstone.console.sheet.Difference;
import dev.touchstone.console.web.Role;
import dev.touchstone.console.web.Visitor;
import dev.touchstone.console.web.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the page of a review shows.
///
/// @param draft what stands in the form, and what there is to say of it
/// @param own what the visitor has said, while others are still to say theirs; null for nothing
/// @param done what the visitor did just before; null for nothing
/// @param waiting how many others wait for the visitor, in words
public record ReviewPage(
        Visitor visitor,
        ReviewDetail detail,
        Draft draft,
        @Nullable Decision own,
        @Nullable Done done,
        Journey journey,
        String waiting,
        Instant now) {

    /// What somebody is about to say.
    ///
    /// @param entered what stands in the form
    /// @param trouble why what was sent was not taken; null for nothing
    /// @param preview what was changed, for whoever looks before they save; empty for nothing
    public record Draft(Entered entered, @Nullable String trouble, List<Difference.Changed> preview) {
        public Draft {
            preview = List.copyOf(preview);
        }
    }

    public Entered entered() {
        return draft.entered();
    }

    public @Nullable String trouble() {
        return draft.trouble();
    }

    public List<Difference.Changed> preview() {
        return draft.preview();
    }

    public Review review() {
        return detail.review();
    }

    public String id() {
        return review().id().value();
    }

    public boolean open() {
        return review().standing().state() == ReviewState.OPEN;
    }

    /// Whether the visitor may still say something.
    public boolean askable() {
        return open() && own == null;
    }

    /// What the others said, for whoever decides where they differ; nobody who was one of them sees it.
    public List<Passage> opinions() {
        return own == null ? PanelWords.opinions(detail) : List.of();
    }

    /// How the verdict came about, or how far several people are; null where one person judges.
    public @Nullable String panel() {
        return PanelWords.of(review(), own);
    }

    /// What marks of sources a decision has; empty for none.
    public static String marked(Decision decision) {
        return PanelWords.marked(decision);
    }

    /// Whoever else works on it; null for nobody.
    public @Nullable String holder() {
        Review.Claim claim = review().claim();
        return claim == null || claim.by().id().equals(visitor.person().id())
                ? null
                : claim.by().displayName();
    }

    public @Nullable ShownOutput output() {
        NewOutput body = detail.output().body();
        return body == null ? null : new ShownOutput(body);
    }

    /// A new one for each page, so that a form that is sent twice counts once.
    public String key() {
        return UUID.randomUUID().toString();
    }

    public List<Rubric.Line> rubric() {
        return detail.policy().rubric().lines();
    }

    public List<Rubric.Reason> reasons() {
        return detail.policy().rubric().reasons(!sources().isEmpty());
    }

    /// The sources that can be marked; empty where the output came with none.
    public List<String> sources() {
        ShownOutput output = output();
        return output == null ? List.of() : output.numberedSources();
    }

    public List<Decision> history() {
        return detail.history();
    }

    /// Facts about the output, each with its name. Confidence is kept from whoever judges blindly.
    public List<Passage> facts() {
        List<Passage> facts = new ArrayList<>();
        facts.add(fact("Pipeline", review().pipeline().value()));
        facts.add(fact(
                "Why",
                review().asked().reasons().stream()
                        .map(reason -> Words.plain(reason.wire()))
                        .collect(Collectors.joining(", "))));
        facts.add(fact("Received", Words.moment(detail.output().receivedAt())));
        if (open()) {
            facts.add(fact("Due", Words.due(review().times().dueAt(), now)));
        }
        facts.add(fact("Id", detail.output().externalId()));
        SelfCheck check = detail.output().routed().selfCheck();
        add(facts, "Confidence by a check", check == null ? null : Words.of(check));
        NewOutput body = detail.output().body();
        if (body != null) {
            add(facts, "Model", body.model());
            add(facts, "Prompt", body.promptVersion());
            if (!review().asked().blind() || !open()) {
                add(facts, "Confidence", body.confidence() == null ? null : Words.percent(body.confidence()));
            }
        }
        facts.add(fact("Stratum", detail.output().routed().stratum()));
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

    /// How it stands, in words; null while it is open and free.
    public @Nullable String standing() {
        return switch (review().standing().state()) {
            case OPEN -> holder() == null || own != null ? null : holder() + " is working on this review.";
            case DECIDED -> review().decision() == null ? "This was decided." : Words.of(review().decision()) + ".";
            case EXPIRED -> "Nobody decided this in time; it has expired.";
            case WITHDRAWN ->
                "This review was withdrawn" + (review().closedWhy() == null ? "." : ": " + review().closedWhy());
        };
    }

    /// What the button that takes the decision back says; null where there is nothing to take back.
    public @Nullable String undo() {
        Decision decision = review().decision();
        if (review().standing().state() != ReviewState.DECIDED || decision == null) {
            return null;
        }
        return decision.reviewer().id().equals(visitor.person().id()) ? "Undo" : "Open it again";
    }

    public boolean lead() {
        return visitor.may(Role.LEAD, review().pipeline());
    }

    /// The label of a reason of the policy; the id when the policy has none of it any more.
    public String reason(String id) {
        return detail.policy().rubric().label(id);
    }

    /// A corrected output as it is read.
    public static String corrected(Decision decision) {
        var node = decision.correction().correctedOutput();
        return node == null ? "" : node.isTextual() ? node.textValue() : ShownOutput.pretty(node);
    }
}

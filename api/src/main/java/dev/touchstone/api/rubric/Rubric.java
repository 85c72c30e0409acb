package dev.touchstone.api.rubric;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What reviewers judge by. A vague rubric gives inconsistent labels, so every line defines itself in one sentence.
///
/// @param lines the questions asked about an output, at most 10
/// @param rejectReasons what a rejection may be for, at most 20
public record Rubric(
        @Defaulted("[]") @Limits(maxSize = 10) List<Line> lines,
        @Defaulted @Limits(maxSize = 20) List<Reason> rejectReasons) {
    /// What a pipeline gets that defines no rubric of its own.
    public static final Rubric DEFAULT = new Rubric(
            List.of(
                    new Line("correct", "Correct", "Every statement is true and supported by the given context."),
                    new Line("complete", "Complete", "It answers all that was asked and leaves nothing needed out."),
                    new Line("tone", "Fit to send", "It could go to the reader as it is.")),
            List.of(
                    new Reason("wrong", "Wrong or made up"),
                    new Reason("incomplete", "Incomplete"),
                    new Reason("off_topic", "Does not answer the question"),
                    new Reason("unsafe", "Unsafe or against policy"),
                    new Reason("style", "Style or format"),
                    new Reason("other", "Something else")));

    public Rubric {
        lines = lines == null ? List.of() : List.copyOf(lines);
        rejectReasons = rejectReasons == null || rejectReasons.isEmpty()
                ? (DEFAULT == null ? List.of() : DEFAULT.rejectReasons())
                : List.copyOf(rejectReasons);
        if (lines.size() > 10) {
            throw new InvalidField("lines", "must be at most 10; reviewers have seconds");
        }
        if (rejectReasons.size() > 20) {
            throw new InvalidField("reject_reasons", "must be at most 20");
        }
        refuseRepeats("lines", lines.stream().map(Line::id).toList());
        refuseRepeats("reject_reasons", rejectReasons.stream().map(Reason::id).toList());
    }

    /// What a rejection or an edit may be for.
    ///
    /// @param sourced whether the output came with sources; then what may be wrong with them is offered too, last
    public List<Reason> reasons(boolean sourced) {
        if (!sourced) {
            return rejectReasons;
        }
        Set<String> own = rejectReasons.stream().map(Reason::id).collect(Collectors.toSet());
        return Stream.concat(
                        rejectReasons.stream(),
                        Arrays.stream(RetrievalCause.values())
                                .filter(cause -> !own.contains(cause.wire()))
                                .map(cause -> new Reason(cause.wire(), cause.label())))
                .toList();
    }

    /// What a reviewer saw of a reason; the id itself when it is not known any more.
    public String label(String reason) {
        return reasons(true).stream()
                .filter(one -> one.id().equals(reason))
                .map(Reason::label)
                .findFirst()
                .orElse(reason);
    }

    private static void refuseRepeats(String field, List<String> ids) {
        if (ids.stream().distinct().count() != ids.size()) {
            throw new InvalidField(field, "has an id twice: " + ids);
        }
    }

    /// One line of the rubric.
    ///
    /// @param id stable id that answers refer to
    /// @param label what the reviewer sees, at most 75 characters
    /// @param definition when the line is met, in one sentence of at most 300 characters
    public record Line(
            @Limits(pattern = Check.NAME_PATTERN) String id,
            @Limits(minSize = 1, maxSize = 75) String label,
            @Limits(minSize = 1, maxSize = 300) String definition) {
        public Line {
            Check.name("id", id);
            Check.label("label", label, 75);
            Check.label("definition", definition, 300);
        }
    }

    /// One reason for a rejection.
    ///
    /// @param id stable id that decisions refer to
    /// @param label what the reviewer sees, at most 75 characters
    public record Reason(
            @Limits(pattern = Check.NAME_PATTERN) String id,
            @Limits(minSize = 1, maxSize = 75) String label) {
        public Reason {
            Check.name("id", id);
            Check.label("label", label, 75);
        }
    }
}

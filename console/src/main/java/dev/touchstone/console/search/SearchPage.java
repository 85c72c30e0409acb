package dev.touchstone.console.search;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.console.web.Role;
import dev.touchstone.console.web.Visitor;
import dev.touchstone.console.web.Words;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the page of the search shows.
///
/// @param trouble why nothing was searched for; null for nothing
public record SearchPage(
        Visitor visitor,
        Asked asked,
        Finder.@Nullable Result result,
        @Nullable String trouble) {

    public List<PipelineName> pipelines() {
        return visitor.where(Role.LEAD);
    }

    public List<Found> found() {
        return result == null ? List.of() : result.found();
    }

    public @Nullable String cursor() {
        return result == null ? null : result.cursor();
    }

    /// What there is to know of the search, in words.
    public String summary() {
        if (result == null) {
            return "";
        }
        String count = switch (result.found().size()) {
            case 0 -> "Nothing found";
            case 1 -> "1 found";
            default -> result.found().size() + " found";
        };
        return result.searchedTo() == null
                ? count + "; everything was looked at."
                : count + " on this page; looked back to " + Words.moment(result.searchedTo()) + ".";
    }

    /// A choice of a field of the form.
    public record Choice(String value, String label) {}

    public static List<Choice> reasons() {
        return choices(RouteReason.values(), RouteReason::wire);
    }

    public static List<Choice> statuses() {
        return choices(OutputStatus.values(), OutputStatus::wire);
    }

    public static List<Choice> actions(boolean decisions) {
        return choices(
                decisions
                        ? DecisionAction.values()
                        : new DecisionAction[] {DecisionAction.APPROVE, DecisionAction.EDIT, DecisionAction.REJECT},
                DecisionAction::wire);
    }

    private static <E> List<Choice> choices(E[] values, Function<E, String> wire) {
        return Arrays.stream(values)
                .map(value -> new Choice(wire.apply(value), Words.plain(wire.apply(value))))
                .toList();
    }
}

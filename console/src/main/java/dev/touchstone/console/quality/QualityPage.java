package dev.touchstone.console.quality;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.console.web.Role;
import dev.touchstone.console.web.Visitor;
import java.util.List;

/// What the page of a pipeline's quality shows.
///
/// @param by what the groups are told apart by
/// @param weeks the last twelve, oldest first
/// @param groups of the last 28 days
/// @param notes what is odd about the question
public record QualityPage(
        Visitor visitor,
        PipelineName pipeline,
        String by,
        Answer answer,
        List<Line> weeks,
        List<Line> groups,
        List<String> notes) {
    public QualityPage {
        weeks = List.copyOf(weeks);
        groups = List.copyOf(groups);
        notes = List.copyOf(notes);
    }

    public List<PipelineName> pipelines() {
        return visitor.where(Role.OWNER);
    }

    public List<String> breakdowns() {
        return QualityPages.BREAKDOWNS;
    }

    /// Whether there is a week to draw.
    public boolean drawn() {
        return weeks.stream().anyMatch(week -> week.value() != null);
    }

    public Course course() {
        return Course.of(weeks);
    }

    /// The course in words, for whoever does not see it.
    public String told() {
        List<Line> known = weeks.stream().filter(week -> week.value() != null).toList();
        Line last = known.getLast();
        return "Share of right outputs by week, from " + known.getFirst().percent() + " in "
                + known.getFirst().name() + " to " + last.percent() + " in " + last.name()
                + ", with the range in which the true share most likely lies. The table below holds every week.";
    }
}

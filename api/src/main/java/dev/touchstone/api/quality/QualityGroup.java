package dev.touchstone.api.quality;

import dev.touchstone.api.wire.Range;
import java.util.List;
import java.util.Optional;

/// The figures of one group of outputs.
///
/// @param name what tells the group apart in its breakdown; `all` for the whole
/// @param figures in a fixed order
/// @param reliability claimed against found, by bins of equal weight; empty without confidences
/// @param notes what a reader must know about all of them
public record QualityGroup(
        String name, Coverage coverage, List<QualityFigure> figures, List<Bar> reliability, List<String> notes) {
    public QualityGroup {
        figures = List.copyOf(figures);
        reliability = List.copyOf(reliability);
        notes = List.copyOf(notes);
    }

    /// The figure of that name; empty when the group has none.
    public Optional<QualityFigure> figure(String metric) {
        return figures.stream().filter(figure -> figure.metric().equals(metric)).findFirst();
    }

    /// How much of the group people have seen.
    ///
    /// @param outputs outputs delivered, N
    /// @param drawn of those, drawn for review with a known probability
    /// @param decided of the drawn, judged
    /// @param pending of the drawn, neither judged nor due yet
    /// @param missing of the drawn, overdue, expired or withdrawn
    /// @param unansweredShare share of the outputs that pending and missing reviews stand for, 0 to 1
    /// @param uncoveredShare share of the outputs in cells with too few reviews to estimate, 0 to 1
    /// @param unreachableShare of those, what could never have been reviewed because the audit rate was 0
    public record Coverage(
            long outputs,
            long drawn,
            long decided,
            long pending,
            long missing,
            double unansweredShare,
            double uncoveredShare,
            double unreachableShare) {}

    /// One bar of a reliability diagram.
    ///
    /// @param lowest smallest confidence in the bar
    /// @param highest largest confidence in the bar
    /// @param confidence mean confidence
    /// @param approved share approved
    /// @param reviewed outputs in it, n
    public record Bar(
            double lowest, double highest, double confidence, double approved, Range interval, long reviewed) {}
}

package dev.touchstone.stats.judged;

import dev.touchstone.stats.Require;
import dev.touchstone.stats.estimate.Hajek;
import dev.touchstone.stats.estimate.HajekEstimate;
import dev.touchstone.stats.estimate.StratumSample;
import dev.touchstone.stats.estimate.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The recommended use of a judge: split each stratum by what the judge said (pass, fail or nothing, or up to five
/// score bins), weigh people's verdicts by how often the judge said it, and give the result the interval of
/// [Hajek].
///
/// About as precise as PPI++, honest with few errors, and with nothing to tune. The judge must have seen every
/// output of the population, and people must have been drawn without regard to its verdict, one judge version
/// per period. Post-stratification: Särndal, Swensson and Wretman 1992, 7.6.
public final class JudgePostStratification {
    private JudgePostStratification() {}

    /// Outputs of one stratum on which the judge said the same.
    ///
    /// @param population outputs the judge put here
    /// @param reviewed how many of them people reviewed
    /// @param correct how many of those were correct
    public record Cell(long population, int reviewed, int correct) {
        public Cell {
            Require.atLeast(correct, 0, "correct outputs");
            Require.atMost(correct, reviewed, "correct outputs", "the reviewed ones");
            Require.atMost(reviewed, population, "reviewed outputs", "the population of the cell");
        }
    }

    /// Estimates from strata, each a list of cells. A cell with fewer than two reviews is put together with the
    /// one that has the fewest besides it.
    ///
    /// @return empty when no stratum has enough reviews
    public static Optional<HajekEstimate> estimate(List<List<Cell>> strata, Target target, double confidence) {
        List<StratumSample> cells = strata.stream()
                .flatMap(stratum -> usable(stratum).stream())
                .map(cell -> StratumSample.ofCounts(cell.population(), cell.reviewed(), cell.correct()))
                .toList();
        return Hajek.estimate(cells, target, confidence);
    }

    private static List<Cell> usable(List<Cell> stratum) {
        List<Cell> occupied =
                stratum.stream().filter(cell -> cell.population() > 0).toList();
        List<Cell> cells = new ArrayList<>(occupied);
        while (cells.size() > 1 && !cells.stream().allMatch(JudgePostStratification::speaks)) {
            // By numbers of reviews alone: whatever looked at their verdicts would bias the figure.
            cells.sort(Comparator.comparing(JudgePostStratification::speaks)
                    .thenComparingInt(Cell::reviewed)
                    .thenComparingLong(Cell::population));
            cells.addFirst(pooled(List.of(cells.removeFirst(), cells.removeFirst())));
        }
        return cells;
    }

    private static boolean speaks(Cell cell) {
        return cell.reviewed() >= 2 || cell.reviewed() == cell.population();
    }

    private static Cell pooled(List<Cell> cells) {
        return new Cell(
                cells.stream().mapToLong(Cell::population).reduce(0, Math::addExact),
                cells.stream().mapToInt(Cell::reviewed).reduce(0, Math::addExact),
                cells.stream().mapToInt(Cell::correct).reduce(0, Math::addExact));
    }
}

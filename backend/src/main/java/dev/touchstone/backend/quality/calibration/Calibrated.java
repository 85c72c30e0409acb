package dev.touchstone.backend.quality.calibration;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.judge.JudgeVerdict;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.backend.quality.agreement.JudgeAgreement;
import dev.touchstone.stats.judged.JudgePostStratification.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// The random share of one judge version, and what people said of the part of it that chance gave them. Outputs
/// without a verdict belong to the share like all others: a judge that is silent where it matters must not look
/// better. Pure.
///
/// @param counts of the whole share
/// @param drawn outputs of the share that are under review by design
public record Calibrated(List<Count> counts, List<Drawn> drawn) {
    /// Stands for the verdict on an output that was given to the judge and that nothing came back about.
    public static final String UNANSWERED = "unanswered";

    /// The cell of those without a verdict, whatever the cause.
    private static final String NONE = "none";

    /// How many outputs the judge's random share holds, by what it said.
    ///
    /// @param verdict null where the judge gave none, or [#UNANSWERED]
    /// @param pi the least probability with which they came before the judge, in (0, 1]
    public record Count(
            String versionId,
            String judgeModel,
            int policyVersion,
            String stratum,
            @Nullable String verdict,
            double pi,
            long outputs) {}

    /// An output that the judge was to see and that is under review by design.
    ///
    /// @param action of the decision in force; null while there is none
    public record Drawn(
            OutputId outputId,
            @Nested Judged judged,
            int policyVersion,
            String stratum,
            @Nested Draw draw,
            @Nullable String action) {
        /// What the judge said.
        ///
        /// @param verdict null where the judge gave none, or [#UNANSWERED]
        public record Judged(String versionId, @Nullable String verdict, boolean shared) {}

        /// Why people see it: the sampling key in [0, 1), and probabilities from 0 to 1.
        ///
        /// @param pi as fixed at intake; 1 when people were certain to see it
        public record Draw(double u, double pi, double auditRate) {}
    }

    public Calibrated {
        counts = List.copyOf(counts);
        drawn = drawn.stream().filter(each -> each.judged().shared()).toList();
    }

    /// Outputs that were routed alike. Where people were certain to see them, they are a stratum of their own.
    private record Stratum(int policyVersion, String name, boolean certain) {
        static final Comparator<Stratum> ORDER = Comparator.comparing(Stratum::certain)
                .thenComparingInt(Stratum::policyVersion)
                .thenComparing(Stratum::name);

        static Stratum of(Drawn one) {
            return new Stratum(one.policyVersion(), one.stratum(), one.draw().pi() == 1);
        }
    }

    private long outputs(Predicate<@Nullable String> verdict) {
        return counts.stream()
                .filter(count -> verdict.test(count.verdict()))
                .mapToLong(Count::outputs)
                .sum();
    }

    long judged() {
        return outputs(Calibrated::isVerdict);
    }

    /// Of the judged, those that the judge approves.
    long judgedGood() {
        return outputs(JudgeVerdict.APPROVE.wire()::equals);
    }

    /// Those that the judge was asked about and gave no verdict on.
    long failed() {
        return outputs(Objects::isNull);
    }

    /// Those that nothing came back about: they wait, or were given up without an answer.
    long unanswered() {
        return outputs(UNANSWERED::equals);
    }

    private static boolean isVerdict(@Nullable String verdict) {
        return verdict != null && !verdict.equals(UNANSWERED);
    }

    private static String cellOf(@Nullable String verdict) {
        return verdict == null || verdict.equals(UNANSWERED) ? NONE : verdict;
    }

    /// Whether the judge gave a verdict.
    static boolean judged(Drawn one) {
        return isVerdict(one.judged().verdict());
    }

    /// Whether the judge saw every output of the policies in question.
    boolean sawEverything() {
        return counts.stream().allMatch(count -> count.pi() == 1);
    }

    static boolean decided(Drawn one) {
        return one.action() != null;
    }

    static boolean approved(Drawn one) {
        return DecisionAction.APPROVE.wire().equals(one.action());
    }

    static boolean judgeApproves(Drawn one) {
        return JudgeVerdict.APPROVE.wire().equals(one.judged().verdict());
    }

    /// The lowest probability at which any of these outputs came before both the judge and people: with the
    /// sampling key below it, every output had the same chance.
    double commonRate() {
        return DoubleStream.concat(
                        counts.stream().mapToDouble(Count::pi),
                        drawn.stream()
                                .mapToDouble(each -> each.draw().auditRate())
                                .filter(rate -> rate > 0))
                .min()
                .orElse(0);
    }

    /// An equal-probability sample that people decided, because doubtful outputs, which people see all of,
    /// would make a judge look better or worse than it is.
    private List<Drawn> alike() {
        double rate = commonRate();
        return drawn.stream()
                .filter(one -> decided(one)
                        && one.draw().u() < rate
                        && one.draw().u() < one.draw().auditRate())
                .toList();
    }

    /// Of these, those on which the judge was silent.
    List<Drawn> silent() {
        return alike().stream().filter(one -> !judged(one)).toList();
    }

    /// Of these, what judge and people said, where silence counts as no approval.
    List<JudgeAgreement.Row> rowsWithSilence() {
        return alike().stream()
                .map(one -> new JudgeAgreement.Row(judgeApproves(one), approved(one)))
                .toList();
    }

    /// What measures the judge: of these, those on which it said something.
    List<JudgeAgreement.Row> rows() {
        return alike().stream()
                .filter(Calibrated::judged)
                .map(one -> new JudgeAgreement.Row(judgeApproves(one), approved(one)))
                .toList();
    }

    /// Strata, each split by what the judge said, if anything: its size from the counts, and people's verdicts.
    /// Within a stratum every output had the same chance to be seen by people.
    List<List<Cell>> strata() {
        TreeMap<Stratum, TreeMap<String, long[]>> sizes = new TreeMap<>(Stratum.ORDER);
        for (Count count : counts) {
            size(sizes, new Stratum(count.policyVersion(), count.stratum(), false), cellOf(count.verdict()))[0] +=
                    count.outputs();
        }
        Map<Stratum, Double> rates = new HashMap<>();
        drawn.forEach(one -> rates.merge(Stratum.of(one), one.draw().auditRate(), Math::min));
        for (Drawn one : drawn) {
            if (one.draw().pi() < 1 && one.draw().u() >= rates.getOrDefault(Stratum.of(one), 0.0)) {
                // Likelier to be seen than others of its stratum: by an active audit, or as a doubtful one that the
                // budget let through.
                continue;
            }
            long[] cell = size(sizes, Stratum.of(one), cellOf(one.judged().verdict()));
            if (one.draw().pi() == 1) {
                cell[0]++;
                size(
                        sizes,
                        new Stratum(one.policyVersion(), one.stratum(), false),
                        cellOf(one.judged().verdict()))[0]--;
            }
            if (decided(one)) {
                cell[1]++;
                cell[2] += approved(one) ? 1 : 0;
            }
        }
        List<List<Cell>> strata = new ArrayList<>();
        for (TreeMap<String, long[]> split : sizes.values()) {
            List<Cell> cells = new ArrayList<>();
            for (String verdict : new TreeSet<>(split.keySet())) {
                long[] cell = split.getOrDefault(verdict, new long[3]);
                cells.add(new Cell(Math.max(cell[0], cell[1]), (int) cell[1], (int) cell[2]));
            }
            strata.add(cells);
        }
        return strata;
    }

    private static long[] size(TreeMap<Stratum, TreeMap<String, long[]>> sizes, Stratum stratum, String verdict) {
        return sizes.computeIfAbsent(stratum, key -> new TreeMap<>()).computeIfAbsent(verdict, key -> new long[3]);
    }

    /// The same strata without the judge.
    static List<List<Cell>> unsplit(List<List<Cell>> strata) {
        return strata.stream()
                .map(cells -> List.of(new Cell(
                        cells.stream().mapToLong(Cell::population).sum(),
                        cells.stream().mapToInt(Cell::reviewed).sum(),
                        cells.stream().mapToInt(Cell::correct).sum())))
                .toList();
    }
}

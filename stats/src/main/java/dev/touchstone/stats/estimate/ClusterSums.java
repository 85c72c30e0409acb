package dev.touchstone.stats.estimate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/// What it costs that some outputs belong together: those of one conversation, user or document are alike, and
/// tell less than as many outputs of their own.
///
/// The variance of a linearised estimate is Σ_c (Σ_{i in c} e_i)² · m/(m-1) over the m clusters (Taylor
/// linearisation; Särndal, Swensson and Wretman 1992, 4.3 and 5.5), where the variance of independent outputs
/// is Σe². The interval is a proportion's at n divided by the ratio of the two, corrected by Student's t for
/// the number of clusters (Korn and Graubard 1998, Surv. Methodol. 24:193). With a cluster for each output
/// everything here is neutral.
public final class ClusterSums {
    /// How alike the outputs of a cluster are taken to be where nothing tells: where no error was seen there is
    /// none whose neighbours could be looked at. Chosen by simulation, at intra-class correlations of 0 to 0.5.
    private static final double SUPPOSED_CORRELATION = 0.5;

    /// Of outputs that all are on their own.
    static final ClusterSums NONE = of(List.of());

    private final long members;
    private final double pairs;
    private final double squares;
    private final double together;
    private final long clusters;
    private final double freedomAlone;
    private final double freedomTogether;

    private ClusterSums(Collection<Member> members, Collection<List<Member>> clusters) {
        this.members = members.size();
        this.clusters = clusters.size();
        double sum = total(members, Member::size);
        this.squares = total(members, member -> member.size() * member.size());
        double pairSum = 0;
        double sizes = 0;
        for (List<Member> cluster : clusters) {
            double size = total(cluster, Member::size);
            sizes += size * size;
            if (cluster.size() > 1) {
                double residual = total(cluster, Member::residual);
                pairSum += residual * residual - total(cluster, member -> member.residual() * member.residual());
            }
        }
        this.pairs = pairSum;
        this.together = sizes;
        this.freedomAlone = freedom(members.stream().mapToDouble(Member::residual), sum * sum / squares);
        this.freedomTogether =
                freedom(clusters.stream().mapToDouble(cluster -> total(cluster, Member::residual)), sum * sum / sizes);
    }

    /// Degrees of freedom of Σz², matched to its own spread: 2(Σz²)²/(Σz⁴ - (Σz²)²/m) (Satterthwaite 1946).
    /// Where a few clusters hold most of the errors they are few, however many clusters there are.
    ///
    /// @param units how many there are, counted by their weights: less one is the most
    private static double freedom(DoubleStream residuals, double units) {
        double count = 0;
        double second = 0;
        double fourth = 0;
        for (double residual : residuals.toArray()) {
            double square = residual * residual;
            count++;
            second += square;
            fourth += square * square;
        }
        double spread = fourth - second * second / count;
        double matched = spread > 0 ? 2 * second * second / spread : units;
        return Math.max(1, Math.min(matched, units - 1));
    }

    /// An output.
    ///
    /// @param cluster null when it belongs to no other
    /// @param residual e, its part of the linearised estimate
    /// @param size its weight, positive
    public record Member(@Nullable Long cluster, double residual, double size) {}

    public static ClusterSums of(List<Member> members) {
        Map<Long, List<Member>> named = new HashMap<>();
        List<List<Member>> alone = new ArrayList<>();
        for (Member member : members) {
            if (member.cluster() == null) {
                alone.add(List.of(member));
            } else {
                named.computeIfAbsent(member.cluster(), c -> new ArrayList<>()).add(member);
            }
        }
        return new ClusterSums(
                members, Stream.concat(named.values().stream(), alone.stream()).toList());
    }

    private static double total(Collection<Member> members, ToDoubleFunction<Member> of) {
        double total = 0;
        for (Member member : members) {
            total += of.applyAsDouble(member);
        }
        return total;
    }

    /// Whether no two outputs belong together.
    boolean allAlone() {
        return clusters == members;
    }

    /// Whether all outputs belong together: how clusters differ cannot be seen from one.
    boolean single() {
        return clusters == 1;
    }

    /// Σe_i·e_j over the outputs of the same cluster, each pair both ways.
    public double pairs() {
        return pairs;
    }

    /// The supposed design effect 1 + ρ(κ - 1) (Kish 1965, 5.4), κ being the outputs that the average output
    /// belongs with, itself included. At least 1.
    public double supposedEffect() {
        return allAlone() ? 1 : 1 + SUPPOSED_CORRELATION * Math.max(0, together / squares - 1);
    }

    /// The variance of independent outputs as one of clusters. Never smaller: that outputs of one cluster
    /// differ more than others is chance. All of one cluster are taken to be the same.
    public double spread(double independent) {
        if (allAlone()) {
            return independent;
        }
        if (single()) {
            return independent * together / squares;
        }
        double few = (double) clusters / (clusters - 1) * (members - 1) / members;
        return Math.max(independent, (independent + pairs) * few);
    }

    /// By how much few clusters shrink the effective sample: the squared ratio of Student's t with the degrees
    /// of freedom of outputs on their own and with those of clusters. In (0, 1].
    double fewClusters(double confidence) {
        if (allAlone()) {
            return 1;
        }
        double ratio = student(freedomAlone, confidence) / student(freedomTogether, confidence);
        return Math.min(1, ratio * ratio);
    }

    private static double student(double freedom, double confidence) {
        return TDistribution.of(freedom).inverseSurvivalProbability((1 - confidence) / 2);
    }
}

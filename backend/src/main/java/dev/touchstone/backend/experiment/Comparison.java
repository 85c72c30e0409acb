package dev.touchstone.backend.experiment;

import dev.touchstone.api.experiment.ExperimentFindings;
import dev.touchstone.api.experiment.ExperimentFindings.Difference;
import dev.touchstone.api.experiment.ExperimentFindings.Share;
import dev.touchstone.api.experiment.ExperimentFindings.Version;
import dev.touchstone.api.wire.Range;
import dev.touchstone.stats.estimate.CountedOutput;
import dev.touchstone.stats.estimate.RatioLhw;
import dev.touchstone.stats.estimate.Target;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Proportions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Pure: findings → figures. Shares have Wilson intervals; where the attributes of an output go together, those of
/// [RatioLhw]. Differences are of the same cases. Whatever has no verdict is left out, and counted.
public final class Comparison {
    static final double LEVEL = 0.95;
    static final long ENOUGH = 20;

    private static final String WILSON = "wilson";
    private static final String CLUSTERED = "ratio_lhw";

    private Comparison() {}

    /// @param versions in the order they are shown in; every finding is of one of them
    /// @param findings one per version and case, undecided ones included
    public static ExperimentFindings of(List<String> versions, List<CaseFinding> findings) {
        List<Version> figures = new ArrayList<>();
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            List<CaseFinding> first = of(versions.get(i), findings);
            figures.add(version(versions.get(i), first));
            for (int j = i + 1; j < versions.size(); j++) {
                differences.addAll(
                        Pairs.of(first, of(versions.get(j), findings)).differences(versions.get(i), versions.get(j)));
            }
        }
        long decided = findings.stream().filter(CaseFinding::decided).count();
        return new ExperimentFindings(decided, findings.size() - decided, figures, differences);
    }

    private static List<CaseFinding> of(String version, List<CaseFinding> findings) {
        return findings.stream()
                .filter(finding -> finding.version().equals(version))
                .toList();
    }

    private static Version version(String name, List<CaseFinding> all) {
        List<CaseFinding> decided = all.stream().filter(CaseFinding::decided).toList();
        Map<String, Share> attributes = new TreeMap<>();
        for (String attribute : attributes(decided)) {
            List<Boolean> found = decided.stream()
                    .flatMap(finding -> Stream.ofNullable(finding.attributes().get(attribute)))
                    .toList();
            share(found).ifPresent(share -> attributes.put(attribute, share));
        }
        return new Version(
                name,
                all.size(),
                decided.size(),
                share(decided.stream().map(Comparison::approved).toList()).orElse(null),
                accuracy(decided),
                attributes);
    }

    static boolean approved(CaseFinding finding) {
        return Boolean.TRUE.equals(finding.approved());
    }

    static Set<String> attributes(List<CaseFinding> findings) {
        Set<String> names = new TreeSet<>();
        findings.forEach(finding -> names.addAll(finding.attributes().keySet()));
        return names;
    }

    /// Of independent outputs; empty without any.
    static Optional<Share> share(List<Boolean> good) {
        if (good.isEmpty()) {
            return Optional.empty();
        }
        long n = good.size();
        long yes = good.stream().filter(one -> one).count();
        Interval interval = Proportions.wilson((double) yes, (double) n, LEVEL);
        return Optional.of(new Share((double) yes / n, range(interval), n, n, WILSON, n >= ENOUGH));
    }

    private static @Nullable Share accuracy(List<CaseFinding> decided) {
        List<CaseFinding> counting = decided.stream()
                .filter(finding -> !finding.attributes().isEmpty())
                .toList();
        List<CountedOutput> outputs = counting.stream()
                .map(finding ->
                        new CountedOutput(finding.right(), finding.attributes().size(), 1))
                .toList();
        long attributes = counting.stream()
                .mapToLong(finding -> finding.attributes().size())
                .sum();
        return RatioLhw.estimate(outputs, Target.PROCESS, LEVEL)
                .map(estimate -> new Share(
                        estimate.ratio().value(),
                        range(estimate.ratio().interval()),
                        outputs.size(),
                        attributes,
                        CLUSTERED,
                        outputs.size() >= ENOUGH))
                .orElse(null);
    }

    static Range range(Interval interval) {
        return new Range(interval.lower(), interval.upper(), interval.level());
    }
}

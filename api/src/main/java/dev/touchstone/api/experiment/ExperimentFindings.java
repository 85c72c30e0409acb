package dev.touchstone.api.experiment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.touchstone.api.wire.Range;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one side, people or the judge, found in an experiment.
///
/// @param decided outputs with a verdict; equal outputs of several versions count for each of them
/// @param undecided outputs without one, left out of every figure
/// @param versions by name
/// @param differences of every two versions, on the cases that both have a verdict on
public record ExperimentFindings(long decided, long undecided, List<Version> versions, List<Difference> differences) {
    /// The metric of approvals.
    public static final String APPROVAL_RATE = "approval_rate";

    /// The metric of all attributes together.
    public static final String ATTRIBUTE_ACCURACY = "attribute_accuracy";

    public ExperimentFindings {
        versions = List.copyOf(versions);
        differences = List.copyOf(differences);
    }

    /// One version.
    ///
    /// @param version its name
    /// @param items its outputs
    /// @param decided those with a verdict
    /// @param approvalRate share that could go out as it is; null without a verdict
    /// @param attributeAccuracy share of the attributes that are right; null without findings
    /// @param attributes the same for each attribute, by name
    public record Version(
            String version,
            long items,
            long decided,
            @Nullable Share approvalRate,
            @Nullable Share attributeAccuracy,
            Map<String, Share> attributes) {
        public Version {
            attributes = java.util.Collections.unmodifiableMap(new TreeMap<>(attributes));
        }
    }

    /// A share with its interval.
    ///
    /// @param value 0 to 1
    /// @param outputs it rests on
    /// @param of what it is a share of: outputs, or attributes
    /// @param method how the interval was computed
    /// @param enough false below 20 outputs: show it grey
    public record Share(double value, Range interval, long outputs, long of, String method, boolean enough) {}

    /// Second version less the first, on the same cases.
    ///
    /// @param metric `approval_rate`, `attribute_accuracy`, or `attribute:` and a name
    /// @param value −1 to 1; positive when the second is better
    /// @param method how the interval was computed
    /// @param enough false below 20 cases: show it grey
    /// @param words the same in a sentence
    public record Difference(
            String metric,
            @JsonUnwrapped Pair pair,
            double value,
            Range interval,
            @JsonUnwrapped Counts counts,
            String method,
            boolean enough,
            String words) {
        /// Which versions.
        ///
        /// @param first a version
        /// @param second another
        public record Pair(String first, String second) {}

        /// What it rests on.
        ///
        /// @param cases both have a finding on
        /// @param onlyFirst cases that only the first has right; of `attribute_accuracy`, where it has more
        ///     right
        /// @param onlySecond likewise
        public record Counts(long cases, long onlyFirst, long onlySecond) {}
    }
}

package dev.touchstone.api.sampling;

import java.util.List;

/// A sample with its strata and how far it is reviewed.
public record SampleDetail(Sample sample, List<SampleStratum> strata, Progress progress) {
    public SampleDetail {
        strata = List.copyOf(strata);
    }

    /// How far the members are reviewed, or judged when the sample is the judge's alone; the parts add up to all
    /// members.
    ///
    /// @param decided have a verdict
    /// @param open wait for one
    /// @param lost will not get one: the review expired or was withdrawn, or the judge gave up
    /// @param withoutText could not be reviewed, because retention had removed the text
    public record Progress(long decided, long open, long lost, long withoutText) {}
}

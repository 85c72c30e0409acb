package dev.touchstone.lab.figure;

/// The words of the page.
final class FigureText {
    /// Points within which a share over so many repetitions is known.
    static final String HEAD = """
            # Every figure, held against the truth

            A page of [the evidence](../evidence.md), made by the same command from the same recorded outputs and policies.
            **Truth**: over all outputs, reviewed or not, counted without the product's estimators. **On average**: the
            figure itself. **Held**: the share of repetitions whose 95 %% interval contained the truth, itself known to
            ± %s points; the width is in points. **No figure**: repetitions that gave none. The command ends with an error
            when fewer than 92 %% of the intervals in a row hold, by more than chance explains.

            ## What was delivered
            """;

    /// Outputs of a period.
    static final String PROCESS = """
            ## The process behind it

            Periods of %,d outputs, drawn with replacement from the recorded ones, so that their rates are those of a process
            that goes on. `target=process`: the interval has to hold the rate of the process, not of that period.
            """;

    /// Outputs of a period.
    static final String DIFFERENCES = """
            ## Differences

            First two parts of what was delivered, then two periods of %,d outputs of one process, which differ in nothing:
            there **called different** is a false alarm, and 5 %% of the comparisons may be one.
            """;

    static final String SILENCE = """
            ## Reviewers who do not answer

            **Held** is for the interval, then for the worst case, widened by the interval's distances on both sides, because the
            worst case knows nothing of chance. Where people skip the hard ones, nothing in the data says so: the interval
            promises nothing then, and the worst case has to hold.
            """;

    private FigureText() {}
}

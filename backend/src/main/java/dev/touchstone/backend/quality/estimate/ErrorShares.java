package dev.touchstone.backend.quality.estimate;

import dev.touchstone.api.quality.RetrievalReport.ErrorShare;
import dev.touchstone.api.wire.Range;
import dev.touchstone.stats.estimate.CountedOutput;
import dev.touchstone.stats.estimate.RatioEstimate;
import dev.touchstone.stats.estimate.RatioLhw;
import dev.touchstone.stats.estimate.Target;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Measured;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What errors are made up of: the share of one kind among the errors that count, each weighed by the outputs that its
/// review stands for. A ratio of two estimates, whose interval is that of [RatioLhw]. Errors that do not say what they
/// are are spoken for by those of the same cell and verdict that do ([Labelled]). Pure.
public final class ErrorShares {
    private final Seen seen;
    private final Function<ReviewFact, Speech> speech;
    private final List<Answered> errors;
    private final double level;

    /// What a drawn output is to the question.
    public enum Speech {
        /// It is right, or an error that is not asked about.
        ASIDE,
        /// An error that counts and does not say of what kind it is.
        SILENT,
        /// An error that counts and says it.
        SAID
    }

    /// @param level of the intervals, in (0, 1)
    public ErrorShares(Observed observed, Function<ReviewFact, Speech> speech, double level) {
        this.seen = new Seen(Cells.of(observed), observed.policyVersions());
        this.speech = speech;
        this.level = level;
        List<Answered> byVerdict =
                of(Speech.SAID, Labelled.of(seen.cells(), review -> speech.apply(review) != Speech.SILENT));
        this.errors = drawn(byVerdict) == 1 ? together() : byVerdict;
    }

    /// Those that chance had a part in: where that is one, nothing can be said of how such errors vary.
    private static long drawn(List<Answered> errors) {
        return errors.stream().filter(error -> error.probability() < 1).count();
    }

    /// All that say what they are, speaking for all that do not, whatever their verdicts.
    private List<Answered> together() {
        Labelled all = Labelled.of(seen.cells(), review -> true);
        List<Answered> said = of(Speech.SAID, all);
        double spoken = weight(said);
        double share = spoken / (spoken + weight(of(Speech.SILENT, all)));
        CountedOutput.Labelling labelling =
                share < 1 ? new CountedOutput.Labelling(1, share) : CountedOutput.Labelling.ALL;
        return said.stream().map(error -> error.speakingFor(labelling)).toList();
    }

    private List<Answered> of(Speech wanted, Labelled labelled) {
        return labelled.reviews().stream()
                .filter(answered -> speech.apply(answered.review()) == wanted)
                .toList();
    }

    private static double weight(List<Answered> errors) {
        return errors.stream().mapToDouble(Answered::weight).sum();
    }

    /// The share of one kind; empty when fewer than two errors that were drawn by chance say what they are.
    public Optional<ErrorShare> of(Predicate<ReviewFact> kind) {
        List<CountedOutput> counted = errors.stream()
                .map(answered -> answered.counted(kind.test(answered.review()) ? 1 : 0, 1))
                .toList();
        return RatioLhw.estimate(counted, Target.FINITE, RatioLhw.Things.WHOLLY_ALIKE, level)
                .map(found -> share(found, kind));
    }

    private ErrorShare share(RatioEstimate found, Predicate<ReviewFact> kind) {
        Measured ratio = widened(found.ratio());
        boolean blind = seen.unreachableShare() > Seen.WORTH_SAYING;
        return new ErrorShare(
                blind ? null : ratio.value(),
                Figures.range(ratio.interval()),
                errors.stream().filter(answered -> kind.test(answered.review())).count(),
                errors.size(),
                errors.size() >= Figures.ENOUGH && !blind,
                worstCase(kind));
    }

    /// All outputs of cells that nobody looked at could be errors, of this kind or of none.
    private Measured widened(Measured known) {
        double weight = weight(errors);
        double unknown = seen.uncoveredShare() * seen.outputs();
        double share = unknown / (unknown + weight);
        Interval interval = known.interval();
        return new Measured(
                known.value(),
                new Interval(
                        Math.min(known.value(), (1 - share) * interval.lower()),
                        Math.max(known.value(), Math.min(1, (1 - share) * interval.upper() + share)),
                        interval.level()));
    }

    private @Nullable Range worstCase(Predicate<ReviewFact> kind) {
        double said = 0;
        double ofKind = 0;
        double open = 0;
        for (Cell cell : seen.cells()) {
            for (ReviewFact review : cell.drawn()) {
                double weight = 1 / review.inclusion();
                switch (review.decided() ? speech.apply(review) : Speech.SILENT) {
                    case ASIDE -> {}
                    case SILENT -> open += weight;
                    case SAID -> {
                        said += weight;
                        ofKind += kind.test(review) ? weight : 0;
                    }
                }
            }
        }
        return open <= Seen.WORTH_SAYING * (said + open)
                ? null
                : new Range(ofKind / (said + open), (ofKind + open) / (said + open), 1);
    }

    /// Why there is no share, or why it has no value; empty when nothing is missing.
    public Optional<String> unreachable() {
        return seen.unreachableShare() > 0 ? Optional.of(seen.unreachable()) : Optional.empty();
    }
}

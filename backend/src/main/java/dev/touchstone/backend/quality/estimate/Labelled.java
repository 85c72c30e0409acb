package dev.touchstone.backend.quality.estimate;

import dev.touchstone.stats.estimate.CountedOutput.Labelling;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What decided reviews say about attributes, each standing also for those of its verdict that say nothing.
///
/// People who reject an output plainly do not say which attribute was wrong. Left out, they would leave the approved
/// ones, which are all right: the figure would be perfect because nobody spoke. So within a cell the reviews that say
/// nothing are taken to be like those with the same verdict that do say something: a second draw, whose probability is
/// the share that spoke (two-phase sampling, Särndal, Swensson and Wretman 1992, chapter 9). People may label the easy
/// ones: that is why the worst case stands beside the figure, and why too few labels make none.
///
/// @param reviews those that say something, each with its probability of being drawn, answered and labelled
/// @param labelled how many found their output wrong and said where
/// @param silentShare share of the outputs that the silent ones stand for, 0 to 1
record Labelled(List<Answered> reviews, long labelled, double silentShare) {
    /// Fewer labelled rejections than this cannot speak for others.
    static final int ENOUGH = 10;

    Labelled {
        reviews = List.copyOf(reviews);
    }

    /// The reviews of one cell that found their outputs wrong in the same way.
    private record Verdicts(List<Answered> speaking, double silent) {
        static Verdicts of(Cell cell, Answer answer, Predicate<ReviewFact> speaks) {
            List<Answered> speaking = new ArrayList<>();
            double silent = 0;
            for (Answered answered : answered(cell)) {
                if (answered.review().answer() == answer) {
                    if (speaks.test(answered.review())) {
                        speaking.add(answered);
                    } else {
                        silent += answered.weight();
                    }
                }
            }
            return new Verdicts(speaking, silent);
        }

        double spoken() {
            return speaking.stream().mapToDouble(Answered::weight).sum();
        }
    }

    /// Of what is said about attributes.
    static Labelled of(List<Cell> all) {
        return of(all, Labelled::speaks);
    }

    /// @param speaks whether a review that found its output wrong says where; approvals always do
    static Labelled of(List<Cell> all, Predicate<ReviewFact> speaks) {
        List<Cell> cells = all.stream().filter(cell -> !cell.thin()).toList();
        List<Verdicts> edited = cells.stream()
                .map(cell -> Verdicts.of(cell, Answer.EDITED, speaks))
                .toList();
        List<Verdicts> rejected = cells.stream()
                .map(cell -> Verdicts.of(cell, Answer.REJECTED, speaks))
                .toList();
        List<Answered> reviews = new ArrayList<>();
        double outputs = 0;
        for (Cell cell : cells) {
            for (Answered answered : answered(cell)) {
                outputs += answered.weight();
                if (answered.review().answer() == Answer.APPROVED) {
                    reviews.add(answered);
                }
            }
        }
        double silent = silent(edited) + silent(rejected);
        // Where nobody spoke of a verdict, those who spoke of the other one are all there is.
        double editedToo = spoken(rejected) == 0 ? silent(rejected) : 0;
        double rejectedToo = spoken(edited) == 0 ? silent(edited) : 0;
        reviews.addAll(speakingForAll(edited, editedToo, 1));
        reviews.addAll(speakingForAll(rejected, rejectedToo, 1 + cells.size()));
        long labelled = Stream.concat(edited.stream(), rejected.stream())
                .mapToLong(one -> one.speaking().size())
                .sum();
        return new Labelled(reviews, labelled, outputs == 0 ? 0 : silent / outputs);
    }

    /// Each cell's silent ones are spoken for by its own; those of cells in which nobody spoke, by all.
    private static List<Answered> speakingForAll(List<Verdicts> cells, double besides, int firstGroup) {
        double alone = besides;
        double together = 0;
        for (Verdicts cell : cells) {
            if (cell.speaking().isEmpty()) {
                alone += cell.silent();
            } else {
                together += cell.spoken() + cell.silent();
            }
        }
        List<Answered> all = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            Verdicts cell = cells.get(i);
            double spoken = cell.spoken();
            if (cell.speaking().isEmpty()) {
                continue;
            }
            double share = spoken / (spoken + cell.silent()) / (1 + alone / together);
            Labelling labelling = share < 1 ? new Labelling(firstGroup + i, share) : Labelling.ALL;
            cell.speaking().forEach(one -> all.add(one.speakingFor(labelling)));
        }
        return all;
    }

    private static List<Answered> answered(Cell cell) {
        double response = cell.response();
        return cell.decided().stream()
                .map(review -> new Answered(review, Math.min(1, review.inclusion() * response)))
                .toList();
    }

    private static double silent(List<Verdicts> cells) {
        return cells.stream().mapToDouble(Verdicts::silent).sum();
    }

    private static double spoken(List<Verdicts> cells) {
        return cells.stream().mapToDouble(Verdicts::spoken).sum();
    }

    /// An approval without findings is one of an output without attributes.
    static boolean speaks(ReviewFact review) {
        return review.decided()
                && (review.answer() == Answer.APPROVED || !review.attributes().isEmpty());
    }

    /// Whether those who said nothing weigh too much for the few who said something.
    boolean tooFew() {
        return silentShare > Seen.WORTH_SAYING && labelled < ENOUGH;
    }

    /// Why there is no figure and what to do about it, for people.
    String advice() {
        return (labelled == 1 ? "1 rejected output says" : labelled + " rejected outputs say")
                + " which attributes were wrong, and those that do not stand for " + Seen.percent(silentShare)
                + " of the outputs: label the attributes of at least " + ENOUGH + " rejected outputs for a figure";
    }
}

package dev.touchstone.backend.report;

import dev.touchstone.api.quality.QualityFigure;

/// The week in one sentence. It claims a change only where the interval of the difference leaves none out.
final class Headline {
    private Headline() {}

    static String of(WeekData data) {
        String week = data.week().name();
        QualityFigure quality = data.quality();
        if (data.outputs() == 0) {
            return "There were no outputs in " + week + ", so there is nothing to say about quality.";
        }
        if (quality.reviewed() == 0) {
            return unseen(data);
        }
        if (quality.value() == null) {
            return "Quality in " + week + " cannot be given: " + Words.sentence(noteOf(quality));
        }
        String figure = Words.figure(quality);
        String reviews = ", from " + Words.counted(quality.reviewed(), "review");
        if (!quality.enough() && quality.effective() == null) {
            return "Every output of " + week + " was reviewed, too few to judge by: "
                    + Words.counted(quality.reviewed(), "output") + ", " + Words.percent(quality.value(), 0)
                    + " of them right.";
        }
        if (!quality.enough()) {
            return "Too few reviews to judge " + week + ": quality may be " + figure + reviews + ".";
        }
        return switch (data.movement().kind()) {
            case ROSE -> "Quality rose " + moved(data.movement(), figure + reviews);
            case FELL -> "Quality fell " + moved(data.movement(), figure + reviews);
            case HELD -> "Quality held at " + figure + reviews + ".";
            case UNCLEAR -> "Quality is at " + figure + reviews + "; that is too few to tell whether it changed.";
            case NOTHING_BEFORE ->
                "Quality is at " + figure + reviews + "; there are no earlier reviews to compare with.";
        };
    }

    private static String moved(Movement movement, String figure) {
        if (movement.alarmed()) {
            return "to " + figure + "; an alarm about all outputs opened.";
        }
        return movement.over() == 1 ? "to " + figure + "." : "over the last four weeks, and is at " + figure + ".";
    }

    private static String unseen(WeekData data) {
        String outputs = Words.counted(data.outputs(), "output");
        long decided = data.counts().decidedOutputs();
        return decided == 0
                ? "Nobody reviewed any of the " + outputs + " of " + data.week().name()
                        + ", so their quality is unknown."
                : "None of the " + Words.counted(decided, "reviewed output") + " of "
                        + data.week().name() + " had a known chance of being reviewed, so the quality of all " + outputs
                        + " is unknown.";
    }

    private static String noteOf(QualityFigure quality) {
        return quality.note() == null ? "there is no honest value" : quality.note();
    }
}

package dev.touchstone.lab.promise;

import dev.touchstone.api.quality.CorrectedQuality;
import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.lab.promise.ErringReviewers.Run;
import dev.touchstone.lab.promise.ErringReviewers.Skill;
import dev.touchstone.lab.promise.PromisesCommand.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// What is said about reviewers who err, as a document.
final class ReviewerDocument {
    private static final double HELD = 0.94;
    private static final double AUDIT = 0.1;

    private ReviewerDocument() {}

    static Document of(List<ErringReviewers> sources, int runs) {
        StringBuilder text = new StringBuilder("""
                # Reviewers who err, on recorded outputs

                Written by `./touchstone promises --of reviewers --data DIR --runs %s --out docs/evidence/reviewers.md`, %s
                repetitions of each row, seeded. A tenth of the outputs is audited by simulated reviewers who call wrong
                outputs wrong with the sensitivity given and right ones right with the specificity; the truth is the
                recorded verdict of people, target finite, nominal level 95 %%. **Plain**: the verdicts taken for the truth.
                **Measured**: corrected by what such reviewers did with 60 wrong and 140 right outputs whose truth is
                known. **Overlap**: corrected by what three of them said of each of 200 outputs, whose truth nobody knows.

                | data | outputs | wrong | sensitivity, specificity | plain: off by | plain held | measured: off by | held | width, points: plain / measured | overlap held | no figure |
                |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
                """.formatted(runs, Document.count(runs)));
        List<String> broken = new ArrayList<>();
        for (ErringReviewers source : sources) {
            for (Skill skill : ErringReviewers.SKILLS) {
                Row row = row(source, skill, runs);
                text.append(row.markdown()).append('\n');
                check(source, skill, "measured", row.measured(), broken);
                check(source, skill, "overlap", row.overlap(), broken);
            }
        }
        return new Document(text.toString(), broken);
    }

    /// @param plainOff how far the plain value is off on average, in points; `measuredOff` the corrected one
    record Row(
            ErringReviewers source,
            Skill skill,
            Promise plain,
            double plainOff,
            Promise measured,
            double measuredOff,
            Promise overlap) {
        String markdown() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %d | %s | %s, %s | %+.1f | %s | %+.1f | %s | %.1f / %.1f | %s | %d |",
                    source.name(),
                    source.wrong().size(),
                    Promise.percent(source.truth()),
                    skill.sensitivity(),
                    skill.specificity(),
                    100 * plainOff,
                    plain.held(),
                    100 * measuredOff,
                    measured.held(),
                    100 * plain.meanWidth(),
                    100 * measured.meanWidth(),
                    overlap.held(),
                    measured.none() + overlap.none());
        }
    }

    static Row row(ErringReviewers source, Skill skill, int runs) {
        List<Run> all = IntStream.range(0, runs)
                .parallel()
                .mapToObj(seed -> source.run(skill, AUDIT, 49_979_687L * (seed + 1)))
                .toList();
        Promise plain = new Promise();
        Promise measured = new Promise();
        Promise overlap = new Promise();
        double plainOff = 0;
        double measuredOff = 0;
        for (Run run : all) {
            QualityFigure found = run.plain().figure("error_rate").orElseThrow();
            plain.add(found, source.truth());
            plainOff += off(found, source);
            QualityFigure corrected = errors(run.measured());
            measured.add(corrected, source.truth());
            measuredOff += off(corrected, source);
            run.overlapping()
                    .ifPresentOrElse(figures -> overlap.add(errors(figures), source.truth()), overlap::addNone);
        }
        return new Row(source, skill, plain, plainOff / runs, measured, measuredOff / runs, overlap);
    }

    private static double off(QualityFigure figure, ErringReviewers source) {
        return figure.value() == null ? 0 : figure.value() - source.truth();
    }

    private static QualityFigure errors(CorrectedQuality corrected) {
        return corrected.figures().getLast();
    }

    private static void check(ErringReviewers source, Skill skill, String how, Promise promise, List<String> broken) {
        if (promise.counted() > 0 && Document.broken(promise.share(), HELD, promise.counted())) {
            broken.add(source.name() + ", " + skill + ", " + how + ": held in " + promise.held() + ", promised "
                    + Promise.percent(HELD));
        }
    }
}

package dev.touchstone.lab.promise;

import dev.touchstone.api.feedback.FeedbackClass;
import dev.touchstone.api.quality.FeedbackReport.Worth;
import dev.touchstone.api.quality.JudgeReport.Share;
import dev.touchstone.backend.quality.feedback.AuditedSignal;
import dev.touchstone.backend.quality.feedback.WorthCount;
import dev.touchstone.lab.promise.PromisesCommand.Document;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What is said about the worth of users' behaviour, as a document.
final class FeedbackDocument {
    private static final double LEVEL = 0.95;
    private static final double HELD = 0.94;
    private static final double AUDIT = 0.1;

    private FeedbackDocument() {}

    static Document of(List<ErringReviewers> sources, int runs) {
        StringBuilder text = new StringBuilder("""
                # What users' behaviour is worth, on recorded outputs

                Written by `./touchstone promises --of feedback --data DIR --runs %s --out docs/evidence/feedback.md`, %s
                repetitions of each row, seeded. Outputs and verdicts are recorded; **the users are simulated**, because no
                public data have both. A tenth of the outputs is audited; the truth of a class is the share of wrong ones
                among all outputs of it. **Held**: how often the 95 %% interval that `GET /v1/quality/feedback` shows held
                that truth. **Says**: how often it left out the base rate, and so had the power to route.

                ## Thumbs against the truth
                The mean of the thumbs is shown nowhere in the product; this is why.

                | data | habits | approved in truth | mean of the thumbs | off by, points |
                |---|---|---:|---:|---:|
                """.formatted(runs, Document.count(runs)));
        List<String> broken = new ArrayList<>();
        StringBuilder classes = new StringBuilder();
        for (ErringReviewers source : sources) {
            for (UserHabits habits : UserHabits.ALL) {
                List<Run> all = IntStream.range(0, runs)
                        .parallel()
                        .mapToObj(seed -> run(source, habits, 32_452_843L * (seed + 1)))
                        .toList();
                text.append(thumbs(source, habits, all)).append('\n');
                for (FeedbackClass one : FeedbackClass.values()) {
                    classes.append(line(source, habits, one, all, broken));
                }
            }
        }
        text.append("""

                ## Worth of each class
                **Lift** is the error of the class over the base: what reviewing outputs of it finds per review, against the random
                audit.

                | data | habits | class | outputs | audits | wrong in truth | lift | held | says |
                |---|---|---|---:|---:|---:|---:|---:|---:|
                """).append(classes);
        return new Document(text.toString(), broken);
    }

    /// One repetition.
    ///
    /// @param up thumbs up, of all thumbs
    record Run(double up, Map<FeedbackClass, ClassRun> classes) {}

    /// @param truth share of wrong outputs of the class; null without any output
    record ClassRun(int outputs, @Nullable Double truth, Worth worth) {}

    static Run run(ErringReviewers source, UserHabits habits, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<FeedbackClass, List<Boolean>> truth = new EnumMap<>(FeedbackClass.class);
        List<AuditedSignal> audits = new ArrayList<>();
        for (boolean wrong : source.wrong()) {
            FeedbackClass one = habits.behaviour(wrong, random);
            truth.computeIfAbsent(one, unused -> new ArrayList<>()).add(wrong);
            if (random.nextDouble() < AUDIT) {
                audits.add(new AuditedSignal(AUDIT, one, Map.of(), wrong));
            }
        }
        @Nullable Share base = WorthCount.share(audits, LEVEL);
        Map<FeedbackClass, ClassRun> classes = new EnumMap<>(FeedbackClass.class);
        for (FeedbackClass one : FeedbackClass.values()) {
            List<Boolean> all = truth.getOrDefault(one, List.of());
            List<AuditedSignal> drawn = audits.stream()
                    .filter(audit -> audit.feedbackClass() == one)
                    .toList();
            classes.put(one, new ClassRun(all.size(), share(all), WorthCount.worth(drawn, base, LEVEL)));
        }
        int up = truth.getOrDefault(FeedbackClass.STRONG_POSITIVE, List.of()).size();
        int down = truth.getOrDefault(FeedbackClass.STRONG_NEGATIVE, List.of()).size();
        return new Run(up + down == 0 ? 0 : (double) up / (up + down), classes);
    }

    private static @Nullable Double share(List<Boolean> wrong) {
        return wrong.isEmpty()
                ? null
                : (double) wrong.stream().filter(one -> one).count() / wrong.size();
    }

    private static String thumbs(ErringReviewers source, UserHabits habits, List<Run> all) {
        double up = all.stream().mapToDouble(Run::up).average().orElseThrow();
        double truth = 1 - source.truth();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %+.1f |",
                source.name(),
                habits.name(),
                Promise.percent(truth),
                Promise.percent(up),
                100 * (up - truth));
    }

    private static String line(
            ErringReviewers source, UserHabits habits, FeedbackClass one, List<Run> all, List<String> broken) {
        List<ClassRun> runs = all.stream()
                .map(run -> run.classes().get(one))
                .filter(run -> run.truth() != null && run.worth().error() != null)
                .toList();
        if (runs.isEmpty()) {
            return "";
        }
        double held = mean(runs.stream().map(run -> holds(run) ? 1.0 : 0.0).toList());
        double truth = mean(runs.stream().map(FeedbackDocument::truth).toList());
        if (Document.broken(held, HELD, runs.size())) {
            broken.add(source.name() + ", " + habits.name() + ", " + one.wire() + ": held in " + Promise.percent(held)
                    + ", promised " + Promise.percent(HELD));
        }
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.0f | %.0f | %s | %.2f | %s | %s |%n",
                source.name(),
                habits.name(),
                one.wire(),
                mean(runs.stream().map(run -> (double) run.outputs()).toList()),
                mean(runs.stream().map(run -> (double) run.worth().audits()).toList()),
                Promise.percent(truth),
                truth / source.truth(),
                Promise.percent(held),
                Promise.percent(mean(
                        runs.stream().map(run -> run.worth().says() ? 1.0 : 0.0).toList())));
    }

    private static double truth(ClassRun run) {
        return run.truth() == null ? 0 : run.truth();
    }

    private static boolean holds(ClassRun run) {
        @Nullable Share error = run.worth().error();
        return error != null
                && error.interval().lower() <= truth(run) + 1e-12
                && error.interval().upper() >= truth(run) - 1e-12;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElseThrow();
    }
}

package dev.touchstone.lab.flywheel;

import dev.touchstone.backend.quality.threshold.Certification;
import dev.touchstone.backend.quality.threshold.Traffic;
import dev.touchstone.stats.confidence.ScoredOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The flywheel, once: week after week the model is trained from what was exported, certified, put to work, and taught.
final class Loop {
    /// Nothing is approved by the machine: confidences end below it.
    private static final double NOBODY = 1;

    private static final double HIGHEST = 0.999999;
    private static final double DELTA = 0.1;
    private static final IntentModel.Answer NO_MODEL = new IntentModel.Answer("unknown", 0);

    private final Terms terms;
    private final Choice choice;
    private final int seed;
    private int labels;

    /// @param start labels before there is a model
    /// @param aWeek requests
    /// @param weeks how many
    /// @param beyond labels a week beyond the audit, at most
    /// @param audits rate of the audit
    /// @param maxError tolerated among outputs that the machine approves
    /// @param test share of the items that is kept from training
    record Terms(int start, int aWeek, int weeks, int beyond, double audits, double maxError, double test) {
        static final Terms USUAL = new Terms(1500, 1000, 20, 250, 0.05, 0.05, 0.3);

        Terms {
            if (start < 1 || aWeek < 1 || weeks < 1) {
                throw new IllegalArgumentException("start, week and weeks must be at least 1");
            }
        }

        /// Requests that it takes.
        int requests() {
            return start + weeks * aWeek;
        }
    }

    Loop(Terms terms, Choice choice, int seed) {
        this.terms = terms;
        this.choice = choice;
        this.seed = seed;
    }

    /// @param folder for a database of its own
    List<Week> run(List<IntentRequest> requests, Path folder) {
        if (requests.size() < terms.requests()) {
            throw new IllegalArgumentException(terms.requests() + " requests are needed, there are " + requests.size());
        }
        List<IntentRequest> stream = new ArrayList<>(requests);
        Collections.shuffle(stream, new Random(seed));
        try (GoldenService service = new GoldenService(folder.resolve(choice + "-" + seed + ".db"), seed)) {
            begin(service, stream.subList(0, terms.start()));
            List<Week> weeks = new ArrayList<>();
            for (int week = 1; week <= terms.weeks(); week++) {
                int from = terms.start() + (week - 1) * terms.aWeek();
                weeks.add(week(service, stream.subList(from, from + terms.aWeek()), week));
            }
            return weeks;
        }
    }

    /// Everything is audited, as there is no model yet.
    private void begin(GoldenService service, List<IntentRequest> requests) {
        service.rule(NOBODY, 1, terms.test());
        decide(service, service.post(requests, Collections.nCopies(requests.size(), NO_MODEL), "none"));
    }

    private Week week(GoldenService service, List<IntentRequest> requests, int week) {
        int before = labels;
        IntentModel model = IntentModel.train(service.trainingFile());
        List<IntentModel.Example> test = service.testItems();
        @Nullable Double certified = certified(model, test);
        double threshold = certified == null ? NOBODY : certified;
        service.rule(threshold, choice.auditRate(terms.audits(), terms.beyond(), terms.aWeek()), terms.test());
        List<IntentModel.Answer> answers =
                requests.stream().map(request -> answer(model, request.text())).toList();
        List<Handled> outputs = service.post(requests, answers, "week-" + week);
        Week result = Week.of(outputs, threshold, before, test.size(), certified != null, terms);
        decide(service, outputs.stream().filter(Handled::audited).toList());
        decide(
                service,
                choice.of(
                        outputs.stream()
                                .filter(one -> one.doubtful() && !one.audited())
                                .toList(),
                        terms.beyond()));
        return result;
    }

    private void decide(GoldenService service, List<Handled> outputs) {
        outputs.forEach(service::decide);
        labels += outputs.size();
    }

    /// By the test that the product certifies releases with, once for each model. Its grid comes from the
    /// confidences of the test items, without their verdicts.
    private @Nullable Double certified(IntentModel model, List<IntentModel.Example> test) {
        List<ScoredOutput> audits = new ArrayList<>();
        for (IntentModel.Example item : test) {
            IntentModel.Answer answer = answer(model, item.text());
            audits.add(ScoredOutput.of(answer.confidence(), answer.intent().equals(item.intent())));
        }
        Traffic traffic =
                Traffic.of(audits.stream().map(ScoredOutput::confidence).toList());
        return new Certification(audits, traffic, terms.audits(), terms.maxError(), DELTA)
                .of("the new model", null)
                .threshold();
    }

    private static IntentModel.Answer answer(IntentModel model, String text) {
        IntentModel.Answer answer = model.answer(text);
        return new IntentModel.Answer(answer.intent(), Math.min(HIGHEST, answer.confidence()));
    }
}

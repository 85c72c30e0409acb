package dev.touchstone.backend.drift;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmCommand;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.drift.action.AlarmActions;
import dev.touchstone.backend.intake.Intake;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// A pipeline of which everything is audited, its reviewers and what watches it.
final class Audited {
    static final String PIPELINE = "p";
    static final Reviewer ANN = new Reviewer(new ReviewerId("U-ann"), "Ann");

    /// Ninety of a hundred must be right; one false page in a tenth of a year, so that tests need few reviews.
    static final String FLOOR = """
            {"audit_rate": 1, "reviewers": {"channel": "#reviews"},
             "drift": {"floor": 0.9, "years_per_false_page": 0.1, "channel": "#alarms"}}
            """;

    final Workbench bench;
    final Alarms alarms;
    final DriftReports reports;
    final List<Alarm> heard = new ArrayList<>();
    List<String> judgeNotes = List.of();
    String promptVersion = "v1";

    private int posted;

    Audited(Workbench bench) {
        this(bench, FLOOR);
    }

    Audited(Workbench bench, String policy) {
        this.bench = bench;
        AlarmActions actions = new AlarmActions(bench.database, bench.ids, bench.clock, bench.ledger, bench.outbox);
        alarms = new Alarms(
                bench.database,
                bench.ids,
                bench.clock,
                bench.ledger,
                bench.outbox,
                bench.pipelines,
                actions,
                (transaction, alarm) -> heard.add(alarm));
        reports = new DriftReports(bench.database, bench.outbox, actions);
        bench.pipeline(PIPELINE, policy);
    }

    /// Takes over a database in which so many outputs were posted before.
    static Audited goingOn(Workbench bench, int posted) {
        Audited audited = new Audited(bench);
        audited.posted = posted;
        return audited;
    }

    /// As a program that has just been started does it, a little later.
    void look() {
        bench.clock.advance(Progress.SETTLING);
        run();
    }

    private void run() {
        new DriftWatch(bench.database, bench.pipelines, alarms, () -> judgeNotes, bench.clock).catchUp();
    }

    /// Posts outputs and returns the ids of their reviews.
    List<ReviewId> post(int count) {
        List<CompletableFuture<Intake.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(bench.intake.accept(NewOutput.text(PIPELINE, "out-" + ++posted, "an answer")
                    .query("a question")
                    .model("m1")
                    .promptVersion(promptVersion)
                    .confidence(0.95)
                    .build()));
        }
        List<ReviewId> reviews = new ArrayList<>();
        for (CompletableFuture<Intake.Answer> answer : answers) {
            if (answer.join() instanceof Intake.Answer.Stored stored) {
                reviews.add(stored.receipt().reviewId());
            }
        }
        return reviews;
    }

    /// Posts outputs that are decided at once: of ten, so many are wrong.
    List<ReviewId> decided(int count, int wrongOfTen) {
        List<ReviewId> reviews = post(count);
        for (int i = 0; i < count; i++) {
            decide(reviews.get(i), i % 10 < wrongOfTen);
        }
        return reviews;
    }

    void decide(ReviewId review, boolean wrong) {
        int revision =
                bench.queue.find(review).map(each -> each.standing().revision()).orElseThrow();
        NewDecision decision = new NewDecision(
                ANN,
                wrong ? DecisionAction.REJECT : DecisionAction.APPROVE,
                revision,
                null,
                Map.of(),
                wrong ? "wrong" : null,
                Map.of(),
                Map.of(),
                null,
                1.0,
                false);
        bench.decisions.decide(review, decision, null);
    }

    void undo(ReviewId review) {
        int revision =
                bench.queue.find(review).map(each -> each.standing().revision()).orElseThrow();
        bench.decisions.undo(review, new UndoRequest(ANN, revision, null), null);
    }

    Pipeline pipeline() {
        return bench.pipelines.require(new PipelineName(PIPELINE));
    }

    List<Alarm> all() {
        return alarms.page(new PipelineName(PIPELINE), null, null, 100);
    }

    /// Each as `kind state`, newest first.
    List<String> said() {
        return all().stream()
                .map(alarm -> alarm.kind().wire() + " " + alarm.state().wire())
                .toList();
    }

    /// What channels were told of alarms, oldest first.
    List<String> told() {
        return bench.database
                .reader()
                .withHandle(
                        handle -> handle.createQuery("SELECT payload FROM delivery WHERE kind = 'alarm' ORDER BY id")
                                .mapTo(String.class)
                                .map(payload -> payload.replaceAll("(?s).*\"what\":\"(\\w+)\".*", "$1"))
                                .list());
    }

    /// Everything the detectors know.
    String state() {
        return column("state");
    }

    long taken() {
        return Long.parseLong(column("taken"));
    }

    private String column(String name) {
        return bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT " + name + " FROM drift_watch WHERE pipeline = 'p'")
                        .mapTo(String.class)
                        .one());
    }

    /// What the detectors know when all is fed anew.
    String fromScratch() {
        bench.database.writer().useTransaction(transaction -> {
            for (String table : List.of("drift_watch", "drift_checkpoint", "drift_fed")) {
                transaction.execute("DELETE FROM " + table);
            }
        });
        run();
        return state();
    }

    static AlarmCommand by(Duration duration) {
        return new AlarmCommand(ANN, duration, null);
    }
}

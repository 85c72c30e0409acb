package dev.touchstone.app.console;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.delivery.Acknowledgement;
import dev.touchstone.api.delivery.Delivery;
import dev.touchstone.api.delivery.LeaseRequest;
import dev.touchstone.api.experiment.Experiment;
import dev.touchstone.api.experiment.ExperimentItem;
import dev.touchstone.api.experiment.NewExperiment;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.feedback.NewFeedback;
import dev.touchstone.api.golden.DatasetRule;
import dev.touchstone.api.golden.GoldenItem;
import dev.touchstone.api.golden.ItemAct;
import dev.touchstone.api.golden.NewVersion;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.sampling.NewSample;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/// A pipeline of Ann's that Lea leads, with something for every page of an owner: two in three of its outputs
/// are wrong, and whatever can be text tries to be more.
final class OwnedPipeline {
    static final PipelineName SHOP = new PipelineName("shop");
    static final Reviewer LEA = new Reviewer(new ReviewerId("slack:U3"), "Lea");
    static final String HOSTILE =
            "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
                    + " \u202Egnp.exe =1+1 ${7*7}";
    private static final int OUTPUTS = 90;

    private final ConsoleStage stage;
    final String alarm;
    final String sample;
    final String experiment;
    final String item;

    OwnedPipeline(ConsoleStage stage) throws InterruptedException {
        this.stage = stage;
        stage.put("shop", Json.read("""
                {"audit_rate": 1, "confidence_threshold": 0,
                 "reviewers": {"channel": "#shop", "leads": ["slack:U3"], "owners": ["slack:U1"]},
                 "golden": {"admit": "second_person"}, "drift": {"floor": 0.9},
                 "samples": [{"name": "weekly-look", "schedule": "weekly", "size": 20}],
                 "budget": {"reviews_per_week": 200}}""", Policy.class));
        outputs();
        sample = sample();
        experiment = experiment();
        item = dataset();
        giveUpDelivery();
        alarm = alarm();
    }

    /// Everything that an owner sees, with the page of one thing beside each list.
    List<String> ownersPaths() {
        return List.of(
                "/quality?pipeline=shop",
                "/alarms?pipeline=shop",
                "/alarms/" + alarm,
                "/samples?pipeline=shop",
                "/samples/" + sample,
                "/plans?pipeline=shop",
                "/feedback?pipeline=shop",
                "/retrieval?pipeline=shop",
                "/judge?pipeline=shop",
                "/committee?pipeline=shop",
                "/experiments?pipeline=shop",
                "/experiments/" + experiment,
                "/golden?pipeline=shop",
                "/golden/items/" + item + "?pipeline=shop",
                "/datasets?pipeline=shop",
                "/datasets/shop-set?pipeline=shop",
                "/datasets/shop-set/versions/1?pipeline=shop",
                "/datasets/shop-set/versions/2/compare?pipeline=shop&with=1",
                "/policy?pipeline=shop",
                "/policy/versions/1?pipeline=shop",
                "/health?pipeline=shop");
    }

    private void outputs() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(3, ChronoUnit.HOURS);
        for (int i = 0; i < OUTPUTS; i++) {
            ReviewId review = stage.post(NewOutput.text("shop", "shop-" + i, "Answer " + i + HOSTILE)
                    .query("Question " + i + " " + HOSTILE)
                    .context(Context.ofSources(
                            List.of(new Context.Source(HOSTILE, "https://shop.example/terms", HOSTILE, 0.5))))
                    .model(HOSTILE)
                    .promptVersion("v" + i % 2)
                    .confidence(0.9)
                    .occurredAt(before.plusSeconds(i))
                    .build());
            var unused = stage.api.decide(review, decision(i));
        }
        for (int i = 0; i < 5; i++) {
            var unused = stage.api.feedback(new NewFeedback(
                    "shop",
                    "e-" + i,
                    null,
                    "shop-" + i,
                    "user-" + i,
                    FeedbackKind.THUMB,
                    TextNode.valueOf("down"),
                    null,
                    null,
                    null));
        }
    }

    private static NewDecision decision(int i) {
        return switch (i % 3) {
            case 0 -> NewDecision.approve(ConsoleStage.ROB, 0, null);
            case 1 -> NewDecision.reject(ConsoleStage.ROB, 0, "stale_source", TextNode.valueOf(HOSTILE), null);
            default -> NewDecision.edit(ConsoleStage.ROB, 0, TextNode.valueOf("Right " + i + HOSTILE), HOSTILE, null);
        };
    }

    private String sample() {
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        return stage.api
                .sampling()
                .draw(NewSample.ofSize("shop", hour.minus(4, ChronoUnit.HOURS), hour, 10))
                .sample()
                .id();
    }

    private String experiment() {
        Experiment made = stage.api.experiments().create(NewExperiment.of("shop", "New prompt " + HOSTILE));
        var unused = stage.api
                .experiments()
                .upload(
                        made.id(),
                        List.of(
                                new ExperimentItem("c1", "v1", null, null, null, TextNode.valueOf("One"), Map.of()),
                                new ExperimentItem(
                                        "c1", HOSTILE, null, null, null, TextNode.valueOf("Two"), Map.of())));
        return stage.api.experiments().start(made.id()).id();
    }

    /// @return an item that waits for somebody
    private String dataset() {
        List<GoldenItem> waiting = stage.api.goldenSet().waiting(SHOP, null, 10).items();
        var golden = stage.api.goldenSet();
        var unusedSet = golden.putDataset("shop-set", DatasetRule.of("shop"));
        for (int i = 0; i < 2; i++) {
            var unused = golden.admit(waiting.get(i).id(), ItemAct.by(ConsoleStage.ANN));
            var unusedVersion = golden.freeze("shop-set", NewVersion.PLAIN);
        }
        return waiting.get(2).id();
    }

    private void giveUpDelivery() {
        Delivery delivery = stage.api
                .deliveries()
                .lease(new LeaseRequest("test", 1, Duration.ofSeconds(10), Duration.ofSeconds(30)))
                .getFirst();
        stage.api.deliveries().acknowledge(delivery.id(), Acknowledgement.giveUp(delivery, "no channel " + HOSTILE));
    }

    /// The watch looks every twenty seconds.
    private String alarm() throws InterruptedException {
        for (int i = 0; i < 360; i++) {
            List<Alarm> alarms = stage.api.alarms().alarms(SHOP, null, null).items();
            if (!alarms.isEmpty()) {
                return alarms.getFirst().id();
            }
            Thread.sleep(500);
        }
        throw new AssertionError("two in three outputs are wrong, and no alarm came");
    }
}

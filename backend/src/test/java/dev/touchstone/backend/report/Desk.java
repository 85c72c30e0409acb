package dev.touchstone.backend.report;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.advice.CostConfig;
import dev.touchstone.backend.advice.Efficiency;
import dev.touchstone.backend.outbox.Leased;
import dev.touchstone.backend.review.due.DueReviews;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// Digests and reminders on a workbench, for the pipeline `p`, and the traffic they tell of.
final class Desk {
    static final Reviewer ANN = new Reviewer(new ReviewerId("slack:U0ANN"), "Ann");
    static final Reviewer BOB = new Reviewer(new ReviewerId("slack:U0BOB"), "Bob");

    /// Everything is drawn for review, and the digest is posted on Mondays at 9.
    static final String POLICY = """
            {"audit_rate": 1, "review_sla": "1d", "strata": {"keys": ["language"], "rates": []},
             "reviewers": {"channel": "#reviews", "allow": []},
             "digest": {"channel": "#owners", "zone": "Europe/Berlin", "day": "monday", "at": "09:00"}}
            """;

    final Workbench bench;
    final DueReviews due;
    final Digests digests;
    final WeeklyPosts posts;
    final Reminders reminders;
    final List<String> alarms = new ArrayList<>();

    private int posted;

    Desk(Workbench bench) {
        this.bench = bench;
        due = new DueReviews(bench.database);
        WeeklyDigest weekly = new WeeklyDigest(
                bench.database,
                bench.pipelines,
                due,
                (pipeline, from, to) -> List.copyOf(alarms),
                bench.ledger,
                new Efficiency(bench.database, new CostConfig(40.0)),
                bench.clock);
        digests = new Digests(bench.database, bench.pipelines, bench.outbox, weekly, bench.clock);
        posts = new WeeklyPosts(bench.pipelines, digests, bench.clock);
        reminders = new Reminders(bench.database, bench.pipelines, bench.outbox, due, bench.clock);
    }

    /// Takes over a database in which so many outputs were posted before.
    static Desk goingOn(Workbench bench, int posted) {
        Desk desk = new Desk(bench);
        desk.posted = posted;
        return desk;
    }

    static IsoWeek week(String name) {
        return IsoWeek.parse(name).orElseThrow();
    }

    /// Noon of the week's Wednesday, UTC.
    static Instant wednesday(IsoWeek week) {
        return week.start(ZoneOffset.UTC).plus(Duration.ofHours(60));
    }

    /// Moves the clock into the week and lets people decide outputs of it.
    void decide(IsoWeek week, int approved, int edited, int rejected) {
        bench.clock.set(wednesday(week));
        for (int i = 0; i < approved; i++) {
            decide(NewDecision.approve(i % 3 == 0 ? BOB : ANN, 0, 40.0 + i));
        }
        for (int i = 0; i < edited; i++) {
            decide(NewDecision.edit(ANN, 0, TextNode.valueOf("a better answer"), null, 60.0));
        }
        for (int i = 0; i < rejected; i++) {
            decide(NewDecision.reject(ANN, 0, i % 3 == 0 ? "wrong" : "style", null, 20.0));
        }
    }

    private void decide(NewDecision decision) {
        bench.decisions.decide(post(output -> output), decision, null);
    }

    /// Posts outputs that nobody decides.
    void leaveOpen(IsoWeek week, int count) {
        bench.clock.set(wednesday(week));
        for (int i = 0; i < count; i++) {
            post(output -> output);
        }
    }

    /// Posts an output now.
    ///
    /// @return the id of its review
    ReviewId post(UnaryOperator<NewOutput.Builder> more) {
        int n = posted++;
        NewOutput.Builder output = NewOutput.text("p", bench.clock.instant() + "-" + n, "an answer")
                .query("question " + n)
                .confidence(0.95)
                .model("m1")
                .promptVersion("v1")
                .stratum("language", n % 2 == 0 ? "de" : "en");
        return Objects.requireNonNull(bench.post(more.apply(output).build()).reviewId());
    }

    /// Moves the clock to the moment at which the digest of a week is due.
    void atPosting(IsoWeek week, String zone) {
        bench.clock.set(week.end(ZoneId.of(zone)).plus(Duration.ofHours(9)));
    }

    /// Deliveries that wait for the bot, of all channels.
    List<Leased> deliveries() {
        return bench.outbox.leaseForChannels("test", 50, Duration.ZERO, Duration.ofMinutes(5));
    }

    long written(String kind) {
        return bench.count("delivery WHERE kind = '" + kind + "'");
    }
}

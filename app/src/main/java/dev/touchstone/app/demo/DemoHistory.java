package dev.touchstone.app.demo;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.BatchLine;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Plays the weeks before this one in half a minute: posts their outputs, decides the audits as reviewers would, and
/// posts the digest of the last of them. Playing a week again, in a demo that was kept, changes nothing.
final class DemoHistory implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DemoHistory.class);
    private static final Duration A_WEEK = Duration.ofSeconds(3);
    private static final List<Reviewer> REVIEWERS = List.of(
            new Reviewer(new ReviewerId("script:ines"), "Ines (script)"),
            new Reviewer(new ReviewerId("script:omar"), "Omar (script)"));

    private static final List<String> REASONS = List.of("wrong", "wrong", "incomplete", "wrong", "off_topic");

    private final TouchstoneClient client;
    private final InstantSource clock;
    private final double speed;
    private final Thread thread = Thread.ofVirtual().name("demo-history").unstarted(this::run);

    DemoHistory(TouchstoneClient client, InstantSource clock, double speed) {
        this.client = client;
        this.clock = clock;
        this.speed = speed;
    }

    void start() {
        thread.start();
    }

    private void run() {
        PastWeeks past = PastWeeks.read();
        LocalDate monday = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).with(DayOfWeek.MONDAY);
        try {
            for (int week = 0; week < PastWeeks.WEEKS; week++) {
                LocalDate first = monday.minusWeeks(PastWeeks.WEEKS - week);
                play(past.week(week, first.atStartOfDay(ZoneOffset.UTC).toInstant()));
                Thread.sleep((long) (A_WEEK.toMillis() / speed));
            }
            client.digests().post(new PipelineName(PastWeeks.PIPELINE), isoWeek(monday.minusWeeks(1)));
        } catch (InterruptedException e) {
            log.debug("the demo's past weeks were stopped");
        } catch (ApiException | UnreachableException e) {
            log.warn("the demo could not play its past weeks cause={}", e.getMessage());
        }
    }

    private void play(List<PastWeeks.Played> week) {
        List<BatchLine> lines =
                client.postBatch(week.stream().map(PastWeeks.Played::output).toList());
        for (int i = 0; i < lines.size(); i++) {
            OutputReceipt receipt = lines.get(i).receipt();
            if (receipt != null && receipt.reviewId() != null) {
                decide(receipt.reviewId(), week.get(i).right(), i);
            }
        }
    }

    private void decide(ReviewId review, boolean right, int i) {
        Reviewer reviewer = REVIEWERS.get(i % REVIEWERS.size());
        double seconds = 8 + i * 37 % 50;
        client.decide(
                review,
                right
                        ? NewDecision.approve(reviewer, 0, seconds)
                        : NewDecision.reject(reviewer, 0, REASONS.get(i % REASONS.size()), null, seconds),
                "demo-history-" + review);
    }

    private static String isoWeek(LocalDate day) {
        return String.format(
                Locale.ROOT,
                "%d-W%02d",
                day.get(IsoFields.WEEK_BASED_YEAR),
                day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    @Override
    public void close() {
        thread.interrupt();
        client.close();
    }
}

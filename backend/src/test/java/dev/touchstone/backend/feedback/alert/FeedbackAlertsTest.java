package dev.touchstone.backend.feedback.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.feedback.NewFeedback;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.backend.feedback.work.FeedbackBench;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

class FeedbackAlertsTest {
    private static String policy(String feedback) {
        return "{\"audit_rate\": 0, \"reviewers\": {\"channel\": \"#p\"}, \"feedback\": {" + feedback + "}}";
    }

    @EveryDatabase
    void oneReviewIsOpenedHoweverManyUsersComplain(Workbench bench) {
        bench.pipeline("p", policy(""));
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            OutputId id = feedback.output("a").id();
            feedback.post(NewFeedback.of("p", "a", FeedbackKind.THUMB)
                    .actor("ann")
                    .value("down")
                    .comment("<!channel> *wrong*")
                    .build());
            feedback.count();
            feedback.thumb("a", "bob", "down");
            feedback.thumb("a", "bob", "down");
            feedback.count();

            assertThat(bench.count("review")).isEqualTo(1);
            ReviewDetail detail = review(bench, id);
            assertThat(detail.review().asked().reasons()).containsExactly(RouteReason.FEEDBACK);
            assertThat(detail.review().asked().blind()).isFalse();
            assertThat(detail.feedback()).hasSize(3);
            assertThat(detail.feedback().getFirst().words().comment()).isEqualTo("<!channel> *wrong*");
            // The card, and one line in its thread: Bob's second vote says nothing new.
            assertThat(deliveries(bench)).containsExactly("review.opened", "review.note");
        }
    }

    @EveryDatabase
    void noEstimateTakesInAReviewThatFeedbackOpened(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0.5}");
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            for (int i = 0; i < 40; i++) {
                feedback.output("o" + i);
                feedback.thumb("o" + i, "user" + i, "down");
            }
            feedback.count();

            long opened = matching(bench, "reasons = 'feedback'");
            long chosen = matching(bench, "reasons LIKE '%feedback%' AND (u < pi OR u < audit_rate)");
            assertThat(opened).isBetween(1L, 10L);
            assertThat(chosen).isZero();
        }
    }

    @EveryDatabase
    void whoJudgesBlindHearsNothingOfUsers(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 1, \"reviewers\": {\"channel\": \"#p\"}}");
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            OutputReceipt audited = feedback.output("a");
            feedback.thumb("a", "ann", "down");
            feedback.count();

            assertThat(bench.count("review")).isEqualTo(1);
            assertThat(review(bench, audited.id()).feedback()).isEmpty();
            assertThat(deliveries(bench)).containsExactly("review.opened");
        }
    }

    @EveryDatabase
    void anOpenReviewGetsTheWordsInItsThread(Workbench bench) {
        bench.pipeline("p", policy(""));
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            OutputReceipt doubtful = bench.post(
                    NewOutput.text("p", "a", "an answer").confidence(0.1).build());
            feedback.thumb("a", "ann", "down");
            feedback.count();

            assertThat(bench.count("review")).isEqualTo(1);
            assertThat(review(bench, doubtful.id()).review().asked().reasons())
                    .containsExactly(RouteReason.LOW_CONFIDENCE);
            assertThat(deliveries(bench)).containsExactly("review.opened", "review.note");
        }
    }

    @EveryDatabase
    void whatNobodyLookedAtInTimeIsLookedAtWhenAUserComplains(Workbench bench) {
        bench.pipeline("p", policy(""));
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            OutputReceipt doubtful = bench.post(
                    NewOutput.text("p", "a", "an answer").confidence(0.1).build());
            bench.database
                    .writer()
                    .useHandle(handle -> handle.execute("UPDATE review SET state = 'expired', closed_at_ms = 1"));

            feedback.thumb("a", "ann", "down");
            feedback.count();

            assertThat(bench.count("review")).isEqualTo(2);
            ReviewDetail detail = review(bench, doubtful.id());
            assertThat(detail.review().asked().reasons()).containsExactly(RouteReason.FEEDBACK);
            assertThat(detail.review().id()).isNotEqualTo(doubtful.reviewId());
        }
    }

    @EveryDatabase
    void aThreadTellsTenThingsAndNoMore(Workbench bench) {
        bench.pipeline("p", policy(""));
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            OutputId id = feedback.output("a").id();
            for (int i = 0; i < 50; i++) {
                feedback.thumb("a", "user" + i, "down");
            }
            feedback.count();

            assertThat(deliveries(bench)).hasSize(1 + ThreadNews.MOST);
            assertThat(bench.count("review")).isEqualTo(1);
            assertThat(feedback.signal(id, "voices")).isEqualTo("50");
        }
    }

    @EveryDatabase
    void beyondTheCapReviewsWaitWorstFirstAndTheChannelIsToldHowMany(Workbench bench) {
        bench.pipeline("p", policy("\"most_reviews_per_hour\": 2, \"review_below\": 0.4"));
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            for (int i = 0; i < 5; i++) {
                feedback.output("o" + i);
                feedback.post(NewFeedback.of("p", "o" + i, FeedbackKind.SCORE)
                        .actor("user" + i)
                        .value(i == 4 ? 0.01 : 0.3)
                        .build());
            }
            feedback.count();
            assertThat(bench.count("review")).isEqualTo(2);

            assertThat(feedback.work.releaseHeld()).isZero();
            assertThat(feedback.work.releaseHeld()).isZero();
            assertThat(deliveries(bench).stream().filter("notice"::equals))
                    .as("said once")
                    .hasSize(1);
            assertThat(notice(bench)).contains("3 more outputs").contains("2 reviews an hour");

            bench.clock.advance(Duration.ofMinutes(61));
            assertThat(feedback.work.releaseHeld()).isEqualTo(2);
            OutputView worst = bench.views.named("o4", null).getFirst();
            assertThat(worst.reviewId()).isNotNull();
            bench.clock.advance(Duration.ofMinutes(61));
            assertThat(feedback.work.releaseHeld()).isEqualTo(1);
            assertThat(bench.count("review")).isEqualTo(5);
        }
    }

    @EveryDatabase
    void inQuietHoursNothingIsOpenedAndNothingIsSaid(Workbench bench) {
        String from = bench.clock.instant().minusSeconds(3600).toString().substring(11, 16);
        String until = bench.clock.instant().plusSeconds(3600).toString().substring(11, 16);
        bench.pipeline("p", policy("\"quiet\": {\"from\": \"" + from + "\", \"until\": \"" + until + "\"}"));
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            feedback.output("a");
            feedback.thumb("a", "ann", "down");
            feedback.count();
            assertThat(feedback.work.releaseHeld()).isZero();
            assertThat(bench.count("review")).isZero();
            assertThat(deliveries(bench)).isEmpty();

            bench.clock.advance(Duration.ofHours(2));
            assertThat(feedback.work.releaseHeld()).isEqualTo(1);
            assertThat(deliveries(bench)).containsExactly("review.opened");
        }
    }

    @EveryDatabase
    void anOutputWhoseTextIsGoneGetsNoReview(Workbench bench) {
        bench.pipeline("p", policy(""));
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            OutputId id = feedback.output("a").id();
            bench.database.writer().useHandle(handle -> handle.execute("UPDATE output SET body = NULL"));
            feedback.thumb("a", "ann", "down");
            feedback.count();

            assertThat(bench.count("review")).isZero();
            assertThat(feedback.signal(id, "meaning")).isEqualTo("strong_negative");
        }
    }

    @EveryDatabase
    void theCardOfACriticalOneDoesNotWaitForAPlace(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0, \"max_open_cards\": 1, \"reviewers\": {\"channel\": \"#p\"}}");
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            ReviewId unused = bench.openReview(new PipelineName("p"), "doubtful");
            feedback.output("a");
            feedback.thumb("a", "ann", "down");
            feedback.count();

            assertThat(deliveries(bench)).containsExactly("review.opened", "review.opened");
        }
    }

    @EveryDatabase
    void whereJudgeAndUserContradictEachOtherAPersonLooks(Workbench bench) {
        bench.pipeline("p", policy(""));
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            OutputId approved = feedback.output("approved").id();
            OutputId rejected = feedback.output("rejected").id();
            OutputId agreed = feedback.output("agreed").id();
            judged(bench, approved, "approve");
            judged(bench, rejected, "reject");
            judged(bench, agreed, "approve");
            feedback.thumb("approved", "ann", "down");
            feedback.thumb("rejected", "ann", "up");
            feedback.thumb("agreed", "ann", "up");
            feedback.count();

            assertThat(review(bench, approved).review().asked().reasons())
                    .containsExactly(RouteReason.FEEDBACK, RouteReason.JUDGE_USER_DISAGREEMENT);
            assertThat(review(bench, rejected).review().asked().reasons())
                    .containsExactly(RouteReason.JUDGE_USER_DISAGREEMENT);
            assertThat(bench.verdicts.find(agreed).orElseThrow().reviewId()).isNull();
        }
    }

    private static void judged(Workbench bench, OutputId id, String verdict) {
        bench.database.writer().useHandle(handle -> {
            int version = handle.execute("""
                    INSERT INTO judge_version (id, pipeline, basis, model, temperature, prompt, rubric, schema, examples,
                        created_at_ms)
                    VALUES ('v', 'p', 'b', 'm', 0, '', '', '', '[]', 1) ON CONFLICT (id) DO NOTHING
                    """);
            int unused = handle.execute("""
                    INSERT INTO judgment (id, output_id, version_id, pipeline, hour, policy_version, stratum, model,
                        prompt_version, u, pi, reasons, verdict, score, attempts, input_tokens, output_tokens,
                        cost_micros, latency_ms, judged_at_ms)
                    VALUES (?, ?, 'v', 'p', 1, 1, 'all', 'm', '-', 0.5, 1, 'share', ?, 0.5, 1, 0, 0, 0, 0, 1)
                    """, "j-" + id, id.value(), verdict);
        });
    }

    private static long matching(Workbench bench, String condition) {
        return bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM review WHERE " + condition)
                        .mapTo(Long.class)
                        .one());
    }

    private static ReviewDetail review(Workbench bench, OutputId id) {
        ReviewId review = bench.verdicts.find(id).orElseThrow().reviewId();
        return bench.views.detail(Objects.requireNonNull(review)).orElseThrow();
    }

    private static List<String> deliveries(Workbench bench) {
        return bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT kind FROM delivery ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }

    private static String notice(Workbench bench) {
        return bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT payload FROM delivery WHERE kind = :kind")
                        .bind("kind", DeliveryKind.NOTICE.wire())
                        .mapTo(String.class)
                        .one());
    }
}

package dev.touchstone.backend.review.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.review.ClaimRequest;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.ReviewCounts;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.review.ReviewQueue;
import dev.touchstone.backend.review.ReviewQueue.Claim;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

class ReviewQueueTest {
    private static final Reviewer ALICE = Reviewer.of(new ReviewerId("alice"));
    private static final Reviewer BOB = Reviewer.of(new ReviewerId("bob"));

    private static ReviewFilter open(@Nullable Cursor cursor, int limit) {
        return new ReviewFilter(new PipelineName("p"), ReviewState.OPEN, null, null, null, false, cursor, limit);
    }

    private static ReviewId post(Workbench bench, String externalId, double confidence) {
        return new ReviewId(String.valueOf(bench.post(NewOutput.text("p", externalId, "out")
                        .query(externalId)
                        .confidence(confidence)
                        .build())
                .reviewId()));
    }

    private static List<@Nullable String> queries(ReviewQueries.Listing listing) {
        List<@Nullable String> queries = new ArrayList<>();
        for (ReviewSummary item : listing.items()) {
            queries.add(item.query());
        }
        return queries;
    }

    @EveryDatabase
    void theQueueIsOrderedByDueTimeThenRiskThenAge(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0}");
        post(bench, "mild", 0.7);
        post(bench, "grave", 0.1);
        post(bench, "mild-but-younger", 0.7);
        bench.clock.advance(Duration.ofHours(1));
        post(bench, "grave-but-due-later", 0.05);

        assertThat(queries(bench.reviews.list(open(null, 10))))
                .containsExactly("grave", "mild", "mild-but-younger", "grave-but-due-later");
    }

    @EveryDatabase
    void pagesFollowOneAnotherWithoutGapOrRepeat(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0}");
        for (int i = 0; i < 25; i++) {
            post(bench, "o" + i, 0.1 + (i % 5) * 0.1);
            bench.clock.advance(Duration.ofMinutes(2));
        }

        List<ReviewId> all = new ArrayList<>();
        Cursor cursor = null;
        do {
            ReviewQueries.Listing page = bench.reviews.list(open(cursor, 4));
            page.items().forEach(item -> all.add(item.review().id()));
            cursor = page.next() == null ? null : Cursor.decode(page.next().encode());
        } while (cursor != null);

        assertThat(all).hasSize(25).doesNotHaveDuplicates();
        assertThat(all)
                .containsExactlyElementsOf(bench.reviews.list(open(null, 200)).items().stream()
                        .map(item -> item.review().id())
                        .toList());
    }

    @EveryDatabase
    void filtersNarrowTheList(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0}");
        ReviewId doubtful = post(bench, "doubtful", 0.2);
        bench.post(NewOutput.text("p", "unsure", "x").query("unsure").build());
        bench.queue.claim(doubtful, ClaimRequest.of(ALICE));

        assertThat(queries(bench.reviews.list(new ReviewFilter(
                        null, ReviewState.OPEN, RouteReason.MISSING_CONFIDENCE, null, null, false, null, 10))))
                .containsExactly("unsure");
        assertThat(queries(bench.reviews.list(new ReviewFilter(
                        null, ReviewState.OPEN, null, new ReviewerId("alice"), null, false, null, 10))))
                .containsExactly("doubtful");
        assertThat(queries(bench.reviews.list(
                        new ReviewFilter(null, ReviewState.OPEN, null, null, new ReviewerId("bob"), false, null, 10))))
                .containsExactly("unsure");
        assertThat(queries(bench.reviews.list(new ReviewFilter(
                        new PipelineName("other"), ReviewState.OPEN, null, null, null, false, null, 10))))
                .isEmpty();
        bench.clock.advance(Duration.ofDays(2));
        assertThat(queries(
                        bench.reviews.list(new ReviewFilter(null, ReviewState.OPEN, null, null, null, true, null, 10))))
                .hasSize(2);
    }

    @EveryDatabase
    void severalPipelinesAndTheirExperimentsAreListedAndCountedTogether(Workbench bench) {
        List.of("p", "p2").forEach(name -> bench.pipeline(name, "{\"audit_rate\": 0}"));
        ReviewId first = post(bench, "mine", 0.2);
        bench.openReview(new PipelineName("p2"), "not mine");
        ReviewId developed = post(bench, "mine too", 0.2);
        bench.database
                .writer()
                .useHandle(handle ->
                        handle.execute("UPDATE review SET pipeline = 'p~experiment' WHERE id = ?", developed));
        bench.queue.claim(first, ClaimRequest.of(ALICE));

        ReviewFilter mine = new ReviewFilter(
                new ReviewFilter.Among(null, List.of(new PipelineName("p"), new PipelineName("q")), null),
                ReviewState.OPEN,
                null,
                new ReviewFilter.Holder(null, new ReviewerId("alice")),
                false,
                null,
                10);
        assertThat(bench.reviews.list(mine).items())
                .extracting(item -> item.review().id())
                .containsExactlyInAnyOrder(first, developed);
        assertThat(bench.reviews.counts(mine)).isEqualTo(new ReviewCounts(2, 0, 1));
        assertThat(bench.reviews.counts(new ReviewFilter(
                        new ReviewFilter.Among(null, List.of(new PipelineName("p")), developed),
                        ReviewState.OPEN,
                        null,
                        new ReviewFilter.Holder(null, new ReviewerId("bob")),
                        false,
                        null,
                        10)))
                .isEqualTo(new ReviewCounts(0, 0, 0));
        bench.clock.advance(Duration.ofDays(2));
        assertThat(bench.reviews.counts(mine)).isEqualTo(new ReviewCounts(2, 2, 0));
    }

    @EveryDatabase
    void aPageAndTheCountsTakeTheSameFewStatementsHoweverManyWait(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0}");
        for (int i = 0; i < 10; i++) {
            post(bench, "o" + i, 0.2);
        }
        ReviewFilter home =
                new ReviewFilter(null, ReviewState.OPEN, null, null, new ReviewerId("alice"), false, null, 20);

        List<String> few = statements(bench, () -> {
            assertThat(bench.reviews.list(home).items()).hasSize(10);
            assertThat(bench.reviews.counts(home).open()).isEqualTo(10);
        });
        multiply(bench, 10_000);
        List<String> many = statements(bench, () -> {
            assertThat(bench.reviews.list(home).items())
                    .hasSize(20)
                    .allSatisfy(item -> assertThat(item.query()).isNotNull());
            assertThat(bench.reviews.counts(home).open()).isEqualTo(ReviewCounts.MOST);
        });

        assertThat(few).hasSizeLessThanOrEqualTo(4);
        assertThat(many).hasSameSizeAs(few);
    }

    /// Copies every open review so many times, in the database itself.
    private static void multiply(Workbench bench, int times) {
        bench.database.writer().useHandle(handle -> handle.execute("""
                        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                        INSERT INTO review (id, output_id, pipeline, hour, policy_version, stratum, model,
                            prompt_version, confidence, u, pi, audit_rate, reasons, blind, calm, created_at_ms,
                            due_at_ms, state, revision, carded)
                        SELECT r.id || '-' || n.i, r.output_id, r.pipeline, r.hour, r.policy_version, r.stratum, r.model,
                            r.prompt_version, r.confidence, r.u, r.pi, r.audit_rate, r.reasons, r.blind, r.calm,
                            r.created_at_ms, r.due_at_ms, r.state, r.revision, r.carded
                        FROM review r, n
                        """.formatted(times)));
    }

    private static List<String> statements(Workbench bench, Runnable work) {
        List<String> statements = new CopyOnWriteArrayList<>();
        SqlStatements config = bench.database.reader().getConfig(SqlStatements.class);
        SqlLogger before = config.getSqlLogger();
        config.setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                statements.add(String.valueOf(context.getRenderedSql()));
            }
        });
        try {
            work.run();
        } finally {
            config.setSqlLogger(before);
        }
        return statements;
    }

    @EveryDatabase
    void aLeaseIsRenewedByItsHolderRefusedToOthersAndEndsByTheClock(Workbench bench) {
        bench.pipeline("p", "{}");
        ReviewId review = bench.openReview(new PipelineName("p"), "a");

        assertThat(bench.queue.claim(review, new ClaimRequest(ALICE, Duration.ofMinutes(5), null)))
                .isInstanceOf(Claim.Granted.class);
        assertThat(bench.queue.claim(review, ClaimRequest.of(BOB))).isInstanceOf(Claim.HeldBy.class);
        bench.clock.advance(Duration.ofMinutes(4));
        assertThat(bench.queue.claim(review, new ClaimRequest(ALICE, Duration.ofMinutes(5), null)))
                .isInstanceOf(Claim.Granted.class);
        bench.clock.advance(Duration.ofMinutes(4));
        assertThat(bench.queue.claim(review, ClaimRequest.of(BOB))).isInstanceOf(Claim.HeldBy.class);
        bench.clock.advance(Duration.ofMinutes(1));
        assertThat(bench.queue.find(review).orElseThrow().claim()).isNull();
        assertThat(bench.queue.claim(review, ClaimRequest.of(BOB))).isInstanceOf(Claim.Granted.class);
    }

    @EveryDatabase
    void aReleasedReviewIsFreeAndOnlyItsHolderCanReleaseIt(Workbench bench) {
        bench.pipeline("p", "{}");
        ReviewId review = bench.openReview(new PipelineName("p"), "a");
        bench.queue.claim(review, ClaimRequest.of(ALICE));

        assertThat(bench.queue.handBack(review, BOB)).isInstanceOf(ReviewQueue.HandedBack.HeldBy.class);
        assertThat(bench.queue.claim(review, ClaimRequest.of(BOB))).isInstanceOf(Claim.HeldBy.class);
        assertThat(bench.queue.handBack(review, ALICE)).isInstanceOf(ReviewQueue.HandedBack.Free.class);
        assertThat(bench.queue.handBack(review, BOB)).isInstanceOf(ReviewQueue.HandedBack.Free.class);
        assertThat(bench.queue.claim(review, ClaimRequest.of(BOB))).isInstanceOf(Claim.Granted.class);
    }

    @EveryDatabase
    void aClosedReviewCannotBeClaimed(Workbench bench) {
        bench.pipeline("p", "{}");
        ReviewId review = bench.openReview(new PipelineName("p"), "a");
        bench.decisions.decide(review, NewDecision.approve(ALICE, 0, null), null);

        assertThat(bench.queue.claim(review, ClaimRequest.of(BOB))).isInstanceOf(Claim.Closed.class);
    }

    @EveryDatabase
    void aSkippedReviewLeavesTheReviewersOwnQueueAndStaysInOthers(Workbench bench) {
        bench.pipeline("p", "{}");
        ReviewId review = bench.openReview(new PipelineName("p"), "a");
        bench.queue.claim(review, ClaimRequest.of(ALICE));

        bench.queue.skip(review, ALICE);

        assertThat(bench.reviews
                        .list(new ReviewFilter(
                                null, ReviewState.OPEN, null, null, new ReviewerId("alice"), false, null, 10))
                        .items())
                .isEmpty();
        assertThat(bench.reviews
                        .list(new ReviewFilter(
                                null, ReviewState.OPEN, null, null, new ReviewerId("bob"), false, null, 10))
                        .items())
                .hasSize(1);
        assertThat(bench.queue.claim(review, ClaimRequest.of(BOB))).isInstanceOf(Claim.Granted.class);
    }

    @EveryDatabase
    void aBlindReviewKeepsTheConfidenceBackUntilItIsDecided(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 1}");
        ReviewId review = post(bench, "audited", 0.95);

        ReviewSummary before = bench.reviews.list(open(null, 1)).items().getFirst();
        bench.decisions.decide(review, NewDecision.approve(ALICE, 0, null), null);
        ReviewSummary after = bench.reviews
                .list(new ReviewFilter(new PipelineName("p"), ReviewState.DECIDED, null, null, null, false, null, 10))
                .items()
                .getFirst();

        assertThat(before.review().asked().blind()).isTrue();
        assertThat(before.confidence()).isNull();
        assertThat(after.confidence()).isEqualTo(0.95);
    }

    @EveryDatabase
    void theLogSaysWhoAssignedAReview(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 1}");
        ReviewId review = post(bench, "audited", 0.95);

        bench.queue.claim(review, new ClaimRequest(ALICE, null, BOB));

        assertThat(bench.queue.find(review).orElseThrow().claim()).isNotNull();
        List<String> who = bench.database
                .reader()
                .withHandle(handle -> handle.createQuery(
                                "SELECT actor FROM ledger_entry WHERE action = 'review.claimed' ORDER BY seq")
                        .mapTo(String.class)
                        .list());
        assertThat(who).containsExactly(BOB.id().value());
    }
}

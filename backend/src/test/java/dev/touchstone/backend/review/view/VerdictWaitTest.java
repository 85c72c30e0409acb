package dev.touchstone.backend.review.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.review.Decisions;
import dev.touchstone.backend.testing.Eventually;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.HeldReaders;
import dev.touchstone.backend.testing.Statements;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Long polls for verdicts, by the hundred.
class VerdictWaitTest {
    private static final int OUTPUTS = 400;
    private static final int WAITERS_OF_EACH = 5;
    private static final Duration LONG = Duration.ofSeconds(55);

    private final List<OutputReceipt> receipts = new ArrayList<>();
    private final List<Future<Optional<OutputView>>> waits = new ArrayList<>();

    @EveryDatabase
    void twoThousandWhoWaitAskNothingAndAllHearTheirVerdict(Workbench bench) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            postAndWait(bench, threads, OUTPUTS, WAITERS_OF_EACH);
            Statements statements = Statements.of(bench.database);

            Thread.sleep(3_500);

            // Once a second for all where others may write; never where nobody else does.
            long looks = bench.database.dialect().oneProcess() ? 0 : 4;
            assertThat(statements.count()).isLessThanOrEqualTo(looks);
            assertThat(waits).noneMatch(Future::isDone);
            decideAll(bench);
            assertAllDecided();
        }
    }

    @EveryDatabase
    void aDatabaseThatHangsForAWhileEndsNoWait(Workbench bench) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            postAndWait(bench, threads, 20, 10);
            try (HeldReaders held = new HeldReaders(bench.database, readers(bench))) {
                if (bench.database.dialect().oneProcess()) {
                    // Its writer has a connection of its own: the verdicts are there and cannot be read.
                    decideAll(bench);
                }
                Thread.sleep(HeldReaders.PATIENCE_MS);
                assertThat(held).isNotNull();
            }
            assertThat(waits).noneMatch(Future::isDone);
            if (!bench.database.dialect().oneProcess()) {
                decideAll(bench);
            }
            assertAllDecided();
        }
    }

    @EveryDatabase
    void whoComesWhileTheDatabaseHangsWaitsForItAndThenForTheVerdict(Workbench bench) throws Exception {
        bench.pipeline("p", "{}");
        post(bench, "o");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<OutputView>> waiting;
            try (HeldReaders held = new HeldReaders(bench.database, readers(bench))) {
                waiting = threads.submit(
                        () -> bench.verdicts.await(receipts.getFirst().id(), LONG));
                Thread.sleep(HeldReaders.PATIENCE_MS);
                assertThat(held).isNotNull();
            }
            assertThat(waiting).isNotDone();
            waits.add(waiting);
            decideAll(bench);
            assertAllDecided();
        }
    }

    @EveryDatabase
    void whatIsWithdrawnIsHeardAtOnceToo(Workbench bench) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            postAndWait(bench, threads, 3, 1);

            bench.database.writer().useTransaction(tx -> bench.queue.withdrawAll(tx, new PipelineName("p"), "test"));

            for (Future<Optional<OutputView>> wait : waits) {
                assertThat(wait)
                        .succeedsWithin(Duration.ofSeconds(20))
                        .extracting(view -> view.orElseThrow().status())
                        .isEqualTo(OutputStatus.AUTO_APPROVED);
            }
        }
    }

    @EveryDatabase
    void aWaitThatEndsAnswersWhatThereIsWithoutAnotherLook(Workbench bench) {
        bench.pipeline("p", "{}");
        post(bench, "o");
        Statements statements = Statements.of(bench.database);
        bench.verdicts.find(receipts.getFirst().id());
        long ofOneLook = statements.count();

        Optional<OutputView> view = bench.verdicts.await(receipts.getFirst().id(), Duration.ofMillis(300));

        assertThat(view.orElseThrow().status()).isEqualTo(OutputStatus.IN_REVIEW);
        assertThat(statements.count()).isEqualTo(2 * ofOneLook);
        assertThat(bench.verdicts.await(new OutputId("no-such"), LONG)).isEmpty();
    }

    @EveryDatabase
    void whoseServerStopsAnswersAtOnce(Workbench bench) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            postAndWait(bench, threads, 2, 2);

            bench.signals.close();

            for (Future<Optional<OutputView>> wait : waits) {
                assertThat(wait).succeedsWithin(Duration.ofSeconds(20));
                assertThat(wait.get().orElseThrow().status()).isEqualTo(OutputStatus.IN_REVIEW);
            }
            Future<Optional<OutputView>> late = threads.submit(
                    () -> bench.verdicts.await(receipts.getFirst().id(), LONG));
            assertThat(late).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    private void postAndWait(Workbench bench, ExecutorService threads, int outputs, int each) {
        bench.pipeline("p", "{}");
        for (int i = 0; i < outputs; i++) {
            post(bench, "o" + i);
        }
        Statements statements = Statements.of(bench.database);
        for (OutputReceipt receipt : receipts) {
            for (int i = 0; i < each; i++) {
                waits.add(threads.submit(() -> bench.verdicts.await(receipt.id(), LONG)));
            }
        }
        // Each has looked once, and what it asked is the same for all.
        Eventually.within(Duration.ofSeconds(50), "all wait", () -> bench.verdicts.waiting() == waits.size());
        long[] before = {-1};
        Eventually.within(Duration.ofSeconds(50), "all have looked", () -> {
            long now = statements.count();
            boolean still = now - before[0] <= 1 && now >= waits.size();
            before[0] = now;
            return still;
        });
    }

    private void post(Workbench bench, String id) {
        receipts.add(bench.post(NewOutput.text("p", id, "an answer")
                .query("a question")
                .confidence(0.3)
                .build()));
    }

    private void decideAll(Workbench bench) {
        for (OutputReceipt receipt : receipts) {
            NewDecision approval = NewDecision.approve(Reviewer.of(new ReviewerId("ana")), 0, null);
            Decisions.Outcome outcome =
                    bench.decisions.decide(Objects.requireNonNull(receipt.reviewId()), approval, null);
            assertThat(outcome).isInstanceOf(Decisions.Outcome.Counted.class);
        }
    }

    private void assertAllDecided() {
        for (Future<Optional<OutputView>> wait : waits) {
            assertThat(wait)
                    .succeedsWithin(Duration.ofSeconds(20))
                    .extracting(view -> view.orElseThrow().status())
                    .isEqualTo(OutputStatus.DECIDED);
        }
    }

    private static int readers(Workbench bench) {
        int own = bench.config.readers();
        // On PostgreSQL they share one pool with the writers.
        return bench.database.dialect().oneProcess() ? own : own + 4;
    }
}

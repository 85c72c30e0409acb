package dev.touchstone.backend.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.erasure.Erasure;
import dev.touchstone.api.erasure.ErasureState;
import dev.touchstone.api.erasure.ErasureSubject;
import dev.touchstone.api.erasure.NewErasure;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.LedgerFeature;
import dev.touchstone.backend.ledger.Verification;
import dev.touchstone.backend.review.Decisions;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class ErasureWorkTest {
    private static final PipelineName BOT = new PipelineName("bot");
    private static final String MARK = "Zaphodia7";
    private static final int OUTPUTS = 90;

    private static OutputReceipt reviewed(Workbench bench, int n) {
        OutputReceipt receipt = bench.post(NewOutput.text("bot", "o" + n, "an answer for " + MARK)
                .metadata("customer", TextNode.valueOf(MARK))
                .confidence(0.1)
                .build());
        ReviewId review = Objects.requireNonNull(receipt.reviewId());
        Decisions.Outcome unused = bench.decisions.decide(
                review,
                NewDecision.edit(Reviewer.of(new ReviewerId("r")), 0, TextNode.valueOf("for " + MARK), MARK, null),
                null);
        return receipt;
    }

    /// As when a process stood still for so long that another took its work over, and then goes on.
    @EveryDatabase
    void twoWhoDoTheSameErasureDoItOnce(Workbench bench) throws Exception {
        bench.pipeline("bot", "{\"erasure\": {\"subjects\": [\"customer\"]}}");
        for (int n = 0; n < OUTPUTS; n++) {
            OutputReceipt unused = reviewed(bench, n);
        }
        ErasureParts one = bench.erasure((pipeline, actor) -> actor);
        ErasureParts other = bench.erasure((pipeline, actor) -> actor);
        String id = one.erasures()
                .ask(new NewErasure(BOT, ErasureSubject.ofMetadata("customer", MARK), null, null), "test")
                .id();

        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> running = new ArrayList<>();
            for (ErasureParts parts : List.of(one, other)) {
                running.add(threads.submit(() -> {
                    together.await();
                    parts.work().run(id);
                    return null;
                }));
            }
            for (Future<?> each : running) {
                Object unused = each.get();
            }
        }
        // Whoever was overtaken has let go; the other may have been as well, by the first.
        one.work().run(id);

        Erasure receipt = one.erasures().find(id);
        assertThat(receipt.state()).isEqualTo(ErasureState.DONE);
        assertThat(receipt.progress().outputs()).isEqualTo(OUTPUTS);
        assertThat(receipt.progress().places())
                .containsEntry("outputs", (long) OUTPUTS)
                .containsEntry("decisions", (long) OUTPUTS);
        assertThat(Rows.holding(bench.config, MARK)).isEmpty();
        assertThat(LedgerFeature.verifier(Workbench.LEDGER_KEYS).verify(bench.database, null))
                .isInstanceOf(Verification.Intact.class);
    }

    @EveryDatabase
    void whatIsFoundByLookingThroughAllIsTakenAFewAtATime(Workbench bench) {
        bench.pipeline("bot", "{}");
        for (int n = 0; n < 45; n++) {
            OutputReceipt unused = reviewed(bench, n);
        }
        ErasureParts parts = bench.erasure((pipeline, actor) -> actor);
        String id = parts.erasures()
                .ask(new NewErasure(BOT, ErasureSubject.ofMetadata("customer", MARK), null, null), "test")
                .id();

        parts.work().run(id);

        Erasure.Progress progress = parts.erasures().find(id).progress();
        assertThat(progress.outputs()).isEqualTo(45);
        assertThat(progress.lookedAt()).isEqualTo(45);
        assertThat(Rows.holding(bench.config, MARK)).isEmpty();
    }

    /// What is due is noted by the decision and admitted later.
    @EveryDatabase
    void whatIsErasedBeforeItIsAdmittedNeverIs(Workbench bench) {
        bench.pipeline("bot", "{\"erasure\": {\"subjects\": [\"customer\"]}}");
        OutputReceipt unused = reviewed(bench, 1);
        assertThat(bench.count("golden_due")).isEqualTo(1);
        ErasureParts parts = bench.erasure((pipeline, actor) -> actor);
        String id = parts.erasures()
                .ask(new NewErasure(BOT, ErasureSubject.ofMetadata("customer", MARK), null, null), "test")
                .id();

        parts.work().run(id);

        assertThat(bench.count("golden_due")).isZero();
        int admitted = bench.admission.catchUp();
        assertThat(admitted).isZero();
        assertThat(bench.count("golden_item")).isZero();
    }

    /// Whoever is told to stop leaves the rest to the next start.
    @EveryDatabase
    void aProcessThatStopsDoesNotGoOnToTheEnd(Workbench bench) {
        bench.pipeline("bot", "{\"erasure\": {\"subjects\": [\"customer\"]}}");
        OutputReceipt unused = reviewed(bench, 1);
        ErasureParts stopped = bench.erasure((pipeline, actor) -> actor);
        String id = stopped.erasures()
                .ask(new NewErasure(BOT, ErasureSubject.ofMetadata("customer", MARK), null, null), "test")
                .id();
        stopped.close();

        stopped.work().run(id);
        assertThat(stopped.erasures().find(id).state()).isEqualTo(ErasureState.RUNNING);

        ErasureParts next = bench.erasure((pipeline, actor) -> actor);
        next.work().run(id);
        assertThat(next.erasures().find(id).state()).isEqualTo(ErasureState.DONE);
    }

    @EveryDatabase
    void retentionReachesWhatPeopleWroteAndLeavesGoldenItems(Workbench bench) {
        bench.pipeline("bot", "{\"retention\": \"30d\"}");
        OutputReceipt old = reviewed(bench, 1);
        int unused = bench.admission.catchUp();
        bench.clock.advance(Duration.ofDays(31));
        OutputId young = reviewed(bench, 2).id();

        assertThat(bench.retention().run()).isEqualTo(1);

        assertThat(Rows.holding(bench.config, MARK))
                .containsEntry("output.body", 1)
                .containsEntry("decision.detail", 1)
                .containsKey("golden_item.content");
        assertThat(bench.outputs.find(old.id()).orElseThrow().externalId()).isEqualTo("o1");
        assertThat(bench.outputs.find(young).orElseThrow().body()).isNotNull();
        assertThat(LedgerFeature.verifier(Workbench.LEDGER_KEYS).verify(bench.database, null))
                .isInstanceOf(Verification.Intact.class);
        assertThat(bench.retention().run()).isZero();
    }
}

package dev.touchstone.backend.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Policies that several people, nodes and alarms change at once.
class PipelinesTest {
    private static final String NAME = "support";

    @EveryDatabase
    void whoNamesNoVersionIsNeverRefusedForOthersWhoChangeThePolicyToo(Workbench on) throws Exception {
        List<Pipeline> stored = atOnce(on, 24, number -> "{\"max_open_cards\": " + (number + 1) + "}");

        assertThat(stored)
                .extracting(Pipeline::policyVersion)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 24).boxed().toList());
        assertThat(on.audited()).hasSize(24);
    }

    @EveryDatabase
    void nodesThatDeclareTheSamePolicyAtOnceMakeOneVersionOfIt(Workbench on) throws Exception {
        List<Pipeline> stored = atOnce(on, 8, number -> "{\"max_open_cards\": 3}");

        assertThat(stored).extracting(Pipeline::policyVersion).containsOnly(1);
        assertThat(on.audited()).hasSize(1);
    }

    @EveryDatabase
    void whoNamesAnOlderVersionIsTold(Workbench on) {
        on.pipeline(NAME, "{}");
        on.pipeline(NAME, "{\"max_open_cards\": 3}");

        assertThatThrownBy(() -> on.pipelines.put(new PipelineName(NAME), policy("{\"max_open_cards\": 4}"), "ana", 1))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.detail()).contains("at version 2 now"));
    }

    @EveryDatabase
    void whoeverHoldsAPolicySeesNobodyChangeItMeanwhile(Workbench on) throws Exception {
        on.pipeline(NAME, "{}");
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<Pipeline> change = on.database.writer().inTransaction(transaction -> {
                int held = on.pipelines
                        .hold(transaction, new PipelineName(NAME))
                        .orElseThrow()
                        .policyVersion();
                Future<Pipeline> waiting = other.submit(
                        () -> on.pipelines.put(new PipelineName(NAME), policy("{\"max_open_cards\": 3}"), "ana", null));
                on.pipelines.put(transaction, new PipelineName(NAME), policy("{\"max_open_cards\": 4}"), "bob", held);
                return waiting;
            });

            assertThat(change.get().policyVersion()).isEqualTo(3);
        }
    }

    private interface Policies {
        String of(int number);
    }

    private static List<Pipeline> atOnce(Workbench on, int changes, Policies policies) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Pipeline>> puts = IntStream.range(0, changes)
                    .<Callable<Pipeline>>mapToObj(number ->
                            () -> on.pipelines.put(new PipelineName(NAME), policy(policies.of(number)), "ana", null))
                    .toList();
            List<Pipeline> stored = new ArrayList<>();
            for (Future<Pipeline> put : threads.invokeAll(puts)) {
                stored.add(put.get());
            }
            return stored;
        }
    }

    private static Policy policy(String json) {
        return Json.read(json, Policy.class);
    }
}

package dev.touchstone.backend.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.PolicyClient;
import dev.touchstone.api.client.ReviewQuery;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.BatchLine;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.policy.PolicyPreview;
import dev.touchstone.api.policy.PolicyVersion;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;

class PolicyPreviewsTest {
    private static final PipelineName CLAIMS = new PipelineName("claims");

    /// Confidences of 0, 0.025, …, 0.975.
    private static final int OUTPUTS = 40;

    @EveryDatabase
    void itSaysHowManyWouldHaveBeenReviewed(ServedBackend served) {
        PolicyClient policies = put(served, "{\"confidence_threshold\": 0.8, \"audit_rate\": 0}");

        PolicyPreview preview =
                policies.preview(CLAIMS, policy("{\"confidence_threshold\": 0.5, \"audit_rate\": 0}"), 7);

        assertThat(preview.tried().outputs()).isEqualTo(OUTPUTS);
        assertThat(preview.now().reviewed()).isEqualTo(32);
        assertThat(preview.then().reviewed()).isEqualTo(20);
        assertThat(preview.moved()).isEqualTo(12);
        assertThat(preview.tried().complete()).isTrue();
        assertThat(preview.words())
                .startsWith("Of the 40 outputs of the last 7 days, 20 instead of 32 would have been reviewed.");
        assertThat(policies.versions(CLAIMS, null, 10).items()).hasSize(1);
    }

    /// Held against the probability that each output was stored with: with an audit alone, u < rate is the draw itself.
    @EveryDatabase
    void theSameRandomNumbersDecide(ServedBackend served) {
        PolicyClient policies = put(served, "{\"confidence_threshold\": 0, \"audit_rate\": 0.5}");
        long drawn =
                served.client.countReviews(ReviewQuery.OPEN.pipeline(CLAIMS)).open();

        PolicyPreview less = policies.preview(CLAIMS, policy("{\"confidence_threshold\": 0, \"audit_rate\": 0.1}"), 7);
        PolicyPreview none = policies.preview(CLAIMS, policy("{\"confidence_threshold\": 0, \"audit_rate\": 0}"), 7);

        assertThat(less.now().reviewed()).isEqualTo(drawn);
        assertThat(less.now().audited()).isEqualTo(drawn);
        assertThat(less.then().reviewed()).isLessThanOrEqualTo(drawn);
        assertThat(less.moved()).isEqualTo(drawn - less.then().reviewed());
        assertThat(less.words()).contains("The audit's floor falls from 50 % to 10 %");
        assertThat(none.then().reviewed()).isZero();
        assertThat(none.words()).contains("would never be audited");
    }

    @EveryDatabase
    void itSaysWhatItCannotKnow(ServedBackend served) {
        PolicyClient policies = put(served, "{\"audit_rate\": 0.2}");

        PolicyPreview preview =
                policies.preview(CLAIMS, policy("{\"audit_rate\": 0.2, \"budget\": {\"reviews_per_week\": 50}}"), 7);

        assertThat(preview.notes()).anySatisfy(note -> assertThat(note).startsWith("The budget's effect is not"));
        assertThat(preview.words()).contains("as many as now", "floor is kept at 20 %");
    }

    @EveryDatabase
    void aVersionKeepsWhoAndWhy(ServedBackend served) {
        PolicyClient policies = put(served, "{\"audit_rate\": 0.2}");

        var put = policies.put(CLAIMS, policy("{\"audit_rate\": 0.3}"), 1, "More to rely on");
        var refused = Assertions.catchThrowableOfType(
                ApiException.class, () -> policies.put(CLAIMS, policy("{\"audit_rate\": 0.4}"), 1, null));

        List<PolicyVersion> versions = policies.versions(CLAIMS, null, 10).items();
        assertThat(put.policyVersion()).isEqualTo(2);
        assertThat(refused.code()).isEqualTo("policy-changed");
        assertThat(versions).extracting(PolicyVersion::version).containsExactly(2, 1);
        assertThat(versions.getFirst().why()).isEqualTo("More to rely on");
        assertThat(versions.getLast().why()).isNull();
        var firstPage = policies.versions(CLAIMS, null, 1);
        assertThat(policies.versions(CLAIMS, Objects.requireNonNull(firstPage.nextCursor()), 1)
                        .items())
                .extracting(PolicyVersion::version)
                .containsExactly(1);
    }

    private static PolicyClient put(ServedBackend served, String policy) {
        var unused = served.client.putPipeline("claims", policy(policy));
        List<BatchLine> lines = served.client.postBatch(IntStream.range(0, OUTPUTS)
                .mapToObj(i -> NewOutput.text("claims", "c-" + i, "Answer " + i)
                        .confidence(i / (double) OUTPUTS)
                        .build())
                .toList());
        assertThat(lines).hasSize(OUTPUTS);
        return served.client.policies();
    }

    private static Policy policy(String json) {
        return Json.read(json, Policy.class);
    }
}

package dev.touchstone.console.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import org.junit.jupiter.api.Test;

class PolicyTextTest {
    @Test
    void aPolicyIsWrittenAndReadAgain() throws Exception {
        Policy policy = Json.read("""
                {"confidence_threshold": 0.7, "reviewers": {"channel": "#reviews", "owners": ["slack:U1"]},
                 "budget": {"reviews_per_week": 200}, "expire_after": "3d"}""", Policy.class);

        String text = PolicyText.of(policy);

        assertThat(text).contains("confidence_threshold: 0.7", "\"#reviews\"").doesNotContain("null");
        assertThat(PolicyText.read(text)).isEqualTo(policy);
        assertThat(PolicyText.read("")).isEqualTo(Policy.DEFAULT);
    }

    @Test
    void whatIsWrongIsToldWithItsLine() {
        wrong("confidence_threshold: 0.7\naudit_rate: 3\n", "Line 2: audit_rate must be a number from 0 to 1");
        wrong("audit_rate: 0.1\nbudget:\n  reviews_per_week: 0\n", "Line 3: budget.reviews_per_week must be from 1");
        wrong("audit_rat: 0.1\n", "Line 1: audit_rat is unknown");
        wrong("audit_rate: 0.1\naudit_rate: 0.2\n", "Line 2");
        wrong("a: [\n", "is not YAML");
        wrong("- a\n", "The policy must be");
    }

    /// The names that the page explains are names of the policy.
    @Test
    void theHelpNamesFieldsThatThereAre() throws Exception {
        JsonNode full = Json.mapper().valueToTree(Json.read("""
                {"budget": {"reviews_per_week": 9}, "drift": {"floor": 0.9}, "expire_after": "3d",
                 "reviewers": {"channel": "#a"}}""", Policy.class));
        for (String field : PolicyHelp.FIELDS.keySet()) {
            assertThat(full.at("/" + field.replace('.', '/')).isMissingNode())
                    .as(field)
                    .isFalse();
        }
    }

    private static void wrong(String text, String told) {
        assertThatThrownBy(() -> PolicyText.read(text))
                .isInstanceOf(PolicyText.Wrong.class)
                .hasMessageContaining(told);
    }
}

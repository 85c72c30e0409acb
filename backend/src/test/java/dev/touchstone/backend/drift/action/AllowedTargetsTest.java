package dev.touchstone.backend.drift.action;

import static dev.touchstone.backend.drift.action.ActionBench.action;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.drift.action.act.ActionConfig;
import dev.touchstone.backend.drift.action.act.AllowedTargets;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The installation's tokens go where its operator says, whatever a pipeline's policy says.
class AllowedTargetsTest {
    private static final Policy ISSUES = policy(ticket("acme/other"));
    private static final Policy PAGES = policy(action("page", "pagerduty", ""));

    @Test
    void withoutAWordOfTheOperatorNothingIsAllowed() {
        AllowedTargets allowed = new AllowedTargets(config(List.of(), List.of()));

        assertThatThrownBy(() -> allowed.check("support", ISSUES)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.why()).isEqualTo(Refused.Why.FORBIDDEN);
            assertThat(refused.detail()).contains("'ticket'", "acme/other", "actions.github_repositories");
        });
        assertThatThrownBy(() -> allowed.check("support", PAGES))
                .hasMessageContaining("'page'")
                .hasMessageContaining("actions.pagerduty_pipelines");
        allowed.check("support", Policy.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "acme/other, true",
        "ACME/Other, true",
        "acme/*, true",
        "acme/support-bot, false",
        "acme-corp/*, false",
        "acm/*, false",
    })
    void repositoriesAreAllowedByNameOrByOwner(String allowed, boolean passes) {
        AllowedTargets targets = new AllowedTargets(config(List.of(allowed), List.of()));

        assertThat(targets.objection("support", ISSUES.drift().actions().getFirst())
                        .isEmpty())
                .isEqualTo(passes);
    }

    @Test
    void whatTheOperatorDeclaresIsAllowedToThatPipelineAlone() {
        AllowedTargets allowed = new AllowedTargets(config(List.of(), List.of()));
        allowed.declare(Map.of("support", ISSUES, "claims", PAGES));

        allowed.check("support", ISSUES);
        allowed.check("claims", PAGES);
        assertThatThrownBy(() -> allowed.check("claims", ISSUES)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> allowed.check("support", PAGES)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> allowed.check("support", policy(ticket("acme/third"))))
                .isInstanceOf(Refused.class);
    }

    /// The policy may be older than the list, or the list may have been shortened since.
    @EveryDatabase
    void aForbiddenActFailsBeforeAnythingIsSent(Workbench on) {
        try (ActionBench bench = new ActionBench(on, true, List.of("acme/another"), List.of("claims"))) {
            bench.policy("", ticket("acme/support-bot"));
            var issue = bench.alarm();
            bench.open(issue);
            bench.policy("", action("page", "pagerduty", ""));
            var page = bench.alarm();
            bench.open(page);
            bench.work();

            assertThat(bench.only(issue).outcome()).startsWith("Not allowed: ").contains("actions.github_repositories");
            assertThat(bench.only(page).outcome()).startsWith("Not allowed: ").contains("actions.pagerduty_pipelines");
            assertThat(bench.github.calls()).isEmpty();
            assertThat(bench.pagerduty.calls()).isEmpty();
        }
    }

    @Test
    void aPipelinesAdminKeyCannotPointTheTokensAnywhere() {
        try (ServedBackend served = new ServedBackend(
                TestDatabases.newSqlite(), Map.of("TOUCHSTONE_ACTIONS__GITHUB_REPOSITORIES", "acme/allowed"))) {
            TouchstoneClient own = served.client(served.key(new PipelineName(ServedBackend.PIPELINE), Scope.ADMIN));

            for (Policy refused : List.of(ISSUES, PAGES)) {
                assertThatThrownBy(() -> own.putPipeline(ServedBackend.PIPELINE, refused))
                        .isInstanceOfSatisfying(
                                ApiException.class, e -> assertThat(e.status()).isEqualTo(403));
            }
            assertThat(own.putPipeline(ServedBackend.PIPELINE, policy(ticket("acme/allowed")))
                            .policyVersion())
                    .isEqualTo(2);
        }
    }

    private static String ticket(String repository) {
        return action("ticket", "github_issue", ", \"target\": \"" + repository + "\"");
    }

    private static Policy policy(String action) {
        return Json.read("{\"drift\": {\"actions\": [" + action + "]}}", Policy.class);
    }

    private static ActionConfig config(List<String> repositories, List<String> pipelines) {
        return new ActionConfig(
                "https://api.github.com",
                "token",
                "https://events.pagerduty.com",
                "key",
                repositories,
                pipelines,
                Duration.ofSeconds(1),
                1);
    }
}

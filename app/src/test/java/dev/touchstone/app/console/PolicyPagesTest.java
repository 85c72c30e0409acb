package dev.touchstone.app.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.PolicyVersion;
import dev.touchstone.app.NpmFolder;
import dev.touchstone.sandbox.Chromium;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A policy is changed at the console: by keyboard alone, after its effect was shown, in the owner's name, and back.
class PolicyPagesTest {
    private static final PipelineName SUPPORT = ConsoleStage.SUPPORT;
    private static final String VIOLATIONS = """
            async () => (await axe.run()).violations
                .flatMap(found => found.nodes.map(node => `${found.impact} ${found.id}: ${node.html.slice(0, 160)}`))
            """;

    private static Chromium chromium;
    private ConsoleStage stage;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @BeforeEach
    void start() {
        stage = new ConsoleStage();
        var unused = stage.api.postBatch(IntStream.range(0, 40)
                .mapToObj(i -> NewOutput.text("support", "o-" + i, "Answer " + i)
                        .confidence(i / 40.0)
                        .build())
                .toList());
    }

    @AfterEach
    void stop() {
        chromium.closePages();
        stage.close();
    }

    @Test
    void aPolicyIsChangedByKeyboardAlone() {
        Page page = chromium.page(stage.link(ConsoleStage.ANN));
        assertThat(page.locator("main button")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator(".who")).containsText("Ann");
        page.navigate(stage.url("/policy"));

        tabTo(page, "TEXTAREA");
        page.keyboard().press("Control+Home");
        page.keyboard().press("Shift+End");
        page.keyboard().type("confidence_threshold: 0.5");
        tabTo(page, "BUTTON");
        page.keyboard().press("Enter");
        assertThat(page.locator(".headline"))
                .containsText("Of the 40 outputs of the last 7 days, 20 instead of 32 would have been reviewed.");
        assertThat(page.locator(".changes ins")).hasText("added: + confidence_threshold: 0.5");
        assertThat(page.locator(".changes del")).hasText("removed: − confidence_threshold: 0.8");
        assertThat(versions()).hasSize(1);

        tabTo(page, "INPUT");
        page.keyboard().type("Fewer doubts");
        tabTo(page, "TEXTAREA");
        tabTo(page, "BUTTON");
        page.keyboard().press("Enter");

        assertThat(page.getByText("Version 2 is in force.")).isVisible();
        PolicyVersion put = versions().getFirst();
        assertThat(put.policy().confidenceThreshold()).isEqualTo(0.5);
        assertThat(put.createdBy()).isEqualTo("slack:U1");
        assertThat(put.why()).isEqualTo("Fewer doubts");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void whatIsWrongStandsAboveWhatWasWritten() throws Exception {
        Page page = signedIn("/policy");
        page.fill("textarea", "confidence_threshold: 0.5\naudit_rate: 7\n");
        page.locator("main form.sheet button").first().click();

        assertThat(page.locator(".notice.bad")).hasText("Line 2: audit_rate must be a number from 0 to 1, was 7.0.");
        assertThat(page.locator("textarea")).hasValue("confidence_threshold: 0.5\naudit_rate: 7\n");
        assertThat(page.getByText("Put it into force")).hasCount(0);
        page.fill(
                "textarea",
                "reviewers: {owners: ['slack:U1']}\ndrift: {actions: [{name: a, type: webhook, target: 'ftp://x'}]}\n");
        page.locator("main form.sheet button").first().click();
        assertThat(page.locator(".notice.bad")).containsText("Line 2: ");
        assertThat(versions()).hasSize(1);

        Page plain = chromium.at(stage.link(ConsoleStage.ANN));
        plain.click("main button");
        plain.navigate(stage.url("/policy"));
        plain.fill("textarea", "confidence_threshold: 0.5\nreviewers: {owners: ['slack:U1']}\n");
        plain.locator("main form.sheet button").first().click();
        plain.evaluate(NpmFolder.packaged("axe-core/axe.min.js"));
        assertThat((List<?>) plain.evaluate(VIOLATIONS)).isEmpty();
        Chromium.shoot(plain, "policy-effect");
        plain.setViewportSize(390, 844);
        assertThat((Integer) plain.evaluate("() => document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
        Chromium.shoot(plain, "policy-effect-phone");
    }

    @Test
    void whoeverWasFasterIsNotOverwrittenAndNothingIsLost() {
        Page page = signedIn("/policy");
        page.fill("textarea", "confidence_threshold: 0.5\nreviewers: {owners: ['slack:U1']}\n");
        page.locator("main form.sheet button").first().click();
        stage.put("support", ConsoleStage.policy("slack:U2", "slack:U1"));

        page.getByText("Put it into force").click();

        assertThat(page.locator(".notice.bad")).containsText("is at version 2 now");
        assertThat(page.locator("textarea")).hasValue("confidence_threshold: 0.5\nreviewers: {owners: ['slack:U1']}\n");
        assertThat(versions()).hasSize(2);
    }

    @Test
    void aVersionIsRolledBackAfterItsEffectWasShown() {
        stage.put("support", ConsoleStage.policy("slack:U2", "slack:U1"));
        Page page = signedIn("/policy");
        page.getByText("Version 1").first().click();
        page.getByText("Show the effect of this version").click();
        assertThat(page.locator(".headline")).containsText("as many as now");

        page.getByText("Put it into force").click();

        PolicyVersion back = versions().getFirst();
        assertThat(back.version()).isEqualTo(3);
        assertThat(back.policy()).isEqualTo(versions().getLast().policy());
        assertThat(back.why()).isEqualTo("Back to version 1");
    }

    @Test
    void onlyAnOwnerMayAndOnlyWithAFormOfOurs() throws Exception {
        stage.put("others", ConsoleStage.policy("slack:U9", "slack:U9"));
        try (Browserless ann = new Browserless();
                Browserless rob = new Browserless()) {
            var unused = ann.signIn(stage.link(ConsoleStage.ANN));
            var unusedToo = rob.signIn(stage.link(ConsoleStage.ROB));
            String csrf = Browserless.token(ann.get(stage.url("/policy")).body());
            String ofRob = Browserless.token(rob.get(stage.url("/queue")).body());
            String policy = "confidence_threshold: 0.1";

            assertThat(post(ann, csrf, "others", policy)).isEqualTo(404);
            assertThat(post(rob, ofRob, "support", policy)).isEqualTo(404);
            assertThat(post(ann, "0".repeat(64), "support", policy)).isEqualTo(403);
        }
        assertThat(versions()).hasSize(1);
    }

    private int post(Browserless browser, String csrf, String pipeline, String policy) throws Exception {
        return browser.post(
                        stage.url("/policy/change"),
                        Map.of("csrf", csrf, "pipeline", pipeline, "expected", "1", "policy", policy))
                .statusCode();
    }

    private List<PolicyVersion> versions() {
        return stage.api.policies().versions(SUPPORT, null, 10).items();
    }

    private Page signedIn(String path) {
        Page page = chromium.page(stage.link(ConsoleStage.ANN));
        page.click("main button");
        page.navigate(stage.url(path));
        return page;
    }

    /// Presses Tab until something of the main part of this kind has the focus.
    private static void tabTo(Page page, String tag) {
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            if (Boolean.TRUE.equals(page.evaluate(
                    "tag => document.activeElement.tagName === tag && document.activeElement.closest('main form.sheet') !== null",
                    tag))) {
                return;
            }
        }
        throw new AssertionError("Tab leads to no " + tag);
    }
}

package dev.touchstone.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.touchstone.sandbox.StandardWorkspace.ALICE;
import static dev.touchstone.sandbox.StandardWorkspace.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Everything can be reached, on windows of any height and by keyboard.
class PageReachTest {
    private static Chromium chromium;

    private final SlackSandbox slack = new SlackSandbox(SandboxConfig.standard());
    private BoltApp bolt;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @BeforeEach
    void start() throws Exception {
        slack.start();
        bolt = BoltApp.connect(slack, DemoApp::handle);
    }

    @AfterEach
    void stop() throws Exception {
        chromium.closePages();
        bolt.close();
        slack.close();
    }

    @Test
    void theButtonsOfAWindowThatIsTallerThanThePageAreInReach() throws Exception {
        var unused = bolt.api()
                .chatPostMessage(post -> post.channel(REVIEWS).text("x").blocksAsString(DemoApp.resource("card.json")));
        Page alice = chromium.laptop(slack, ALICE);
        alice.setViewportSize(1280, 320);
        alice.locator("[data-action=edit]").click();
        Locator submit = alice.locator(".modal footer .submit");
        assertThat(submit).isVisible();

        var box = submit.boundingBox();

        assertThat(box.y + box.height).isLessThanOrEqualTo(320);
        assertThat((Boolean) alice.locator(".dialog-body")
                        .evaluate("body => body.scrollHeight > body.clientHeight && body.clientHeight > 0"))
                .isTrue();
    }

    @Test
    void escapeClosesTheListOfPeople() {
        Page alice = chromium.laptop(slack, ALICE);
        alice.locator(".switcher summary").click();
        assertThat(alice.locator(".switcher")).hasAttribute("open", "");
        alice.keyboard().press("Tab");

        alice.keyboard().press("Escape");

        assertThat(alice.locator(".switcher[open]")).hasCount(0);
        assertThat(alice.locator(".switcher summary")).isFocused();
    }
}

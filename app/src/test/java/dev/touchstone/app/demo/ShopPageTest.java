package dev.touchstone.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.feedback.OutputFeedback;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.sandbox.Chromium;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A customer in a real browser: what is pressed on the shop's page reaches the gateway by its script, and people in
/// Slack.
class ShopPageTest {
    private static Chromium chromium;

    @TempDir
    private Path folder;

    private Demo demo;
    private TouchstoneClient client;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void quit() {
        chromium.close();
    }

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("pipelines.yaml"), policies());
        demo = new Demo(folder, Demo.Ports.FREE, 0.001);
        demo.start();
        client = new TouchstoneClient(demo.apiUrl(), demo.key());
    }

    @AfterEach
    void stop() {
        chromium.closePages();
        client.close();
        demo.close();
    }

    /// The demo's own, but that nothing besides users sends an answer to people: what is judged blind shows no
    /// feedback.
    private static String policies() throws IOException {
        try (InputStream own = Demo.class.getResourceAsStream("/demo/pipelines.yaml")) {
            return new String(Objects.requireNonNull(own).readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("(?m)audit_rate: 0\\.1$", "audit_rate: 0")
                    .replaceAll("(?m)^    (judge|committee): .*$", "");
        }
    }

    private OutputView output(String id) {
        return client.outputsNamed(id).getFirst();
    }

    private OutputFeedback feedback(OutputId id) {
        return client.feedback(id);
    }

    private boolean heard(OutputId id, FeedbackKind kind) {
        return feedback(id).events().stream().anyMatch(event -> event.kind() == kind);
    }

    private static void until(Callable<Boolean> reached) {
        await().atMost(Duration.ofMinutes(1)).until(reached);
    }

    @Test
    void whatACustomerPressesReachesPeople() {
        Page page = chromium.page(demo.shopUrl());
        PlaywrightAssertions.assertThat(page.locator("article")).hasCount(4);
        Locator stove = page.locator("#shop-4");
        stove.locator("textarea").fill("That is dangerous!");

        stove.locator("[data-thumb=down]").click();

        PlaywrightAssertions.assertThat(stove.locator(".said")).isVisible();
        Chromium.shoot(page, "shop");
        OutputId id = output("shop-4").id();
        until(() -> heard(id, FeedbackKind.THUMB));
        assertThat(feedback(id).events())
                .anySatisfy(event -> assertThat(event.words().comment()).isEqualTo("That is dangerous!"));
        until(() -> output("shop-4").reviewId() != null);
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void copyingAskingAgainAndReadingAreHeardToo() {
        Page page = chromium.page(demo.shopUrl());
        page.locator("#shop-2 [data-regenerate]").click();
        page.evaluate("""
                () => {
                  const range = document.createRange();
                  range.selectNodeContents(document.querySelector('#shop-3 .answer'));
                  getSelection().removeAllRanges();
                  getSelection().addRange(range);
                  document.execCommand('copy');
                }""");
        OutputId again = output("shop-2").id();
        OutputId copied = output("shop-3").id();
        until(() -> heard(again, FeedbackKind.REGENERATE) && heard(copied, FeedbackKind.COPY));

        page.navigate("about:blank");

        until(() -> heard(copied, FeedbackKind.DWELL));
        assertThat(chromium.complaints()).isEmpty();
    }
}

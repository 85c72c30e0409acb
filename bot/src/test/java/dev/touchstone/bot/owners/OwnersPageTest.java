package dev.touchstone.bot.owners;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.touchstone.sandbox.StandardWorkspace.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.touchstone.api.alarm.AlarmNews;
import dev.touchstone.sandbox.Chromium;
import dev.touchstone.sandbox.SandboxConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What owners see, in a real browser.
class OwnersPageTest {
    private static Chromium chromium;

    @TempDir
    private Path folder;

    private OwnerStage stage;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void quit() {
        chromium.close();
    }

    @BeforeEach
    void start() {
        stage = new OwnerStage(folder, SandboxConfig.standard().withNewerBlocks(true));
    }

    @AfterEach
    void stop() {
        chromium.closePages();
        stage.close();
    }

    /// The message from its first to its last line.
    private static void shootWhole(Page page, Locator message, String name) {
        double height = message.boundingBox().height;
        page.setViewportSize(1280, (int) height + 176);
        Object unused = message.evaluate("message => message.scrollIntoView({block: 'start'})");
        Chromium.shoot(page, name);
    }

    @Test
    void anAlarmIsReadAndTakenOn() {
        stage.told(AlarmNews.What.OPENED, null);
        Page alice = chromium.laptop(stage.slack, ALICE);
        Locator alarm = alice.locator(".message").first();
        assertThat(alarm).containsText("Drift: error 18.4 %");
        assertThat(alarm.locator("figure svg")).isVisible();
        shootWhole(alice, alarm, "owners-alarm");

        alarm.getByText("Roll back").click();
        assertThat(alice.getByText("cannot be taken back from here")).isVisible();
        Chromium.shoot(alice, "owners-alarm-asks");
        alice.keyboard().press("Escape");
        alarm.getByText("Acknowledge").click();

        assertThat(alarm).containsText("taken on by @Alice Adams");
        assertThat(alarm.locator("[data-action='alarm.acknowledge']")).hasCount(0);
        assertThat(stage.backend.acts()).isEqualTo(1);
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void aDigestIsReadWithItsCharts() {
        stage.backend.chart("quality", MadeUpChart.png("Quality by week"));
        stage.await(stage.digest());

        Page alice = chromium.laptop(stage.slack, ALICE);

        Locator digest = alice.locator(".message").first();
        assertThat(digest).containsText("Quality fell to 80.3 %");
        assertThat(digest.locator("figure svg")).hasCount(1);
        assertThat(digest.locator("img.image")).hasCount(1);
        assertThat(digest).containsText("Thank you: @Alice Adams (142 reviews)");
        shootWhole(alice, digest, "owners-digest");
        assertThat(chromium.complaints()).isEmpty();
    }
}

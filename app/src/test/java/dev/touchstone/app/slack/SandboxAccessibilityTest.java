package dev.touchstone.app.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.touchstone.app.NpmFolder;
import dev.touchstone.sandbox.Chromium;
import dev.touchstone.sandbox.StandardWorkspace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sandbox's page under axe-core, with what the bot shows on it: cards, a form, the Home tab.
class SandboxAccessibilityTest {
    private static final String VIOLATIONS = """
            async () => (await axe.run()).violations
                .flatMap(found => found.nodes.map(node => `${found.impact} ${found.id}: ${node.html.slice(0, 160)}`))
            """;

    @TempDir
    private Path folder;

    @Test
    void nobodyIsShutOutOfTheSandbox() throws Exception {
        String axe = NpmFolder.packaged("axe-core/axe.min.js");
        Chromium chromium = Chromium.launch();
        try (Stage stage = new Stage(folder)) {
            var unused = stage.bot();
            var alsoUnused = stage.cards(2);
            Page page = chromium.at(stage.slack.baseUrl() + "/?as=" + StandardWorkspace.ALICE);
            page.waitForSelector(".message [data-action='review.edit']");
            page.evaluate(axe);
            assertThat((List<?>) page.evaluate(VIOLATIONS)).as("channel").isEmpty();

            page.locator(".switcher summary").click();
            assertThat((List<?>) page.evaluate(VIOLATIONS)).as("people").isEmpty();
            page.keyboard().press("Escape");

            page.locator("[data-action='review.edit']").first().click();
            page.waitForSelector(".modal textarea");
            assertThat((List<?>) page.evaluate(VIOLATIONS)).as("form").isEmpty();
        } finally {
            chromium.close();
        }
    }
}

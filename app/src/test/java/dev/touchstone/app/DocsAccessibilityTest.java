package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import dev.touchstone.sandbox.Chromium;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The page of the API under axe-core, in a real browser: closed as it comes, and with an operation open.
class DocsAccessibilityTest {
    private static final String VIOLATIONS = """
            async () => (await axe.run()).violations
                .flatMap(found => found.nodes.map(node => `${found.impact} ${found.id}: ${node.html.slice(0, 160)}`))
            """;
    private static final String OPERATION = "#operations-outputs-postOutput";

    @Test
    void nobodyIsShutOutOfThePageOfTheApi() throws Exception {
        String axe = NpmFolder.packaged("axe-core/axe.min.js");
        Chromium chromium = Chromium.launch();
        try (ServedBackend served = new ServedBackend(TestDatabases.newSqlite())) {
            Page page = chromium.at(served.backend.url() + "/docs");
            page.waitForSelector("#servers[aria-label]");
            // The page draws what is in view, and this is to see all of it.
            page.setViewportSize(1280, 20_000);
            page.waitForSelector(OPERATION);
            page.evaluate(axe);

            assertThat((List<?>) page.evaluate(VIOLATIONS)).isEmpty();

            page.click(OPERATION + " .opblock-summary-control");
            page.waitForSelector(OPERATION + " pre.microlight[tabindex]");
            assertThat(page.textContent(OPERATION)).contains("May I return the shoes");
            assertThat((List<?>) page.evaluate(VIOLATIONS)).isEmpty();
        } finally {
            chromium.close();
        }
    }
}

package dev.touchstone.app.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.touchstone.api.session.NewSignInLink;
import dev.touchstone.app.NpmFolder;
import dev.touchstone.sandbox.Chromium;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The pages for owners and administrators in a real browser: under axe-core, on a phone, in the dark, small, and with
/// texts that try to be more than text.
class OwnerPagesTest {
    private static final String VIOLATIONS = """
            async () => (await axe.run()).violations
                .flatMap(found => found.nodes.map(node => `${found.impact} ${found.id}: ${node.html.slice(0, 160)}`))
            """;
    private static final String LOADED =
            "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]";

    private static Chromium chromium;
    private static String axe = "";
    private static ConsoleStage stage;
    private static OwnedPipeline shop;

    @BeforeAll
    static void launch() throws Exception {
        axe = NpmFolder.packaged("axe-core/axe.min.js");
        chromium = Chromium.launch();
        stage = new ConsoleStage();
        shop = new OwnedPipeline(stage);
    }

    @AfterAll
    static void close() {
        chromium.close();
        stage.close();
    }

    @AfterEach
    void closePages() {
        chromium.closePages();
    }

    private static List<String> paths() {
        List<String> paths = new ArrayList<>(shop.ownersPaths());
        paths.add("/reviewers?pipeline=shop");
        paths.addAll(List.of("/deliveries", "/keys", "/ledger", "/erasures"));
        return paths;
    }

    private static String link() {
        return stage.link(new NewSignInLink(ConsoleStage.ANN, List.of(), true));
    }

    @Test
    void nobodyIsShutOut() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Page page = chromium.at(link());
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.click("main button");
            for (String path : paths()) {
                page.navigate(stage.url(path));
                page.evaluate(axe);
                assertThat((List<?>) page.evaluate(VIOLATIONS))
                        .as(path + " " + scheme)
                        .isEmpty();
                Chromium.shoot(page, "owner" + name(path) + "-" + scheme);
            }
        }
    }

    @Test
    void everyPageIsSmallFitsAPhoneAndSaysWhatItIs() {
        Page page = chromium.page(link());
        page.click("main button");
        for (String path : paths()) {
            page.setViewportSize(1280, 800);
            page.navigate(stage.url(path));

            assertThat(page.title()).as(path).endsWith("· Touchstone");
            assertThat(page.locator("main > p.what").textContent()).as(path).isNotBlank();
            assertThat(page.locator("main script, main img, main svg:not(.chart)")
                            .count())
                    .as(path)
                    .isZero();
            assertThat((Integer) page.evaluate(LOADED + ".length")).as(path).isBetween(1, 4);
            assertThat((Integer) page.evaluate(LOADED + ".reduce((sum, one) => sum + one.decodedBodySize, 0)"))
                    .as(path)
                    .isBetween(10_000, 100_000);
            page.setViewportSize(390, 844);
            assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                    .as(path)
                    .isLessThanOrEqualTo(390);
            Chromium.shoot(page, "owner-phone" + name(path));
        }
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void theNavigationLeadsToEveryPageInTwoSteps() {
        Page page = chromium.page(link());
        page.click("main button");
        List<String> reached = new ArrayList<>();
        for (Object group :
                (List<?>) page.evaluate("() => [...document.querySelectorAll('.top nav a')].map(a => a.href)")) {
            page.navigate(String.valueOf(group));
            assertThat(page.locator(".top nav a[aria-current]")).hasCount(1);
            reached.add(String.valueOf(group));
            ((List<?>) page.evaluate("() => [...document.querySelectorAll('.sub a')].map(a => a.href)"))
                    .forEach(one -> reached.add(String.valueOf(one)));
        }

        assertThat(reached.stream().map(address -> address.replaceAll(".*/console/([a-z]+).*", "$1")))
                .contains(
                        "queue",
                        "search",
                        "quality",
                        "alarms",
                        "samples",
                        "plans",
                        "feedback",
                        "retrieval",
                        "reviewers",
                        "judge",
                        "committee",
                        "experiments",
                        "golden",
                        "datasets",
                        "policy",
                        "health",
                        "deliveries",
                        "keys",
                        "ledger");
    }

    private static String name(String path) {
        return path.replaceAll("\\?.*", "").replaceAll("/[0-9a-f-]{36}", "-one").replace('/', '-');
    }
}

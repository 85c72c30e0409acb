package dev.touchstone.app.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.app.NpmFolder;
import dev.touchstone.sandbox.Chromium;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The console in a real browser: by keyboard alone, on a phone, in the dark, under axe-core, and with
/// outputs that try to be more than text.
class ConsolePageTest {
    private static final String VIOLATIONS = """
            async () => (await axe.run()).violations
                .flatMap(found => found.nodes.map(node => `${found.impact} ${found.id}: ${node.html.slice(0, 160)}`))
            """;

    /// The page and all it asked for, as the browser counts it.
    private static final String LOADED =
            "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]";

    private static Chromium chromium;
    private static String axe = "";

    private ConsoleStage stage;

    @BeforeAll
    static void launch() throws Exception {
        axe = NpmFolder.packaged("axe-core/axe.min.js");
        chromium = Chromium.launch();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @BeforeEach
    void start() {
        stage = new ConsoleStage();
    }

    @AfterEach
    void stop() {
        chromium.closePages();
        stage.close();
    }

    @Test
    void aWholeSessionIsDoneByKeyboardAlone() {
        List<ReviewId> reviews = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            reviews.add(stage.doubtful("o-" + i, "Answer " + i));
        }
        Page page = chromium.page(stage.link(ConsoleStage.ANN));
        assertThat(page.locator("main button")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.getByText("4 wait.")).isVisible();

        page.keyboard().press("n");
        at(page, reviews.get(0));
        page.keyboard().press("a");
        at(page, reviews.get(1));
        page.keyboard().press("e");
        page.keyboard().press("Control+End");
        page.keyboard().type(" a 1 s");
        page.keyboard().press("Control+Enter");
        at(page, reviews.get(2));
        page.keyboard().press("r");
        page.keyboard().press("4");
        page.keyboard().press("Enter");
        at(page, reviews.get(3));
        page.keyboard().press("s");
        assertThat(page.getByText("Nothing waits for you.")).isVisible();

        assertThat(decision(reviews.get(0)).action()).isEqualTo(DecisionAction.APPROVE);
        assertThat(decision(reviews.get(1)).correction().correctedOutput())
                .isEqualTo(TextNode.valueOf("Answer 2 a 1 s"));
        assertThat(decision(reviews.get(2)).said().reason()).isEqualTo("unsafe");
        assertThat(decision(reviews.get(2)).said().seconds()).isNotNull();
        assertThat(stage.api.review(reviews.get(3)).history()).isEmpty();
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void keysThatAreSwitchedOffDoNothing() {
        ReviewId review = stage.doubtful("o-1", "Answer");
        Page page = signedIn("/reviews/" + review);
        page.keyboard().press("?");
        page.uncheck("#keys-on");
        page.locator("h1").click();

        page.keyboard().press("a");
        page.reload();
        page.keyboard().press("a");

        assertThat(page.locator("#keys-on")).not().isChecked();
        assertThat(stage.api.review(review).history()).isEmpty();
    }

    @Test
    void whatSomebodyDecidesElsewhereIsToldOnAnOpenPage() {
        ReviewId review = stage.doubtful("o-1", "Answer");
        Page page = signedIn("/reviews/" + review);
        page.fill("#corrected", "A better answer");

        var unused = stage.api.decide(review, NewDecision.approve(ConsoleStage.ROB, 0, null));

        assertThat(page.locator("#elsewhere")).containsText("Rob approved this");
        assertThat(page.locator("#corrected")).hasValue("A better answer");
    }

    @Test
    void whatWasTypedIsThereAgainAfterSigningInAnew() {
        ReviewId review = stage.doubtful("o-1", "Answer");
        Page page = signedIn("/reviews/" + review);
        page.fill("#corrected", "Half an hour of work");
        stage.api.sessions().endAllOf(ConsoleStage.ANN.id());
        page.click("[data-save]");
        assertThat(page.getByText("Half an hour of work")).isVisible();

        page.navigate(stage.url("/reviews/" + review));
        page.navigate(stage.link(ConsoleStage.ANN));
        page.click("main button");

        assertThat(page.locator("#corrected")).hasValue("Half an hour of work");
    }

    @Test
    void nobodyIsShutOut() {
        ReviewId review = rich("o-1");
        ReviewId decided = stage.doubtful("o-2", "Answer");
        var unused = stage.api.decide(
                decided, NewDecision.edit(ConsoleStage.ANN, 0, TextNode.valueOf("Right"), "A note", null));

        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Page page = chromium.at(stage.link(ConsoleStage.ANN));
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            sound(page, "sign-in");
            page.click("main button");
            for (String path : paths(review, decided)) {
                page.navigate(stage.url(path));
                sound(page, path + " " + scheme);
                Chromium.shoot(
                        page, "console" + path.replaceAll("[/?=]", "-").replaceAll("[0-9a-f-]{36}", "") + "-" + scheme);
            }
            page.navigate(stage.url("/no-such-page"));
            sound(page, "nothing there " + scheme);
        }
    }

    private List<String> paths(ReviewId review, ReviewId decided) {
        return List.of(
                "/queue",
                "/reviews/" + review,
                "/reviews/" + decided,
                "/search",
                "/search?what=decisions",
                "/outputs/" + stage.api.review(decided).review().outputId(),
                "/quality");
    }

    private static void sound(Page page, String what) {
        page.evaluate(axe);
        assertThat((List<?>) page.evaluate(VIOLATIONS)).as(what).isEmpty();
    }

    @Test
    void theCourseOfQualityShutsNobodyOutAndFitsAPhone() {
        stage.judged("audited", 60);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Page page = chromium.at(stage.link(ConsoleStage.ANN));
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.click("main button");
            page.navigate(stage.url("/quality?pipeline=audited&by=model"));

            assertThat(page.locator("svg.chart .line")).hasCount(1);
            page.click("summary");
            sound(page, "quality " + scheme);
            Chromium.shoot(page, "console-quality-" + scheme);
            page.setViewportSize(390, 844);
            assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(390);
        }
    }

    @Test
    void pagesFitAPhone() {
        ReviewId review = rich("o-1");
        Page page = signedIn("/queue");
        page.setViewportSize(390, 844);

        for (String path : paths(review, review)) {
            page.navigate(stage.url(path));
            assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                    .as(path)
                    .isLessThanOrEqualTo(390);
            Chromium.shoot(page, "console-phone" + path.replaceAll("[/?=]", "-"));
        }
    }

    @Test
    void pagesAreSmallAndAskForLittle() {
        ReviewId review = rich("o-1");
        Page page = signedIn("/queue");
        for (String path : paths(review, review)) {
            page.navigate(stage.url(path));

            assertThat((Integer) page.evaluate(LOADED + ".length")).as(path).isBetween(1, 4);
            assertThat((Integer) page.evaluate(LOADED + ".reduce((sum, one) => sum + one.decodedBodySize, 0)"))
                    .as(path)
                    .isBetween(10_000, 100_000);
        }
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void whateverAnOutputHoldsIsText() {
        String hostile =
                "</textarea></pre><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
                        + "<svg onload=\"document.title='owned'\"> \u202Egnp.exe javascript:alert(1) ${7*7} {{7*7}} =1+1";
        ReviewId review = stage.post(NewOutput.text("support", "o-1", hostile)
                .query(hostile)
                .context(Context.ofSources(List.of(new Context.Source("<script>x</script>", null, hostile, null))))
                .systemPrompt(hostile)
                .attribute("\"><script>document.title='owned'</script>", TextNode.valueOf(hostile), null)
                .model("<b>model</b>")
                .confidence(0.3)
                .build());
        ReviewId huge = stage.post(NewOutput.text("support", "o-2", "x".repeat(900_000))
                .confidence(0.3)
                .build());
        Page page = signedIn("/queue");

        List<String> paths = new ArrayList<>(paths(review, review));
        paths.add("/reviews/" + huge);
        for (String path : paths) {
            page.navigate(stage.url(path));
            assertThat(page.title()).endsWith("· Touchstone");
            assertThat(page.locator("main script, main img, main svg:not(.chart)")
                            .count())
                    .as(path)
                    .isZero();
            assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                    .as(path)
                    .isLessThanOrEqualTo(1280);
        }
        page.navigate(stage.url("/reviews/" + review));
        assertThat(page.locator("pre.output").textContent()).isEqualTo(hostile);
        assertThat(page.inputValue("#corrected")).isEqualTo(hostile);
        assertThat(chromium.complaints()).isEmpty();
    }

    /// With everything that a page can show.
    private ReviewId rich(String id) {
        return stage.post(NewOutput.text("support", id, "Within 90 days, unworn.")
                .query("May I return the shoes after 40 days?")
                .context(Context.ofSources(List.of(new Context.Source(
                        "Returns",
                        "https://shop.example/returns",
                        "Unworn goods may be returned within 90 days.",
                        0.8))))
                .systemPrompt("Answer from the sources.")
                .attribute("days", TextNode.valueOf("90"), 0.6)
                .attribute("condition", TextNode.valueOf("unworn"), null)
                .model("assistant-3")
                .promptVersion("v12")
                .confidence(0.4)
                .build());
    }

    private Page signedIn(String path) {
        Page page = chromium.page(stage.link(ConsoleStage.ANN));
        page.click("main button");
        page.navigate(stage.url(path));
        return page;
    }

    private Decision decision(ReviewId review) {
        return Objects.requireNonNull(stage.api.review(review).review().decision());
    }

    private static void at(Page page, ReviewId review) {
        assertThat(page.locator("[data-review='" + review + "']")).isVisible();
    }
}

package dev.touchstone.app.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.microsoft.playwright.Page;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.session.NewSignInLink;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.sandbox.Chromium;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Several people judge one output at the console, blind to each other; sources are marked; JSON is a table.
class PanelPagesTest {
    private static final Reviewer EVE = new Reviewer(new ReviewerId("slack:U4"), "Eve");

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
        stage.put("support", Json.read("""
                {"audit_rate": 0, "reviewers": {"channel": "#reviews", "leads": ["slack:U1"], "owners": ["slack:U1"]},
                 "overlap": {"reviewers": 2, "share": 1, "of": "all"}}""", Policy.class));
    }

    @AfterEach
    void stop() {
        chromium.closePages();
        stage.close();
    }

    @Test
    void nobodySeesWhatOthersSayBeforeAllAreIn() throws Exception {
        ReviewId review = stage.doubtful("o-1", "Within 90 days");
        Page rob = signedIn(ConsoleStage.ROB, "/reviews/" + review);
        rob.fill("#note", "The terms say otherwise");
        rob.check("input[name=reason] >> nth=0");
        rob.click("[data-reject]");
        assertThat(rob.locator("[data-done]")).containsText("You rejected");

        rob.navigate(stage.url("/reviews/" + review));
        assertThat(rob.getByText("You rejected this. 1 of 2 reviewed.")).isVisible();
        assertThat(rob.locator("#decision")).hasCount(0);
        Page ann = signedIn(ConsoleStage.ANN, "/reviews/" + review);
        assertThat(ann.getByText("1 of 2 reviewed. Nobody sees")).isVisible();
        assertThat(ann.locator("main")).not().containsText("The terms say otherwise");
        assertThat(ann.locator("main")).not().containsText("Rob");
        for (String search : List.of(
                "/search?what=decisions",
                "/search?what=decisions&reviewer=slack:U2",
                "/search?what=outputs&reviewer=slack:U2",
                "/search/csv?what=decisions&pipeline=support&reviewer=slack:U2")) {
            try (Browserless lead = new Browserless()) {
                var unused = lead.signIn(stage.link(ConsoleStage.ANN));
                assertThat(lead.get(stage.url(search)).body()).as(search).doesNotContain("reject (", "The terms say");
            }
        }

        ann.click("[data-key=a]");
        Page eve = signedIn(EVE, "/reviews/" + review);
        assertThat(eve.getByText("The 2 reviewers differ")).isVisible();
        assertThat(eve.locator(".read")).containsText("The terms say otherwise");
        assertThat(eve.locator("main")).not().containsText("Rob");
        assertThat(eve.locator("main")).not().containsText("Ann");
        ann.navigate(stage.url("/reviews/" + review));
        assertThat(ann.locator("main")).not().containsText("The terms say otherwise");
        eve.click("[data-key=a]");

        eve.navigate(stage.url("/reviews/" + review));
        assertThat(eve.getByText("somebody who was none of them decided")).isVisible();
        assertThat(decision(review).reviewer()).isEqualTo(EVE);
    }

    @Test
    void whoeverSaidSomethingTakesItBack() {
        ReviewId review = stage.doubtful("o-1", "Within 90 days");
        Page rob = signedIn(ConsoleStage.ROB, "/reviews/" + review);
        rob.click("[data-key=a]");
        rob.navigate(stage.url("/reviews/" + review));

        rob.getByText("Take my verdict back").click();

        assertThat(rob.getByText("0 of 2 reviewed")).isVisible();
        assertThat(rob.locator("#decision")).hasCount(1);
    }

    @Test
    void sourcesAreMarkedAndStandInTheHistory() {
        stage.put("support", ConsoleStage.policy("slack:U1", "slack:U1"));
        ReviewId review = stage.post(NewOutput.text("support", "o-1", "Within 90 days")
                .context(Context.ofSources(List.of(
                        new Context.Source("Old terms", null, "Within 90 days.", null),
                        new Context.Source("New terms", null, "Within 30 days.", null))))
                .confidence(0.1)
                .build());
        Page page = signedIn(ConsoleStage.ANN, "/reviews/" + review);
        page.selectOption("#source", "1");
        page.click("[data-reject]");
        assertThat(page.locator(".notice.bad >> nth=0")).containsText("choose what was wrong with it");
        assertThat(page.locator("#source")).hasValue("1");

        page.fill("#corrected", "Within 30 days");
        page.getByText("Show the change").click();
        assertThat(page.locator(".changes ins")).hasText("added: + Within 30 days");
        assertThat(page.locator("#corrected")).hasValue("Within 30 days");
        assertThat(stage.api.review(review).history()).isEmpty();
        page.getByText("A source is out of date").click();
        page.selectOption("#right_source", "2");
        page.click("[data-save]");

        var sources = Objects.requireNonNull(decision(review).said().sources());
        assertThat(decision(review).correction().correctedOutput()).isEqualTo(TextNode.valueOf("Within 30 days"));
        assertThat(decision(review).said().reason()).isEqualTo("stale_source");
        assertThat(Objects.requireNonNull(sources.about()).number()).isEqualTo(1);
        assertThat(Objects.requireNonNull(sources.right()).number()).isEqualTo(2);
        page.navigate(stage.url("/reviews/" + review));
        assertThat(page.locator(".history"))
                .containsText("About source 1, Old terms; the right source is 2, New terms");
    }

    @Test
    void jsonIsATable() {
        stage.put("support", ConsoleStage.policy("slack:U1", "slack:U1"));
        ReviewId review = stage.post(NewOutput.json("support", "o-1", Json.read("""
                        {"total": "12.50", "buyer": {"name": "<b>Ann</b>"}, "lines": [{"sku": 1}, {"sku": 2}], "paid": null}
                        """, JsonNode.class))
                .confidence(0.1)
                .build());

        Page page = signedIn(ConsoleStage.ANN, "/reviews/" + review);

        assertThat(page.locator(".read table").first().locator("tbody tr")).hasText(new String[] {
            "total 12.50", "buyer · name <b>Ann</b>", "lines 1 · sku 1", "lines 2 · sku 2", "paid –"
        });
        assertThat(page.locator("pre.output")).containsText("\"total\" : \"12.50\"");
        var unused = stage.api.decide(review, NewDecision.approve(ConsoleStage.ROB, 0, null));
    }

    private Page signedIn(Reviewer person, String path) {
        Page page = chromium.page(stage.link(new NewSignInLink(person, List.of(new PipelineName("support")), false)));
        page.click("main button");
        page.navigate(stage.url(path));
        return page;
    }

    private Decision decision(ReviewId review) {
        return Objects.requireNonNull(stage.api.review(review).review().decision());
    }
}

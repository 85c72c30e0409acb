package dev.touchstone.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.touchstone.sandbox.StandardWorkspace.ALICE;
import static dev.touchstone.sandbox.StandardWorkspace.BOB;
import static dev.touchstone.sandbox.StandardWorkspace.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The page in a real browser: people click, a real Bolt app answers.
class PageTest {
    private static Chromium chromium;

    private final SlackSandbox slack = new SlackSandbox(SandboxConfig.standard().withNewerBlocks(true));
    private BoltApp bolt;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void quit() {
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
    void oneClicksAndBothSee() throws Exception {
        postCard();
        Page alice = chromium.laptop(slack, ALICE);
        Page bob = chromium.laptop(slack, BOB);
        Chromium.shoot(alice, "laptop-card");

        alice.locator("[data-action=approve]").click();

        assertThat(bob.locator(".message").first()).containsText("Approved by @Alice Adams");
        assertThat(bob.locator("[data-action=approve]")).hasCount(0);
        assertThat(alice.locator(".message").first()).containsText("1 reply");
        bob.locator(".replies").click();
        assertThat(bob.locator("#thread")).containsText("created 14:01");
        bob.locator("#thread textarea").fill("thanks");
        bob.locator("#thread textarea").press("Enter");
        assertThat(alice.locator(".replies")).containsText("2 replies");
        Chromium.shoot(bob, "laptop-thread");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void aModalIsFilledInStackedAndSubmittedByKeyboard() throws Exception {
        postCard();
        Page alice = chromium.laptop(slack, ALICE);

        alice.locator("[data-action=edit]").click();
        Locator modal = alice.locator(".modal");
        assertThat(modal).containsText("Edit the answer");
        assertThat(modal.locator("textarea")).isFocused();
        Chromium.shoot(alice, "laptop-modal");

        alice.keyboard().press("Control+Enter");
        assertThat(modal.locator("[data-block=wrong]")).containsText("Please complete this required field.");
        modal.getByText("Not in the source").click();
        alice.keyboard().press("Control+Enter");
        assertThat(modal.locator("[data-block=text]")).containsText("The policy says 30 days.");
        assertThat(modal.locator("textarea")).isFocused();
        Chromium.shoot(alice, "laptop-modal-errors");

        modal.locator("textarea").fill("Only within 30 days.");
        modal.locator("[data-action=sources]").click();
        assertThat(modal).containsText("Used items are excluded");
        Chromium.shoot(alice, "laptop-modal-stacked");
        alice.keyboard().press("Escape");
        assertThat(modal.locator("textarea")).hasValue("Only within 30 days.");
        assertThat(modal.getByLabel("Not in the source")).isChecked();

        alice.keyboard().press("Control+Enter");
        assertThat(modal).hasCount(0);
        assertThat(slack.traffic()
                        .of("view_submission")
                        .getLast()
                        .request()
                        .at("/payload/view/state/values/text/output/value")
                        .asText())
                .isEqualTo("Only within 30 days.");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void escapeClosesAndTheAppHears() throws Exception {
        postCard();
        Page alice = chromium.laptop(slack, ALICE);
        alice.locator("[data-action=edit]").click();
        assertThat(alice.locator(".modal")).isVisible();

        alice.keyboard().press("Escape");

        assertThat(alice.locator(".modal")).hasCount(0);
        BoltApp.await(() -> slack.traffic().count("view_closed") == 1);
        assertThat(alice.locator("[data-action=edit]")).isFocused();
    }

    @Test
    void homeCommandsConfirmationsAndEphemerals() throws Exception {
        postCard();
        Page alice = chromium.laptop(slack, ALICE);
        Page bob = chromium.laptop(slack, BOB);

        alice.locator(".composer textarea").fill("/rev");
        assertThat(alice.locator(".suggestions")).containsText("/review");
        alice.keyboard().press("Tab");
        alice.keyboard().type("next");
        Chromium.shoot(alice, "laptop-command");
        alice.keyboard().press("Enter");
        assertThat(alice.locator(".ephemeral")).containsText("Nothing waits for you, @Alice Adams. 🎉");
        assertThat(alice.locator(".ephemeral")).containsText("Only visible to you");

        alice.locator("[data-action=reject]").click();
        assertThat(alice.locator(".confirm")).containsText("Reject this answer?");
        Chromium.shoot(alice, "laptop-confirm");
        alice.locator(".confirm")
                .getByText("Reject", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(alice.locator(".ephemeral")).hasCount(2);
        assertThat(bob.locator(".ephemeral")).hasCount(0);

        alice.getByText("Touchstone Home").click();
        assertThat(alice.locator(".home")).containsText("3 reviews wait");
        Chromium.shoot(alice, "laptop-home");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void everyBlockIsDrawn() throws Exception {
        bolt.api()
                .chatPostMessage(
                        post -> post.channel(REVIEWS).text("digest").blocksAsString(DemoApp.resource("gallery.json")));
        Page alice = chromium.laptop(slack, ALICE);

        Locator message = alice.locator(".message");
        assertThat(message.locator("h2")).containsText("📊 Weekly digest");
        assertThat(message.locator(".block strong").first()).hasText("94 %");
        assertThat(message).containsText("1 < 2");
        assertThat(message).containsText("@reviewers");
        assertThat(message.locator(".chart svg")).hasCount(2);
        assertThat(message.locator("table")).hasCount(2);
        assertThat(message.locator(".unknown")).hasCount(0);
        alice.setViewportSize(1280, 1900);
        Chromium.shoot(alice, "laptop-gallery");
        alice.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        Chromium.shoot(alice, "laptop-gallery-dark");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void anUploadedPictureIsShown() throws Exception {
        String id = bolt.api()
                .filesUploadV2(upload -> upload.filename("chart.png").fileData(png()))
                .getFile()
                .getId();
        String pictures = DemoApp.resource("pictures.json").formatted(id);
        bolt.api().chatPostMessage(post -> post.channel(REVIEWS).text("chart").blocksAsString(pictures));
        Page alice = chromium.laptop(slack, ALICE);

        Locator picture = alice.getByAltText("Quality by week");
        assertThat(picture).isVisible();
        assertThat(picture).hasJSProperty("naturalWidth", 120);
        assertThat(alice.locator(".elsewhere")).containsText("Far away");
        assertThat(chromium.complaints()).isEmpty();
    }

    private static byte[] png() {
        var image = new BufferedImage(120, 60, BufferedImage.TYPE_INT_RGB);
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Test
    void whatIsTypedSurvivesOtherPeoplesMessages() throws Exception {
        bolt.api()
                .chatPostMessage(post -> post.channel(REVIEWS)
                        .text("form")
                        .blocksAsString(Samples.json(
                                "[{'type':'input','block_id':'b','label':{'type':'plain_text','text':'Note'},"
                                        + "'element':{'type':'plain_text_input','action_id':'note'}}]")));
        Page alice = chromium.laptop(slack, ALICE);
        alice.getByLabel("Note").fill("half a thou");

        slack.hand(BOB).say(REVIEWS, "interrupting");

        assertThat(alice.locator(".message")).hasCount(2);
        assertThat(alice.getByLabel("Note")).isFocused();
        assertThat(alice.getByLabel("Note")).hasValue("half a thou");
    }

    @Test
    void thePageFindsItsWayBackAfterAnInterruption() throws Exception {
        Page alice = chromium.laptop(slack, ALICE);
        alice.context().setOffline(true);
        slack.hand(BOB).say(REVIEWS, "while you were away");
        alice.context().setOffline(false);

        assertThat(alice.locator(".message").last()).containsText("while you were away");
    }

    @Test
    void whatPeopleWriteNeverBecomesMarkup() throws Exception {
        String attack = "<img src=x onerror=alert(1)> <script>alert(2)</script> *<b>bold</b>* `<i>` &lt;u&gt;";
        bolt.api()
                .chatPostMessage(
                        post -> post.channel(REVIEWS).text("x").blocksAsString(DemoApp.resource("attack.json")));
        Page alice = chromium.laptop(slack, ALICE);
        boolean[] alerted = {false};
        alice.onDialog(dialog -> {
            alerted[0] = true;
            dialog.dismiss();
        });

        alice.locator(".composer textarea").fill(attack);
        alice.keyboard().press("Enter");

        assertThat(alice.locator(".message")).hasCount(2);
        Locator text = alice.locator(".message-body");
        assertThat(text.locator("script, img[src=x], b, i, u, [onerror], [onmouseover]"))
                .hasCount(0);
        assertThat(alice.locator("a[href^=javascript]")).hasCount(0);
        assertThat(text.first()).containsText("<script>alert(2)</script>");
        alice.evaluate("() => document.body.append("
                + "Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))");
        assertThat(alice.evaluate("() => window.ran === undefined")).isEqualTo(true);
        assertThat(alerted[0]).isFalse();
        Chromium.shoot(alice, "laptop-attack");
    }

    @Test
    void onePageCanPlayEverybody() throws Exception {
        postCard();
        Page page = chromium.laptop(slack, ALICE);

        page.locator(".switcher summary").click();
        Chromium.shoot(page, "laptop-switcher");
        page.locator(".person")
                .filter(new Locator.FilterOptions().setHasText("Sam Stranger"))
                .locator("button")
                .click();

        assertThat(page.locator(".switcher summary")).containsText("Sam Stranger");
        assertThat(page.locator(".place").filter(new Locator.FilterOptions().setHasText("general")))
                .hasCount(0);
        page.locator(".composer textarea").fill("hello from outside");
        page.keyboard().press("Enter");
        assertThat(page.locator(".message").last()).containsText("External");
        assertThat(slack.hand(BOB).messages(REVIEWS).getLast().user()).isEqualTo(StandardWorkspace.STRANGER);
    }

    @Test
    void theInspectorShowsTrafficAndWorksFaults() throws Exception {
        postCard();
        Page alice = chromium.laptop(slack, ALICE);
        alice.locator(".inspect").click();
        alice.getByText("Fault controls").click();
        alice.getByText("Enforce real rate limits").click();
        BoltApp.await(() -> slack.faults().toJson().path("rates").asBoolean());

        alice.locator("[data-action=approve]").click();

        Locator clicks = alice.locator(".traffic li").filter(new Locator.FilterOptions().setHasText("block_actions"));
        assertThat(clicks).hasCount(1);
        clicks.locator("summary").click();
        assertThat(clicks.locator("pre").first()).containsText("\"trigger_id\"");
        Chromium.shoot(alice, "laptop-inspector");
        alice.locator(".filter input").fill("chat.update");
        assertThat(clicks).isHidden();
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void aPhoneShowsOneThingAtATime() throws Exception {
        postCard();
        Page alice = chromium.phone(slack, ALICE);
        Chromium.shoot(alice, "phone-card");
        assertThat((Integer) alice.evaluate("() => document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);

        alice.locator(".sidebar-opener").click();
        assertThat(alice.locator(".sidebar")).hasClass(Pattern.compile("shown"));
        alice.waitForTimeout(250);
        Chromium.shoot(alice, "phone-sidebar");
        alice.getByText("Touchstone Home").click();
        assertThat(alice.locator(".home")).containsText("3 reviews wait");
        Chromium.shoot(alice, "phone-home");

        alice.locator(".sidebar-opener").click();
        alice.locator(".place").first().click();
        alice.locator("[data-action=edit]").click();
        assertThat(alice.locator(".modal")).isVisible();
        Chromium.shoot(alice, "phone-modal");
        alice.locator(".modal").getByText("Cancel").click();
        alice.locator("[data-action=approve]").click();
        alice.locator(".replies").click();
        assertThat(alice.locator("#thread")).containsText("created 14:01");
        Chromium.shoot(alice, "phone-thread");
        alice.getByLabel("Close thread").click();
        alice.locator(".inspect").click();
        alice.getByText("Fault controls").click();
        Chromium.shoot(alice, "phone-inspector");
        assertThat(chromium.complaints()).isEmpty();
    }

    private void postCard() throws Exception {
        var posted = bolt.api()
                .chatPostMessage(post ->
                        post.channel(REVIEWS).text("Review needed").blocksAsString(DemoApp.resource("card.json")));
        assertThat(posted.getErrors()).isNull();
    }
}

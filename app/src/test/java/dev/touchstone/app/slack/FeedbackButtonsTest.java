package dev.touchstone.app.slack;

import static dev.touchstone.app.slack.Stage.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import dev.touchstone.api.feedback.FeedbackClass;
import dev.touchstone.api.feedback.FeedbackEvent;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.feedback.OutputFeedback;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.sandbox.hand.SeenMessage;
import dev.touchstone.sandbox.hand.SlackHand;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An assistant that lives in Slack under the bot's app puts Slack's feedback buttons under its answer.
class FeedbackButtonsTest {
    private static final String BUTTONS = """
            [{"type": "section", "text": {"type": "mrkdwn", "text": "Two years from purchase."}},
             {"type": "context_actions", "elements": [{"type": "feedback_buttons", "action_id": "touchstone.feedback",
               "positive_button": {"text": {"type": "plain_text", "text": "Good"}, "value": "up:%1$s"},
               "negative_button": {"text": {"type": "plain_text", "text": "Bad"}, "value": "down:%1$s"}}]}]
            """;

    @TempDir
    private Path folder;

    private Stage stage;
    private SlackHand alice;
    private OutputId output;

    @BeforeEach
    void start() throws Exception {
        stage = new Stage(folder);
        stage.bot();
        alice = stage.alice();
        output = stage.api
                .post(NewOutput.text(Stage.PIPELINE, "answer:1", "Two years from purchase.")
                        .query("How long is the warranty?")
                        .confidence(0.95)
                        .build())
                .id();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    /// As the assistant posts it, with the token of the app.
    private SeenMessage answered(String about) throws Exception {
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(stage.slack.apiUrl());
        config.setProxyUrl(null);
        Slack slack = Slack.getInstance(config);
        try {
            MethodsClient methods = slack.methods(stage.slack.credentials().botToken());
            ChatPostMessageResponse posted = methods.chatPostMessage(
                    message -> message.channel(CHANNEL).text("Two years.").blocksAsString(BUTTONS.formatted(about)));
            assertThat(posted.isOk()).as(posted.getError()).isTrue();
            return alice.message(CHANNEL, posted.getTs()).orElseThrow();
        } finally {
            slack.close();
        }
    }

    @Test
    void aThumbDownIsFeedbackAndBringsTheAnswerToReviewers() throws Exception {
        SeenMessage answer = answered("support-bot:answer:1");

        assertThat(alice.choose(answer, "touchstone.feedback", "down:support-bot:answer:1")
                        .acked())
                .isTrue();

        alice.awaitMessage(
                CHANNEL, message -> message.isEphemeral() && message.words().contains("👎 Noted"));
        SeenMessage card = Stage.card(alice, "How long is the warranty?");
        assertThat(card.words()).contains("a user found it bad");
        OutputFeedback feedback = stage.api.feedback(output);
        assertThat(feedback.events()).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(FeedbackKind.THUMB);
            assertThat(event.value()).isZero();
        });
    }

    @Test
    void everybodyHasAVoiceAndTheLaterClickCounts() throws Exception {
        SeenMessage answer = answered("support-bot:answer:1");

        alice.choose(answer, "touchstone.feedback", "down:support-bot:answer:1");
        Stage.until(() -> stage.api.feedback(output).events().size() == 1);
        alice.choose(answer, "touchstone.feedback", "up:support-bot:answer:1");
        stage.bob().choose(answer, "touchstone.feedback", "up:support-bot:answer:1");

        Stage.until(() -> stage.api.feedback(output).events().size() == 3);
        Stage.until(() -> stage.api.feedback(output).feedbackClass() == FeedbackClass.STRONG_POSITIVE);
        assertThat(stage.api.feedback(output).events())
                .extracting(FeedbackEvent::kind)
                .containsOnly(FeedbackKind.THUMB);
    }

    @Test
    void aButtonThatSaysNothingWeKnowIsToldSo() throws Exception {
        SeenMessage answer = answered("");

        assertThat(alice.choose(answer, "touchstone.feedback", "up:").acked()).isTrue();

        alice.awaitMessage(CHANNEL, SeenMessage::isEphemeral);
        assertThat(stage.api.feedback(output).events()).isEmpty();
    }
}

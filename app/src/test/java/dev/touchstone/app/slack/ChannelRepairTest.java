package dev.touchstone.app.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.sandbox.StandardWorkspace;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A channel that the bot is not in, and is invited to when somebody notices.
class ChannelRepairTest {
    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void start() throws Exception {
        stage = new Stage(folder);
        stage.put(
                new PipelineName("elsewhere"), "{\"reviewers\": {\"channel\": \"" + StandardWorkspace.GENERAL + "\"}}");
        stage.bot();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private void invite() throws Exception {
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(stage.slack.apiUrl());
        Slack slack = Slack.getInstance(config);
        assertThat(slack.methods(stage.slack.credentials().botToken())
                        .conversationsJoin(join -> join.channel(StandardWorkspace.GENERAL))
                        .isOk())
                .isTrue();
        slack.close();
    }

    @Test
    void aBotThatIsInvitedPostsWithinSecondsWhatHasWaited() throws Exception {
        stage.post(new PipelineName("elsewhere"), "o-1", "Waits for an invitation");
        stage.post(new PipelineName("elsewhere"), "o-2", "Waits behind it");
        // The second attempt used to be minutes away.
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(60))
                .until(() -> stage.calls("chat.postMessage").size() >= 2);

        invite();

        stage.alice()
                .awaitMessage(
                        StandardWorkspace.GENERAL, message -> message.words().contains("o-1"));
        stage.alice()
                .awaitMessage(
                        StandardWorkspace.GENERAL, message -> message.words().contains("o-2"));
    }

    @Test
    void cardsOfOtherChannelsGoMeanwhile() throws Exception {
        stage.post(new PipelineName("elsewhere"), "o-1", "Waits for an invitation");
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(30))
                .until(() -> !stage.calls("chat.postMessage").isEmpty());

        stage.card("o-2");

        assertThat(stage.shownOutputs()).containsExactly("o-2");
    }
}

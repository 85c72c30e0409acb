package dev.touchstone.sandbox;

import static dev.touchstone.sandbox.StandardWorkspace.ALICE;
import static dev.touchstone.sandbox.StandardWorkspace.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.response.files.FilesUploadV2Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Uploads through the SDK's `filesUploadV2`, and images that show them.
class FileTest {
    private final TestClock clock = new TestClock();
    private final SlackSandbox slack =
            new SlackSandbox(SandboxConfig.standard().withClock(clock).withFileProcessing(Duration.ofSeconds(1)));
    private Slack sdk;
    private MethodsClient api;

    @BeforeEach
    void start() {
        slack.start();
        sdk = BoltApp.slack(slack);
        api = sdk.methods(slack.credentials().botToken());
    }

    @AfterEach
    void stop() throws Exception {
        sdk.close();
        slack.close();
    }

    @Test
    void anUploadWithAChannelBecomesAMessage() throws Exception {
        FilesUploadV2Response uploaded = api.filesUploadV2(upload -> upload.channel(REVIEWS)
                .filename("chart.png")
                .title("Quality")
                .fileData(bytes("not really a picture"))
                .initialComment("the week"));

        assertThat(uploaded.isOk()).isTrue();
        var message = slack.hand(ALICE).awaitMessage(REVIEWS, it -> it.text().equals("the week"));
        assertThat(message.json().at("/files/0/title").asText()).isEqualTo("Quality");
        assertThat(message.json().at("/files/0/id").asText())
                .isEqualTo(uploaded.getFile().getId());
    }

    @Test
    void bytesAreServedToTheBotOnly() throws Exception {
        String url = api.filesUploadV2(upload -> upload.filename("a.csv").fileData(bytes("1,2")))
                .getFile()
                .getUrlPrivate();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        HttpClient client = HttpClient.newHttpClient();

        var refused = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        var served = client.send(
                request.header("Authorization", "Bearer " + slack.credentials().botToken())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(served.body()).isEqualTo("1,2");
    }

    @Test
    void aFileIsUsableOnlyAfterProcessing() throws Exception {
        String id = api.filesUploadV2(upload -> upload.filename("chart.png").fileData(bytes("x")))
                .getFile()
                .getId();

        assertThat(api.filesInfo(it -> it.file(id)).getFile().getMimetype()).isEmpty();
        assertThat(postImage(id)).isEqualTo("invalid slack file [json-pointer:/blocks/0/slack_file]");
        clock.advance(Duration.ofSeconds(1));
        assertThat(api.filesInfo(it -> it.file(id)).getFile().getMimetype()).isEqualTo("image/png");
        assertThat(postImage(id)).isEqualTo("ok");
    }

    @Test
    void unknownFilesAreRefused() throws Exception {
        assertThat(api.filesInfo(it -> it.file("F0NONE")).getError()).isEqualTo("file_not_found");
        assertThat(postImage("F0NONE")).contains("invalid slack file");
    }

    private String postImage(String id) throws Exception {
        var posted = api.chatPostMessage(post -> post.channel(REVIEWS)
                .text("x")
                .blocksAsString(Samples.json("[{'type':'image','alt_text':'chart','slack_file':{'id':'%s'}}]")
                        .formatted(id)));
        return posted.isOk() ? "ok" : posted.getErrors().getFirst();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

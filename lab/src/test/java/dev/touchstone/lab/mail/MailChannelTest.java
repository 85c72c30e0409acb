package dev.touchstone.lab.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.report.Digest;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.testing.Eventually;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example over HTTP against a real SMTP server.
class MailChannelTest {
    private static final Duration SOON = Duration.ofMillis(200);

    private ServedBackend served;
    private GreenMail server;
    private MailChannel channel;

    @BeforeEach
    void start(@TempDir Path folder) {
        served = new ServedBackend(TestDatabases.newSqlite(folder.resolve("touchstone.db")));
        served.client.putPipeline(
                ServedBackend.PIPELINE, Json.read("{\"reviewers\": {\"channel\": \"owners\"}}", Policy.class));
        server = server(0);
        channel = channel(server.getSmtp().getPort());
    }

    @AfterEach
    void stop() {
        served.close();
        server.stop();
    }

    private static GreenMail server(int port) {
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    private MailChannel channel(int port) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", String.valueOf(port));
        return new MailChannel(
                served.client, new Post(properties, "touchstone@example.org"), Map.of("owners", "owners@example.org"));
    }

    private static String part(MimeMessage message, int number) throws Exception {
        return String.valueOf(
                ((MimeMultipart) message.getContent()).getBodyPart(number).getContent());
    }

    @Test
    void theDigestOfAWeekComesByMail() throws Exception {
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(8);
        String week =
                "%d-W%02d".formatted(day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        Digest digest = served.client.digests().post(new PipelineName(ServedBackend.PIPELINE), week);

        assertThat(channel.run(SOON)).isEqualTo(1);

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("support, " + week);
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("owners@example.org");
        assertThat(part(mail, 0)).contains(digest.headline());
        assertThat(part(mail, 1)).contains("<h1>" + Letter.escaped(digest.headline()) + "</h1>");
        assertThat(channel.run(SOON)).as("nothing is sent twice").isZero();
    }

    @Test
    void whatAModelWroteIsTextAndNoPage() throws Exception {
        served.client.post(NewOutput.text(ServedBackend.PIPELINE, "o-1", "<img src=x onerror=\"alert('paid')\"> & more")
                .query("May I?\r\nBcc: all@example.org")
                .confidence(0.1)
                .build());

        channel.run(SOON);

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(part(mail, 1))
                .contains("&lt;img src=x onerror=&quot;alert(&#39;paid&#39;)&quot;&gt; &amp; more")
                .doesNotContain("<img");
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
    }

    @Test
    void whileTheMailServerIsAwayDeliveriesWait() throws Exception {
        int port = server.getSmtp().getPort();
        server.stop();
        served.client.post(ServedBackend.doubtful("o-1"));
        assertThat(channel.run(SOON)).as("tried in vain").isEqualTo(1);

        server = server(port);
        Eventually.within(Duration.ofSeconds(30), "the mail", () -> {
            channel.run(Duration.ofSeconds(1));
            return server.getReceivedMessages().length > 0;
        });

        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(server.getReceivedMessages()[0].getMessageID()).endsWith("@touchstone.invalid>");
        assertThat(served.client.deliveries().deadDeliveries(null, 10).items()).isEmpty();
    }

    @Test
    void aChannelWithoutAnAddressIsPutAsideWithAWordOnIt() {
        served.client.putPipeline(
                ServedBackend.PIPELINE, Json.read("{\"reviewers\": {\"channel\": \"nobody\"}}", Policy.class));
        served.client.post(ServedBackend.doubtful("o-1"));

        channel.run(SOON);

        assertThat(served.client.deliveries().deadDeliveries(null, 10).items())
                .extracting(dead -> dead.tries().lastError())
                .containsExactly("no address for the channel nobody");
    }
}

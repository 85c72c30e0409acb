package dev.touchstone.bot.owners;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.alarm.AlarmNews;
import dev.touchstone.sandbox.SandboxConfig;
import dev.touchstone.sandbox.hand.SeenMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The weekly digest on its way into the channel, with everything that can go wrong there.
class DigestTest {
    @TempDir
    private Path folder;

    private @Nullable OwnerStage stage;

    @AfterEach
    void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    private OwnerStage stage(SandboxConfig sandbox) {
        OwnerStage fresh = new OwnerStage(folder, sandbox);
        fresh.backend.chart("quality", MadeUpChart.png("Quality by week"));
        fresh.backend.chart("reasons", MadeUpChart.png("Why answers were changed"));
        stage = fresh;
        return fresh;
    }

    private static boolean isDigest(SeenMessage message) {
        return message.words().contains("Week 47 · support-bot");
    }

    private static List<String> types(SeenMessage message) {
        List<String> types = new ArrayList<>();
        for (JsonNode block : message.blocks()) {
            types.add(block.path("type").asText());
        }
        return types;
    }

    @Test
    void chartsAreDrawnBySlackWhereItCanAndThatWithABandIsAPicture() {
        OwnerStage stage = stage(SandboxConfig.standard().withNewerBlocks(true));

        stage.await(stage.digest());

        SeenMessage digest = stage.only(DigestTest::isDigest);
        assertThat(types(digest)).containsSubsequence("image", "data_visualization");
        assertThat(digest.words())
                .contains("Quality fell to 80.3 % (73.4–86.2 %)", "19 open, none past due", "<@U0BOB> (118 reviews)");
        assertThat(digest.blocks().findValuesAsText("url"))
                .containsExactly(
                        "https://touchstone.example/console/digests/019aa0c2-7000-7000-8000-00000000d1d1",
                        "https://touchstone.example/console/digests/019aa0c2-7000-7000-8000-00000000d1d1/export");
        assertThat(stage.slack.traffic().count("files.getUploadURLExternal")).isEqualTo(1);
    }

    @Test
    void elsewhereTheyArePicturesOnceSlackHasProcessedThem() {
        OwnerStage stage = stage(SandboxConfig.standard().withFileProcessing(Duration.ofMillis(300)));

        stage.await(stage.digest());

        SeenMessage digest = stage.only(DigestTest::isDigest);
        assertThat(types(digest)).containsSubsequence("image", "image").doesNotContain("data_visualization");
        assertThat(digest.blocks().findValues("slack_file")).hasSize(2);
        assertThat(digest.words()).doesNotContain("the picture is missing");
        assertThat(stage.slack.traffic().count("files.completeUploadExternal")).isEqualTo(2);
    }

    @Test
    void whatSlackOnceRefusedIsNotTriedAgain() {
        OwnerStage stage = stage(SandboxConfig.standard());
        stage.await(stage.digest());
        int before = stage.slack.traffic().count("chat.postMessage");

        stage.told(AlarmNews.What.OPENED, null);

        assertThat(stage.slack.traffic().count("chat.postMessage") - before).isEqualTo(1);
    }

    @Test
    void withoutTheUploadItGoesAndSaysSo() {
        OwnerStage stage = stage(SandboxConfig.standard());
        // The first attempt finds out that Slack draws no charts here; the second uploads both.
        stage.slack.faults().refuse("files.getUploadURLExternal", 2, "missing_scope");
        stage.slack.faults().refuse("files.completeUploadExternal", 1, "storage_limit_reached");

        stage.await(stage.digest());

        SeenMessage digest = stage.only(DigestTest::isDigest);
        assertThat(digest.words())
                .contains(
                        "Quality by week: the picture is missing, because Slack refused it (missing_scope)",
                        "the picture is missing, because Slack refused it (storage_limit_reached)",
                        "Six steady weeks at about 94 %");
        assertThat(types(digest)).doesNotContain("image");
    }

    @Test
    void aChartThatCannotBeDrawnIsLeftToItsWords() {
        OwnerStage stage = new OwnerStage(folder, SandboxConfig.standard());
        this.stage = stage;

        stage.await(stage.digest());

        assertThat(stage.only(DigestTest::isDigest).words()).contains("it could not be drawn (unknown-chart)");
    }

    @Test
    void filesThatNeverArriveDoNotHoldItBack() {
        OwnerStage stage = stage(SandboxConfig.standard());
        stage.slack.faults().limit("files.getUploadURLExternal", 20, Duration.ofSeconds(1));

        stage.await(stage.digest());

        assertThat(stage.only(DigestTest::isDigest).words()).contains("Slack did not take it");
        assertThat(stage.backend.outbox().errors()).hasSize(3).containsOnly("Slack asked to wait");
    }

    @Test
    void itIsPostedOnceHoweverOftenItIsAskedFor() {
        OwnerStage stage = stage(SandboxConfig.standard().withNewerBlocks(true));
        stage.slack.faults().loseReply("chat.postMessage", 1);

        stage.await(stage.digest());
        stage.await(stage.digest());

        assertThat(isDigest(stage.only(DigestTest::isDigest))).isTrue();
    }

    @Test
    void onAMondayWithoutSlackItIsLateAndNotLost() {
        OwnerStage stage = stage(SandboxConfig.standard());
        stage.slack.faults().goAway();
        String delivery = stage.digest();
        OwnerStage.until(() -> stage.backend.outbox().errors().size() > 2);

        stage.slack.faults().comeBack();

        stage.await(delivery);
        assertThat(types(stage.only(DigestTest::isDigest))).contains("image");
    }
}

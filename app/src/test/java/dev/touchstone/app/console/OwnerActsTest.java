package dev.touchstone.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.client.QualityQuery;
import dev.touchstone.api.golden.GoldenState;
import dev.touchstone.api.quality.FeedbackReport;
import dev.touchstone.api.session.NewSignInLink;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What owners do at the console is done in their name, what the pages say is what the API says, and nobody else sees
/// them.
class OwnerActsTest {
    private static ConsoleStage stage;
    private static OwnedPipeline shop;
    private static Browserless ann;

    @BeforeAll
    static void start() throws Exception {
        stage = new ConsoleStage();
        shop = new OwnedPipeline(stage);
        ann = new Browserless();
        var unused = ann.signIn(stage.link(ConsoleStage.ANN));
    }

    @AfterAll
    static void stop() {
        ann.close();
        stage.close();
    }

    @Test
    void whoeverIsNoOwnerFindsNothing() throws Exception {
        try (Browserless rob = new Browserless();
                Browserless lea = new Browserless()) {
            var unused = rob.signIn(stage.link(ConsoleStage.ROB));
            var unusedToo = lea.signIn(stage.link(new NewSignInLink(OwnedPipeline.LEA, List.of(), false)));

            for (String path : shop.ownersPaths()) {
                assertThat(rob.get(stage.url(path)).statusCode()).as(path).isEqualTo(404);
                assertThat(lea.get(stage.url(path)).statusCode()).as(path).isEqualTo(404);
                assertThat(ann.get(stage.url(path)).statusCode()).as(path).isEqualTo(200);
            }
            assertThat(rob.get(stage.url("/reviewers?pipeline=shop")).statusCode())
                    .isEqualTo(404);
            assertThat(lea.get(stage.url("/reviewers?pipeline=shop")).statusCode())
                    .isEqualTo(200);
            for (String path : List.of("/deliveries", "/keys", "/ledger", "/erasures")) {
                assertThat(ann.get(stage.url(path)).statusCode()).as(path).isEqualTo(404);
            }
            String queue = lea.get(stage.url("/queue")).body();
            var act = lea.post(
                    stage.url("/alarms/" + shop.alarm + "/acknowledge"),
                    Map.of("csrf", Browserless.token(queue), "pipeline", "shop"));
            assertThat(act.statusCode()).isEqualTo(404);
        }
    }

    @Test
    void anAlarmIsExplainedAndTakenOn() throws Exception {
        String list = page("/alarms?pipeline=shop");
        String page = page("/alarms/" + shop.alarm);
        Alarm alarm = stage.api.alarms().alarm(shop.alarm).alarm();

        assertThat(list).contains("/console/alarms/" + shop.alarm);
        assertThat(page)
                .contains(
                        "audited outputs were wrong",
                        "true share of wrong ones is most likely",
                        "sure, however often one looks",
                        "class=\"chart\"");
        assertThat(alarm.course().acknowledgedBy()).isNull();
        send("/alarms/" + shop.alarm + "/acknowledge", page, "note", "I look at it");

        assertThat(stage.api.alarms().alarm(shop.alarm).alarm().course().acknowledgedBy())
                .isEqualTo(ConsoleStage.ANN);
        assertThat(page("/alarms/" + shop.alarm)).contains("Taken on by", "Ann");
    }

    @Test
    void anItemIsAdmittedByASecondPerson() throws Exception {
        String page = page("/golden/items/" + shop.item + "?pipeline=shop");

        send("/golden/items/" + shop.item + "/admit", page, "note", "");

        var standing = stage.api.goldenSet().item(shop.item).standing();
        assertThat(standing.state()).isEqualTo(GoldenState.GOLDEN);
        assertThat(standing.by()).isEqualTo("slack:U1");
    }

    @Test
    void aVersionIsFrozenComparedAndDownloaded() throws Exception {
        send("/datasets/shop-set/freeze", page("/datasets/shop-set?pipeline=shop"), "why", "for a test");
        assertThat(page("/datasets/shop-set?pipeline=shop")).contains("for a test", "slack:U1");
        assertThat(page("/datasets/shop-set/versions/2/compare?pipeline=shop&with=1"))
                .contains("1 added, 0 removed, 0 changed");

        int lines = 0;
        for (String split : List.of("train", "dev", "test")) {
            HttpResponse<String> file = ann.get(
                    stage.url("/datasets/shop-set/versions/2/export?pipeline=shop&format=jsonl&split=" + split));
            assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                    .contains("shop-set-v2-" + split + "-jsonl.jsonl");
            lines += (int) file.body().lines().count();
        }
        assertThat(lines).isEqualTo(2);
        assertThat(page("/datasets/shop-set/versions/2?pipeline=shop")).contains("never leaves");
    }

    @Test
    void whatFeedbackIsWorthStandsWithWhatItRestsOn() throws Exception {
        FeedbackReport report = stage.api.quality().feedback(QualityQuery.of(OwnedPipeline.SHOP));

        var base = Objects.requireNonNull(report.base());
        assertThat(page("/feedback?pipeline=shop"))
                .contains(Math.round(base.value() * 100) + " % (", "from " + base.n() + ") were wrong");
    }

    @Test
    void tablesComeAsAFileToo() throws Exception {
        assertThat(page("/experiments?pipeline=shop")).contains("/console/experiments?pipeline=shop&amp;as=csv");
        var file = ann.get(stage.url("/experiments?pipeline=shop&as=csv"));

        assertThat(file.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(file.body())
                .startsWith("\"Experiments\"\r\n\"Experiment\",\"It is\"")
                .contains("\"New prompt <script>document.title='owned'</script>");
        assertThat(ann.get(stage.url("/experiments?pipeline=others&as=csv")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void anAdministratorTriesADeliveryAgain() throws Exception {
        try (Browserless admin = new Browserless()) {
            var unused = admin.signIn(stage.link(new NewSignInLink(ConsoleStage.ANN, List.of(), true)));
            String page = admin.get(stage.url("/deliveries")).body();
            String id = stage.api
                    .deliveries()
                    .deadDeliveries(null, 1)
                    .items()
                    .getFirst()
                    .id();
            assertThat(page).contains("no channel &lt;script&gt;", "/console/deliveries/" + id + "/replay");

            var sent = admin.post(stage.url("/deliveries/" + id + "/replay"), Map.of("csrf", Browserless.token(page)));

            assertThat(sent.statusCode()).isEqualTo(303);
            assertThat(stage.api.deliveries().deadDeliveries(null, 1).items()).isEmpty();
        }
    }

    private static void send(String path, String page, String field, String value) throws Exception {
        var sent = ann.post(stage.url(path), Map.of("csrf", Browserless.token(page), "pipeline", "shop", field, value));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
    }

    private static String page(String path) throws Exception {
        return ann.get(stage.url(path)).body();
    }
}

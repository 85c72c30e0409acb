package dev.touchstone.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.OutputStatus;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What leads find, and what reviewers must not.
class SearchTest {
    private static ConsoleStage stage;
    private static Browserless ann;
    private static OutputId sure;
    private static OutputId doubted;
    private static Decision decision;

    @BeforeAll
    static void start() throws Exception {
        stage = new ConsoleStage();
        ann = new Browserless();
        var unused = ann.signIn(stage.link(ConsoleStage.ANN));
        sure = stage.api
                .post(NewOutput.text("support", "sure-1", "=HYPERLINK(\"http://evil.example\")")
                        .confidence(0.99)
                        .model("model-a")
                        .build())
                .id();
        ReviewId review = stage.post(NewOutput.text("support", "doubt-1", "An answer, \"quoted\"")
                .confidence(0.2)
                .model("model-b")
                .promptVersion("v2")
                .build());
        doubted = stage.api.review(review).review().outputId();
        decision = Objects.requireNonNull(stage.api
                .decide(review, NewDecision.edit(ConsoleStage.ROB, 0, TextNode.valueOf("Better"), null, null))
                .decision());
    }

    @AfterAll
    static void stop() {
        ann.close();
        stage.close();
    }

    @Test
    void outputsAreFoundByWhatIsKnownOfThem() throws Exception {
        assertThat(page("/search")).contains("sure-1", "doubt-1", "found; everything was looked at");
        assertThat(page("/search?model=model-b"))
                .contains("doubt-1", "edit by Rob")
                .doesNotContain(">sure-1<");
        assertThat(page("/search?status=auto_approved")).contains("sure-1").doesNotContain(">doubt-1<");
        assertThat(page("/search?reviewer=slack:U2&verdict=edit")).contains("doubt-1", "1 found");
        assertThat(page("/search?external_id=sure-1")).contains("/console/outputs/" + sure);
        assertThat(page("/search?since=2020-01-01&until=2020-01-02")).contains("Nothing found");
        assertThat(page("/search?until=" + LocalDate.now(ZoneOffset.UTC))).contains("sure-1", "doubt-1");
    }

    @Test
    void decisionsAreFoundWithAPermanentLink() throws Exception {
        assertThat(page("/search?what=decisions&action=edit"))
                .contains(
                        "/console/reviews/" + decision.reviewId() + "#decision-" + decision.id(), "Better", "in force");
        assertThat(page("/reviews/" + decision.reviewId())).contains("id=\"decision-" + decision.id() + "\"");
        assertThat(page("/search?what=decisions&action=approve")).contains("Nothing found");
    }

    @Test
    void whatCannotBeSearchedForIsSaid() throws Exception {
        var noDay = ann.get(stage.url("/search?since=yesterday"));
        var noStatus = ann.get(stage.url("/search?status=%3Cb%3E"));

        assertThat(noDay.statusCode()).isEqualTo(422);
        assertThat(noDay.body()).contains("A day is written like");
        assertThat(noStatus.body()).contains("There is no “&lt;b&gt;”");
        assertThat(ann.get(stage.url("/search?pipeline=others")).statusCode()).isEqualTo(404);
    }

    @Test
    void aTableIsSafeToOpen() throws Exception {
        var table = ann.get(stage.url("/search/csv?what=outputs&pipeline=support"));

        assertThat(table.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(table.body())
                .startsWith("\"id\",\"at\",\"text\"")
                .contains("\"'=HYPERLINK(\"\"http://evil.example\"\")\"", "\"An answer, \"\"quoted\"\"\"")
                .contains("\"/console/outputs/" + sure + "\"");
    }

    @Test
    void anOutputShowsWhatBecameOfIt() throws Exception {
        assertThat(page("/outputs/" + doubted)).contains("doubt-1", "Rob corrected this", "20 %", "model-b");
        assertThat(ann.get(stage.url("/outputs/019a4f6e-3b1c-7c11-9c0f-4c1a2be17e55"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aReviewIsAskedForWithAReason() throws Exception {
        OutputId output = stage.api
                .post(NewOutput.text("support", "ask-1", "Sure.")
                        .confidence(0.99)
                        .build())
                .id();
        String page = page("/outputs/" + output);

        var asked = ann.post(
                stage.url("/outputs/" + output + "/review"),
                Map.of("csrf", Browserless.token(page), "note", "A customer called."));

        assertThat(asked.statusCode()).isEqualTo(303);
        assertThat(stage.api.output(output).status()).isEqualTo(OutputStatus.IN_REVIEW);
        assertThat(page("/outputs/" + output)).doesNotContain("Ask for a review", "99 %");
    }

    @Test
    void whoOnlyReviewsFindsNothingOfThis() throws Exception {
        try (Browserless rob = new Browserless()) {
            var unused = rob.signIn(stage.link(ConsoleStage.ROB));

            for (String path : new String[] {
                "/search",
                "/search/csv",
                "/outputs/" + sure,
                "/outputs/" + doubted,
                "/quality",
                "/quality?pipeline=support"
            }) {
                assertThat(rob.get(stage.url(path)).statusCode()).as(path).isEqualTo(404);
            }
            String queue = rob.get(stage.url("/queue")).body();
            assertThat(queue).doesNotContain("/console/search", "/console/quality");
            var asked = rob.post(stage.url("/outputs/" + sure + "/review"), Map.of("csrf", Browserless.token(queue)));
            assertThat(asked.statusCode()).isEqualTo(404);
        }
    }

    private static String page(String path) throws Exception {
        return ann.get(stage.url(path)).body();
    }
}

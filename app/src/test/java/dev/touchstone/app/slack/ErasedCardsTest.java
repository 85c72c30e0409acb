package dev.touchstone.app.slack;

import static dev.touchstone.app.slack.Stage.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.erasure.Erasure;
import dev.touchstone.api.erasure.ErasureState;
import dev.touchstone.api.erasure.ErasureSubject;
import dev.touchstone.api.erasure.NewErasure;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.sandbox.hand.SeenMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was erased leaves the channel too: cards, what the bot wrote below them, and the bot's own disk.
class ErasedCardsTest {
    private static final Reviewer ALICE = new Reviewer(new ReviewerId("slack:U0ALICE"), "Alice");

    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void start() throws Exception {
        stage = new Stage(folder);
        stage.bot();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private String erase(String externalId) {
        return stage.api
                .erasures()
                .erase(new NewErasure(
                        new PipelineName(Stage.PIPELINE),
                        new ErasureSubject(null, externalId, null, Map.of()),
                        null,
                        null))
                .id();
    }

    private List<String> words(SeenMessage card) {
        return Stream.concat(
                        stage.alice().message(CHANNEL, card.ts()).stream(),
                        stage.alice().thread(CHANNEL, card.ts()).stream())
                .map(message -> message.json().toString())
                .toList();
    }

    @Test
    void aDecidedCardItsThreadAndAnOpenCardLoseTheirTexts() {
        OutputReceipt first = stage.post("o-1", "The answer to o-1 is vaporous.");
        SeenMessage decided = Stage.card(stage.alice(), "(o-1)");
        ReviewId review = Objects.requireNonNull(first.reviewId());
        Review unused = stage.api.decide(
                review,
                NewDecision.edit(
                        ALICE, 0, TextNode.valueOf("The right answer is nebulous."), "It was vaporous.", null));
        Stage.until(() -> !stage.alice().thread(CHANNEL, decided.ts()).isEmpty()
                && words(decided).stream().anyMatch(words -> words.contains("nebulous")));
        stage.bob().reply(CHANNEL, decided.ts(), "I had seen it coming.");
        SeenMessage open = stage.card("o-2");

        stage.slack.faults().refuse("chat.update", 1, "internal_error");
        String one = erase("o-1");
        String two = erase("o-2");

        Stage.until(() -> stage.api.erasures().erasure(one).messages().equals(new Erasure.Messages(1, 0)));
        Stage.until(() -> stage.api.erasures().erasure(two).messages().equals(new Erasure.Messages(1, 0)));
        assertThat(stage.api.erasures().erasure(one).state()).isEqualTo(ErasureState.DONE);
        assertThat(words(decided)).noneMatch(words -> words.contains("vaporous") || words.contains("nebulous"));
        assertThat(words(decided)).anyMatch(words -> words.contains("The texts of this output are gone"));
        assertThat(words(decided))
                .as("what people wrote is theirs")
                .anyMatch(words -> words.contains("seen it coming"));
        assertThat(stage.alice().message(CHANNEL, decided.ts()).orElseThrow().offers("review.undo"))
                .as("there is nothing left to decide anew")
                .isFalse();
        assertThat(words(open)).noneMatch(words -> words.contains("The answer to o-2"));
        assertThat(stage.alice().message(CHANNEL, open.ts()).orElseThrow().offers("review.approve"))
                .isFalse();
    }

    @Test
    void theBotKeepsNoClickOnWhatIsErased() {
        SeenMessage card = stage.card("o-1");
        stage.alice().click(card, "review.approve");
        Stage.changed(stage.alice(), card, "Approved");
        assertThat(journal()).isPositive();

        String id = erase("o-1");

        Stage.until(() -> stage.api.erasures().erasure(id).messages().equals(new Erasure.Messages(1, 0)));
        Stage.until(() -> journal() == 0);
    }

    private long journal() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("intents.jsonl"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.touchstone.bot.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.model.view.View;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.text.PrettyJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Compares a drawn screen with its approved JSON, so that a change of a screen is seen in review.
/// `-Dcards.approve=true` writes the files anew.
final class Approved {
    private static final Path FOLDER = Path.of("src/test/resources/cards");
    private static final boolean APPROVE = Boolean.getBoolean("cards.approve");

    private Approved() {}

    static void verify(String name, Message message) {
        assertThat(BlockLimits.of(message)).isEmpty();
        compare(name, BlockLimits.json(message));
    }

    static void verify(String name, View view) {
        assertThat(BlockLimits.of(view)).isEmpty();
        compare(name, BlockLimits.json(view));
    }

    private static void compare(String name, JsonNode drawn) {
        Path file = FOLDER.resolve(name + ".json");
        String text = PrettyJson.write(drawn) + "\n";
        try {
            if (APPROVE) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, text);
            }
            assertThat(text)
                    .as("%s; if the change is wanted, approve it with -Dcards.approve=true", file)
                    .isEqualTo(Files.exists(file) ? Files.readString(file) : "(not approved yet)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

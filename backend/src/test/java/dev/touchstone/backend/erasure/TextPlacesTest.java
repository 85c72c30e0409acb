package dev.touchstone.backend.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.testing.EveryDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A column for texts that nobody has thought about is found here: somebody has to say what an erasure does with it.
class TextPlacesTest {
    /// Each line is `table.column what becomes of it`: `cleared`, `kept` because figures need it and it says nothing of
    /// anybody, `named` for a name of ours, or `owner` for what owners wrote of their pipeline.
    private static Set<String> known() throws IOException {
        try (var in = TextPlacesTest.class.getResourceAsStream("text-places.txt")) {
            String all =
                    new String(Objects.requireNonNull(in, "text-places.txt").readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(all.split("\n"))
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> {
                        List<String> words = List.of(line.split(" +", 3));
                        assertThat(words).as(line).hasSizeGreaterThanOrEqualTo(2);
                        assertThat(words.get(1)).as(line).isIn("cleared", "kept", "named", "owner");
                        return words.getFirst();
                    })
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @EveryDatabase
    void everyColumnOfTextHasAFate(Database database) throws IOException {
        Set<String> columns = Rows.textColumns(database).stream()
                .filter(column -> !column.startsWith("qrtz_")
                        && !column.startsWith("flyway_")
                        && !column.startsWith("sqlite_")
                        && !column.startsWith("pg_"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(columns).contains("output.body", "decision.detail");
        assertThat(columns)
                .as("say in text-places.txt what an erasure does with each, and teach Places to do it")
                .isSubsetOf(known());
    }

    @EveryDatabase
    void noFateIsOfAColumnThatIsNotThere(Database database) throws IOException {
        assertThat(known()).isSubsetOf(new TreeSet<>(Rows.textColumns(database)));
    }
}

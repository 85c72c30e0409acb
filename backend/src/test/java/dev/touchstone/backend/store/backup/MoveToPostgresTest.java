package dev.touchstone.backend.store.backup;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.LedgerFeature;
import dev.touchstone.backend.ledger.Verification;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.TestDatabases;
import dev.touchstone.backend.testing.Workbench;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MoveToPostgresTest {
    private static final Soundness LEDGER = LedgerFeature.soundness(Workbench.LEDGER_KEYS);
    private static final Reviewer ANA = Reviewer.of(new ReviewerId("ana"));

    /// What has a meaning of its own in COPY's text, beside what has none.
    private static final List<String> TEXTS =
            List.of("\u00fc\t\\N\\.\n\\.\r\n\"", "\\", "\\N", "", "\ud83d\ude00 smile", "a\u000bb\u001fc\u007f\u2028d");

    private final List<String> steps = new ArrayList<>();

    private MoveToPostgres move() {
        return new MoveToPostgres(InstantSource.system(), LEDGER, (step, done, total) -> steps.add(step));
    }

    private static void fill(Workbench bench) {
        bench.ledger.begin(List.of());
        bench.pipeline("support", "{\"reviewers\": {\"channel\": \"#c\"}, \"audit_rate\": 0.5}");
        for (int i = 0; i < 40; i++) {
            String text = TEXTS.get(i % TEXTS.size());
            NewOutput output = NewOutput.text("support", "o-" + i, text + "x")
                    .query(text + "?")
                    .metadata("note", TextNode.valueOf(text))
                    .confidence(i % 3 == 0 ? 0.1 + i / 1000.0 : 0.99)
                    .build();
            ReviewId review = bench.post(output).reviewId();
            if (review != null && i % 2 == 0) {
                bench.decisions.decide(
                        review, NewDecision.edit(ANA, 0, TextNode.valueOf(text + "y"), null, 1.0 / (i + 3)), null);
            }
        }
    }

    @Test
    void everythingIsThereAfterwardsAndTheLedgerVerifies() {
        DatabaseConfig from = TestDatabases.newSqlite();
        DatabaseConfig to = TestDatabases.newPostgres();
        try (Workbench bench = new Workbench(from)) {
            fill(bench);

            Restore.Restored moved = move().move(from, to);

            assertThat(moved.rows()).isEqualTo(bench.database.snapshot(Tables::rows));
            assertThat(moved.rows().get("decision")).isGreaterThan(5);
            try (Database target = Database.open(to)) {
                assertThat(target.snapshot(MoveToPostgresTest::everything))
                        .isEqualTo(bench.database.snapshot(MoveToPostgresTest::everything));
                assertThat(LedgerFeature.verifier(Workbench.LEDGER_KEYS).verify(target, bench.ledger.head()))
                        .isInstanceOf(Verification.Intact.class);
            }
        }
        assertThat(steps).contains("copying output", "restoring output");
    }

    /// What was moved goes on: the same program posts, decides and verifies there.
    @Test
    void workGoesOnInTheNewPlace() {
        DatabaseConfig from = TestDatabases.newSqlite();
        DatabaseConfig to = TestDatabases.newPostgres();
        try (Workbench bench = new Workbench(from)) {
            fill(bench);
        }
        Restore.Restored moved = move().move(from, to);

        try (Workbench bench = new Workbench(to)) {
            ReviewId review = requireNonNull(bench.post(NewOutput.text("support", "new", "an answer")
                            .confidence(0.1)
                            .build())
                    .reviewId());
            bench.decisions.decide(review, NewDecision.approve(ANA, 0, null), null);

            assertThat(bench.database.snapshot(Tables::rows).getOrDefault("decision", 0L))
                    .isEqualTo(moved.rows().getOrDefault("decision", 0L) + 1);
            assertThat(LedgerFeature.verifier(Workbench.LEDGER_KEYS).verify(bench.database, bench.ledger.head()))
                    .isInstanceOf(Verification.Intact.class);
        }
    }

    @Test
    void whatHoldsSomethingAlreadyIsLeftAloneAndNothingStaysBehind() throws Exception {
        DatabaseConfig from = TestDatabases.newSqlite();
        DatabaseConfig to = TestDatabases.newPostgres();
        try (Workbench bench = new Workbench(from)) {
            fill(bench);
        }
        Map<String, Long> before;
        try (Workbench other = new Workbench(to)) {
            other.pipeline("theirs", "{}");
            before = other.database.snapshot(Tables::rows);
        }

        assertThatThrownBy(() -> move().move(from, to))
                .isInstanceOf(BackupFailed.class)
                .hasMessageContaining("holds something already");

        try (Database target = Database.open(to)) {
            assertThat(target.snapshot(Tables::rows)).isEqualTo(before);
        }
        try (Stream<?> beside = Files.list(
                Objects.requireNonNull(from.sqliteFile().toAbsolutePath().getParent()))) {
            assertThat(beside).noneMatch(file -> file.toString().contains("moving"));
        }
    }

    @Test
    void aLedgerThatDoesNotVerifyIsNotMoved() {
        DatabaseConfig from = TestDatabases.newSqlite();
        DatabaseConfig to = TestDatabases.newPostgres();
        try (Workbench bench = new Workbench(from)) {
            fill(bench);
            bench.database
                    .writer()
                    .useHandle(
                            handle -> handle.execute("UPDATE decision SET action = 'approve' WHERE action = 'edit'"));
        }

        assertThatThrownBy(() -> move().move(from, to))
                .isInstanceOf(BackupFailed.class)
                .hasMessageContaining("not sound");
        assertThatThrownBy(() -> move().move(to, from)).hasMessageContaining("from SQLite to PostgreSQL");
    }

    /// Every row of every table as text, with what the two databases write differently written alike.
    private static Map<String, List<String>> everything(Handle handle) {
        Map<String, List<String>> all = new TreeMap<>();
        for (String table : Tables.inOrder(handle)) {
            List<String> rows = new ArrayList<>();
            handle.createQuery("SELECT * FROM " + table).mapToMap().forEach(row -> {
                Map<String, String> plain = new TreeMap<>();
                row.forEach((column, value) -> plain.put(column, plain(value)));
                rows.add(plain.toString());
            });
            rows.sort(null);
            all.put(table, rows);
        }
        return all;
    }

    private static String plain(@Nullable Object value) {
        return switch (value) {
            case Boolean truth -> truth ? "1.0" : "0.0";
            case Number number -> String.valueOf(number.doubleValue());
            case null -> "-";
            default -> String.valueOf(value);
        };
    }
}

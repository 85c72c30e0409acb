package dev.touchstone.backend.store.backup;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.LedgerFeature;
import dev.touchstone.backend.ledger.Anchor;
import dev.touchstone.backend.ledger.Verification;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.store.Dialect;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.TestDatabases;
import dev.touchstone.backend.testing.Workbench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    private static final Soundness LEDGER = LedgerFeature.soundness(Workbench.LEDGER_KEYS);
    private static final BackupProgress QUIET = (step, done, total) -> {};
    private static final Reviewer ANA = Reviewer.of(new ReviewerId("ana"));

    @TempDir
    Path folder;

    private static Backup backup(DatabaseConfig config) {
        return new Backup(config, InstantSource.system(), LEDGER, QUIET);
    }

    private static Restore restore(DatabaseConfig config) {
        return new Restore(config, InstantSource.system(), LEDGER, QUIET);
    }

    private static void fill(Workbench bench, int reviews) {
        bench.ledger.begin(List.of());
        bench.pipeline("support", "{}");
        work(bench, "first", reviews);
    }

    private static void work(Workbench bench, String name, int reviews) {
        for (int i = 0; i < reviews; i++) {
            // What has a meaning of its own in COPY's text, too.
            ReviewId review =
                    requireNonNull(bench.post(NewOutput.text("support", name + "-" + i, "\u00fc\t\\N\\.\n\\.\n\"")
                                    .query("a question")
                                    .confidence(0.3)
                                    .build())
                            .reviewId());
            bench.decisions.decide(review, NewDecision.approve(ANA, 0, 2.5), null);
        }
    }

    /// An empty place of the same kind of database.
    private DatabaseConfig elsewhere(Database like) {
        return like.dialect() == Dialect.SQLITE
                ? DatabaseConfig.sqlite(folder.resolve("elsewhere").resolve("touchstone.db"))
                : TestDatabases.newPostgres();
    }

    private static Map<String, Long> rows(DatabaseConfig config) {
        try (Database database = Database.open(config)) {
            return database.snapshot(Tables::rows);
        }
    }

    private static Verification verify(DatabaseConfig config, @Nullable Anchor expected) {
        try (Database database = Database.open(config)) {
            return LedgerFeature.verifier(Workbench.LEDGER_KEYS).verify(database, expected);
        }
    }

    @EveryDatabase
    void whatIsRestoredIsWhatWasBackedUp(Workbench bench) {
        fill(bench, 5);
        Path file = folder.resolve("backup.zip");

        Backup.Made made = backup(bench.config).to(file, false);
        DatabaseConfig elsewhere = elsewhere(bench.database);
        Restore.Restored restored = restore(elsewhere).from(file, false);

        assertThat(made.rows()).isEqualTo(bench.database.snapshot(Tables::rows)).containsEntry("decision", 5L);
        assertThat(restored.rows()).isEqualTo(made.rows());
        assertThat(restored.replaced()).isEmpty();
        assertThat(rows(elsewhere)).isEqualTo(made.rows());
        assertThat(verify(elsewhere, bench.ledger.head()))
                .isEqualTo(new Verification.Intact(7, 0, bench.ledger.head()));
        assertThat(content(elsewhere)).isEqualTo(bench.database.snapshot(BackupTest::content));
    }

    private static List<String> content(DatabaseConfig config) {
        try (Database database = Database.open(config)) {
            return database.snapshot(BackupTest::content);
        }
    }

    private static List<String> content(Handle handle) {
        return handle.createQuery("SELECT external_id || body || u || reasons FROM output ORDER BY id")
                .mapTo(String.class)
                .list();
    }

    @EveryDatabase
    void aBackupBesideWritersIsOneMoment(Workbench bench) throws Exception {
        fill(bench, 3);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger rounds = new AtomicInteger();
        Thread writer = Thread.ofPlatform().start(() -> {
            while (!stop.get()) {
                work(bench, "load-" + rounds.incrementAndGet(), 3);
            }
        });
        try {
            for (int i = 0; i < 3; i++) {
                int before = rounds.get();
                Path file = folder.resolve("backup-" + i + ".zip");
                Backup.Made made = backup(bench.config).to(file, false);
                while (rounds.get() == before) {
                    Thread.onSpinWait();
                }
                // Each decision has its output, its review and its entry, or none of it is there.
                long decisions = made.rows().getOrDefault("decision", 0L);
                long outputs = made.rows().getOrDefault("output", 0L);
                assertThat(decisions).isBetween(outputs - 1, outputs);
                assertThat(made.rows()).containsEntry("review", outputs).containsEntry("ledger_entry", decisions + 2);
            }
        } finally {
            stop.set(true);
            writer.join();
        }
        DatabaseConfig elsewhere = elsewhere(bench.database);
        restore(elsewhere).from(folder.resolve("backup-2.zip"), false);
        assertThat(verify(elsewhere, null)).isInstanceOf(Verification.Intact.class);
    }

    @EveryDatabase
    void aBackupThatWasCutOffOrChangedIsRefusedInOneSentence(Workbench bench) throws Exception {
        fill(bench, 3);
        Path file = folder.resolve("backup.zip");
        backup(bench.config).to(file, false);
        byte[] whole = Files.readAllBytes(file);
        DatabaseConfig elsewhere = elsewhere(bench.database);
        Random random = new Random(7);
        List<Integer> contents = contents(file, whole);
        Path wrong = folder.resolve("wrong.zip");

        for (int round = 0; round < 60; round++) {
            byte[] bytes = whole.clone();
            if (round % 2 == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            } else {
                bytes[contents.get(random.nextInt(contents.size()))] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(wrong, bytes);
            if (round % 2 == 1 && unpacked(wrong).equals(unpacked(file))) {
                // A run of zeros can be packed in more than one way.
                continue;
            }

            assertThatThrownBy(() -> restore(elsewhere).from(wrong, true))
                    .as("round " + round)
                    .isInstanceOf(BackupFailed.class)
                    .hasMessageContaining("is no whole backup: it was cut off or changed");
        }
        Files.writeString(wrong, "not a backup");
        assertThatThrownBy(() -> restore(elsewhere).from(wrong, true)).hasMessageContaining("no whole backup");
        assertThatThrownBy(() -> restore(elsewhere).from(folder.resolve("none.zip"), true))
                .hasMessageContaining("there is no backup at");
        if (bench.database.dialect() == Dialect.SQLITE) {
            assertThat(elsewhere.sqliteFile()).doesNotExist();
        } else {
            assertThat(rows(elsewhere)).containsEntry("output", 0L);
        }
    }

    /// What each file of a backup holds, by code of its own; empty when it cannot be read.
    private static Map<String, String> unpacked(Path file) {
        Map<String, String> contents = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                contents.put(
                        entry.getName(),
                        new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1));
            }
            return contents;
        } catch (IOException e) {
            return Map.of();
        }
    }

    /// Where the bytes of what the backup holds are; between them are times and flags that nobody needs.
    private static List<Integer> contents(Path file, byte[] whole) throws IOException {
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        List<Integer> places = new ArrayList<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            zip.stream().forEach(entry -> {
                int start = text.indexOf(entry.getName()) + entry.getName().length();
                IntStream.range(start, start + (int) entry.getCompressedSize()).forEach(places::add);
            });
        }
        return places;
    }

    @EveryDatabase
    void aDatabaseThatIsInUseIsNotReplaced(Workbench bench) {
        fill(bench, 2);
        Path file = folder.resolve("backup.zip");
        backup(bench.config).to(file, false);

        assertThatThrownBy(() -> restore(bench.config).from(file, true))
                .isInstanceOf(BackupFailed.class)
                .hasMessageContaining("stop ")
                .hasMessageContaining("then restore");

        work(bench, "afterwards", 1);
        assertThat(bench.count("decision")).isEqualTo(3);
    }

    @EveryDatabase
    void whatHoldsSomethingIsReplacedOnlyByForceAndKept(Workbench bench) throws Exception {
        fill(bench, 2);
        Path file = folder.resolve("backup.zip");
        backup(bench.config).to(file, false);
        DatabaseConfig target = elsewhere(bench.database);
        try (Workbench other = new Workbench(create(target))) {
            fill(other, 4);
        }

        assertThatThrownBy(() -> restore(target).from(file, false)).hasMessageContaining("--force");
        assertThat(rows(target)).containsEntry("decision", 4L);
        Restore.Restored restored = restore(target).from(file, true);

        assertThat(rows(target)).containsEntry("decision", 2L);
        assertThat(verify(target, bench.ledger.head())).isInstanceOf(Verification.Intact.class);
        Path kept = restored.replaced().orElseThrow();
        DatabaseConfig again =
                bench.database.dialect() == Dialect.SQLITE ? DatabaseConfig.sqlite(kept) : TestDatabases.newPostgres();
        if (bench.database.dialect() == Dialect.POSTGRESQL) {
            restore(again).from(kept, false);
        }
        assertThat(rows(again)).containsEntry("decision", 4L);
    }

    private static DatabaseConfig create(DatabaseConfig config) throws IOException {
        if (config.dialect() == Dialect.SQLITE) {
            config.createSqliteFolder();
        }
        return config;
    }

    @EveryDatabase
    void aBackupIsItsOwnersAloneAndReplacesNoneUnasked(Workbench bench) throws Exception {
        fill(bench, 1);
        Path file = folder.resolve("backup.zip");
        backup(bench.config).to(file, false);
        byte[] first = Files.readAllBytes(file);

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> backup(bench.config).to(file, false)).hasMessageContaining("--overwrite");
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
        work(bench, "more", 1);
        assertThat(backup(bench.config).to(file, true).rows()).containsEntry("decision", 2L);
        assertThat(filesIn(folder)).containsExactly("backup.zip");
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @EveryDatabase
    void aDatabaseThatIsNotSoundIsSaidToBeAndLeavesNoFile(Workbench bench) throws Exception {
        fill(bench, 2);
        bench.database.writer().useHandle(handle -> handle.execute("UPDATE decision SET reviewer = 'bob'"));
        Path file = folder.resolve("backup.zip");

        assertThatThrownBy(() -> backup(bench.config).to(file, false))
                .isInstanceOf(BackupFailed.class)
                .hasMessageContaining("its ledger is BROKEN at entry")
                .hasMessageContaining("the row of decision that it is about was changed");
        assertThat(filesIn(folder)).isEmpty();

        new Backup(bench.config, InstantSource.system(), (handle, keyless) -> Optional.empty(), QUIET).to(file, false);
        DatabaseConfig elsewhere = elsewhere(bench.database);
        assertThatThrownBy(() -> restore(elsewhere).from(file, false)).hasMessageContaining("BROKEN");
        if (bench.database.dialect() == Dialect.SQLITE) {
            assertThat(elsewhere.sqliteFile()).doesNotExist();
        } else {
            assertThat(rows(elsewhere)).containsEntry("output", 0L);
        }
    }

    /// Nothing counts up in the database itself; a backup would have to keep where such a counter stands.
    @Test
    void theSchemaHasNoSequences() {
        try (Database database = Database.open(TestDatabases.newPostgres())) {
            List<String> sequences = database.reader()
                    .withHandle(handle -> handle.createQuery("SELECT sequencename FROM pg_sequences")
                            .mapTo(String.class)
                            .list());
            assertThat(sequences).isEmpty();
        }
    }

    @Test
    void aBackupOfTheOtherDatabaseIsNamed() {
        try (Workbench bench = new Workbench(TestDatabases.newSqlite())) {
            fill(bench, 1);
            Path file = folder.resolve("backup.zip");
            backup(bench.config).to(file, false);

            assertThatThrownBy(() -> restore(TestDatabases.newPostgres()).from(file, false))
                    .hasMessageContaining("one of sqlite, and the database is one of postgresql");
        }
    }

    @Test
    void aRuinedDatabaseCanBeReplaced() throws Exception {
        Path file = folder.resolve("backup.zip");
        try (Workbench bench = new Workbench(TestDatabases.newSqlite())) {
            fill(bench, 1);
            backup(bench.config).to(file, false);
        }
        Path ruined = folder.resolve("touchstone.db");
        Files.writeString(ruined, "no database any more ".repeat(1000));
        Files.writeString(Path.of(ruined + "-wal"), "an old log");

        Restore.Restored restored = restore(DatabaseConfig.sqlite(ruined)).from(file, true);

        assertThat(rows(DatabaseConfig.sqlite(ruined))).containsEntry("decision", 1L);
        assertThat(restored.replaced().orElseThrow()).exists();
        assertThat(Path.of(restored.replaced().orElseThrow() + "-wal")).hasContent("an old log");
    }

    /// Made by the program before: it is brought up to date on the way back.
    @EveryDatabase
    void aBackupOfAnOlderSchemaIsBroughtUpToDate(DatabaseConfig unused) throws Exception {
        boolean sqlite = unused.dialect() == Dialect.SQLITE;
        DatabaseConfig old =
                sqlite ? DatabaseConfig.sqlite(folder.resolve("old.db")) : TestDatabases.newEmptyPostgres();
        DatabaseConfig target =
                sqlite ? DatabaseConfig.sqlite(folder.resolve("new.db")) : TestDatabases.newEmptyPostgres();
        Path file = folder.resolve("old.zip");
        OlderBackup.write(old, "13", file);

        Restore.Restored restored = restore(target).from(file, false);

        assertThat(restored.schemaVersion()).isEqualTo("13");
        assertThat(rows(target)).containsEntry("ledger_entry", 1L).containsEntry("api_key", 1L);
        if (!sqlite) {
            assertThatThrownBy(() -> restore(unused).from(file, false))
                    .hasMessageContaining("the backup's schema has version 13")
                    .hasMessageContaining("restore into a new, empty database");
        }
    }
}

package dev.touchstone.backend.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.touchstone.backend.testing.TestDatabases;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.junit.jupiter.api.Test;

/// No statement may walk along a table that grows, or along all that one pipeline ever had: SQLite chooses without
/// statistics, so that a new index can turn a range of ids into a scan without anybody noticing.
class QueryPlansTest {
    /// Tables with a row, or more, for each output, review or delivery.
    private static final Set<String> GROWING = Set.of(
            "output",
            "review",
            "panel_seat",
            "decision",
            "judgment",
            "delivery",
            "drift_fed",
            "ledger_entry",
            "self_check",
            "committee_case",
            "committee_answer",
            "judge_batch_line",
            "sample_member",
            "audit_draw",
            "feedback_event",
            "feedback_voice",
            "feedback_signal",
            "feedback_share",
            "feedback_alert",
            "golden_due",
            "rescored_item",
            "golden_item",
            "golden_input",
            "golden_group",
            "golden_sketch",
            "golden_embedding",
            "otlp_span",
            "otlp_trace",
            "golden_version_item",
            "output_topic",
            "sign_in_link",
            "console_session",
            "output_subject",
            "output_erased",
            "erasure_review");

    /// Statements that read what they say, with the reason why that is well.
    private static final List<String> MEANT = List.of(
            // An experiment is a population of at most some thousand outputs.
            "WHERE pipeline = :population",
            "WHERE r.pipeline = :population",
            // Gauges count to 100,000 at most, along a partial index of what is open or dead.
            "LIMIT 100000) AS counted",
            // The open queue of all pipelines, for the metrics.
            "SELECT pipeline, COUNT(*) AS open_reviews FROM review WHERE state = 'open' GROUP BY pipeline",
            // What waits for people, counted to say how far behind they are.
            "SELECT COUNT(*) FROM review WHERE pipeline = :pipeline AND state = 'open'",
            // The ledger is held against every decision, when an operator asks.
            "SELECT COUNT(*) FROM decision",
            // The set is counted when somebody asks, and for the weekly digest.
            "AS last_week FROM (SELECT item.state",
            // So are items held back, in the report that reads all texts of a version anyway.
            "state <> 'retired' AND held IS NOT NULL",
            // Somebody is erased, which is rare, and nobody waits: whether others name a source, and a user's shares.
            "REPLACE(sources, :key, '') <> sources",
            "UPDATE feedback_share SET actor = :name",
            // What is due is admitted within moments, so that there is little to look through.
            "DELETE FROM golden_due WHERE decision_id IN (<decisions>)",
            // Along an index in the order asked for, as far as the limit.
            "ORDER BY seq DESC LIMIT 1",
            "ORDER BY due_at_ms, calm, id LIMIT :limit",
            "ORDER BY r.due_at_ms, r.calm, r.id LIMIT :limit",
            "ORDER BY d.decided_at_ms DESC, d.id DESC LIMIT :limit");

    /// Indexes of what waits, or is rare: as long as that is.
    private static final Pattern FEW = Pattern.compile(
            "review_carded|golden_item_erased|golden_item_ungrouped|feedback_event_waiting|feedback_alert_held");

    private static final Pattern STATEMENT =
            Pattern.compile("\\s*(SELECT|UPDATE|DELETE|INSERT|WITH)\\b.*", Pattern.DOTALL);
    private static final Pattern TEXT_BLOCK = Pattern.compile("\"\"\"\n(.*?)\"\"\"", Pattern.DOTALL);
    private static final Pattern TABLE =
            Pattern.compile("\\b(?:FROM|JOIN|UPDATE|INTO)\\s+([a-z_]+)(?:\\s+(?:AS\\s+)?([a-z]\\w*))?");
    private static final Pattern STEP = Pattern.compile("(SCAN|SEARCH) (\\w+)(.*)");

    @Test
    void noStatementWalksAlongATableThatGrows() throws IOException {
        Set<String> found = new TreeSet<>();
        int explained = 0;
        try (Database database = Database.openAndMigrate(TestDatabases.newSqlite())) {
            Set<String> statements = new TreeSet<>(statementsOfDaos());
            statements.addAll(statementsInTextBlocks());
            for (String sql : statements) {
                List<String> plan = database.reader().withHandle(handle -> plan(handle, sql));
                explained += plan.isEmpty() ? 0 : 1;
                String shown = sql.strip().replaceAll("\\s+", " ");
                if (MEANT.stream().noneMatch(shown::contains)) {
                    walks(sql, plan).forEach(step -> found.add(step + "\n    " + shown));
                }
            }
        }

        assertThat(explained).isGreaterThan(200);
        assertThat(found).isEmpty();
    }

    /// Each member of one version is looked up in the other, and not the other walked along for each.
    @Test
    void versionsAreComparedByTheirHashes() {
        List<String> comparing = statementsOfDaos().stream()
                .filter(sql -> sql.contains("other.hash = member.hash"))
                .toList();
        assertThat(comparing).hasSize(1);

        try (Database database = Database.openAndMigrate(TestDatabases.newSqlite())) {
            List<String> steps = database.reader().withHandle(handle -> plan(handle, comparing.getFirst()));
            assertThat(steps).anyMatch(step -> step.contains("(version_id=? AND hash=?)"));
        }
    }

    @Test
    void whatWalksIsSeen() {
        try (Database database = Database.openAndMigrate(TestDatabases.newSqlite())) {
            for (String sql : List.of(
                    "SELECT id FROM review r WHERE r.model = :model",
                    "SELECT id FROM output WHERE id > :after AND pipeline = :pipeline ORDER BY id")) {
                List<String> plan = database.reader().withHandle(handle -> plan(handle, sql));
                assertThat(walks(sql, plan)).as(sql).isNotEmpty();
            }
        }
    }

    private static List<String> walks(String sql, List<String> plan) {
        TreeMap<String, String> tables = new TreeMap<>();
        TABLE.matcher(sql).results().forEach(match -> {
            tables.put(match.group(1), match.group(1));
            if (match.group(2) != null) {
                tables.put(match.group(2), match.group(1));
            }
        });
        List<String> walks = new ArrayList<>();
        for (String line : plan) {
            Matcher step = STEP.matcher(line);
            if (step.find() && GROWING.contains(tables.getOrDefault(step.group(2), ""))) {
                boolean all = step.group(1).equals("SCAN");
                boolean ofPipeline = step.group(3).endsWith("(pipeline=?)");
                if ((all || ofPipeline) && !FEW.matcher(step.group(3)).find()) {
                    walks.add(line);
                }
            }
        }
        return walks;
    }

    /// Empty for what SQLite cannot read: a part of a statement, or one that only PostgreSQL is asked.
    private static List<String> plan(Handle handle, String sql) {
        String plain = sql.replaceAll("<(?:skipLocked|forUpdate)>", "")
                .replaceAll("<\\w+>", "'a', 'b'")
                .replaceAll("(?<!:):\\w+", "?1")
                .replaceAll("\\?(?!1)", "?1");
        try {
            return handle.createQuery("EXPLAIN QUERY PLAN " + plain.replace("?1", "'1'"))
                    .map((row, context) -> row.getString(4))
                    .list();
        } catch (JdbiException e) {
            return List.of();
        }
    }

    private static List<String> statementsOfDaos() {
        List<String> statements = new ArrayList<>();
        for (JavaClass one : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.touchstone.backend")) {
            if (one.isInterface() && one.getSimpleName().endsWith("Dao")) {
                for (Method method : one.reflect().getDeclaredMethods()) {
                    sql(method).forEach(statements::add);
                }
            }
        }
        return statements;
    }

    private static Stream<String> sql(Method method) {
        SqlQuery query = method.getAnnotation(SqlQuery.class);
        SqlUpdate update = method.getAnnotation(SqlUpdate.class);
        SqlBatch batch = method.getAnnotation(SqlBatch.class);
        return Stream.of(
                        query == null ? "" : query.value(),
                        update == null ? "" : update.value(),
                        batch == null ? "" : batch.value())
                .filter(sql -> !sql.isEmpty());
    }

    private static List<String> statementsInTextBlocks() throws IOException {
        Path sources = Path.of(System.getProperty("touchstone.root", ".."), "backend", "src", "main", "java");
        try (Stream<Path> files = Files.walk(sources)) {
            List<String> statements = new ArrayList<>();
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                TEXT_BLOCK
                        .matcher(Files.readString(file))
                        .results()
                        .map(match -> match.group(1))
                        .filter(text -> STATEMENT.matcher(text).matches())
                        .forEach(statements::add);
            }
            return statements;
        }
    }
}

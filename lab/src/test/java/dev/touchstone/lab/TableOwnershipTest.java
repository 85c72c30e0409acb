package dev.touchstone.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A table belongs to one feature of the backend. No other writes it, and only reports read it beside its owner;
/// other modules know no tables at all.
class TableOwnershipTest {
    private static final Path ROOT = Path.of(System.getProperty("touchstone.root", ".."));
    private static final String BACKEND = "dev/touchstone/backend/";
    private static final Pattern READS = Pattern.compile("\\b(?:FROM|JOIN)\\s+([a-z_]+)\\b");
    private static final Pattern WRITES = Pattern.compile(
            "\\b(?:INTO|UPDATE|DELETE\\s+FROM|TRUNCATE|ALTER\\s+TABLE|DROP\\s+TABLE|MERGE\\s+INTO)\\s+([a-z_]+)\\b");

    /// Packages whose work is to read across features. They write their own tables and no others.
    private static final Set<String> REPORTS = Set.of("quality", "drift", "report", "advice");

    /// Modules that are never in the product and look at its tables from outside.
    private static final Set<String> OUTSIDE = Set.of("lab");

    private static final Map<String, String> OWNERS = Map.ofEntries(
            Map.entry("pipeline_policy", "pipeline"),
            Map.entry("output", "output"),
            Map.entry("rollup", "output"),
            Map.entry("confidence_rollup", "output"),
            Map.entry("few_shot_rollup", "output"),
            Map.entry("topic_model", "advice"),
            Map.entry("learn_batch", "advice"),
            Map.entry("routing_told", "advice"),
            Map.entry("output_topic", "advice"),
            Map.entry("batch_certificate", "quality"),
            Map.entry("audit_plan", "audit"),
            Map.entry("audit_draw", "audit"),
            Map.entry("audit_scored", "audit"),
            Map.entry("threshold_application", "quality"),
            Map.entry("threshold_trial", "quality"),
            Map.entry("rescored_item", "quality"),
            Map.entry("review", "review"),
            Map.entry("review_skip", "review"),
            Map.entry("panel_seat", "review"),
            Map.entry("decision", "review"),
            Map.entry("sample", "sampling"),
            Map.entry("sample_stratum", "sampling"),
            Map.entry("sample_member", "sampling"),
            Map.entry("budget_rate", "sampling"),
            Map.entry("delivery", "outbox"),
            Map.entry("webhook_endpoint", "webhook"),
            Map.entry("judge_version", "judge"),
            Map.entry("judgment", "judge"),
            Map.entry("judge_share", "judge"),
            Map.entry("judge_spend", "model"),
            Map.entry("drift_watch", "drift"),
            Map.entry("drift_checkpoint", "drift"),
            Map.entry("drift_fed", "drift"),
            Map.entry("drift_week", "drift"),
            Map.entry("alarm", "drift"),
            Map.entry("alarm_event", "drift"),
            Map.entry("alarm_action_run", "drift"),
            Map.entry("digest", "report"),
            Map.entry("reminder_sent", "report"),
            Map.entry("judge_certificate", "judge"),
            Map.entry("judge_batch", "judge"),
            Map.entry("judge_batch_line", "judge"),
            Map.entry("self_check", "judge"),
            Map.entry("check_calibration", "judge"),
            Map.entry("committee_case", "judge"),
            Map.entry("committee_answer", "judge"),
            Map.entry("feedback_event", "feedback"),
            Map.entry("feedback_voice", "feedback"),
            Map.entry("feedback_signal", "feedback"),
            Map.entry("feedback_rollup", "feedback"),
            Map.entry("feedback_share", "feedback"),
            Map.entry("feedback_turn", "feedback"),
            Map.entry("feedback_notice", "feedback"),
            Map.entry("feedback_alert", "feedback"),
            Map.entry("golden_example", "golden"),
            Map.entry("golden_input", "golden"),
            Map.entry("golden_item", "golden"),
            Map.entry("golden_group", "golden"),
            Map.entry("golden_group_key", "golden"),
            Map.entry("golden_sketch", "golden"),
            Map.entry("golden_embedding", "golden"),
            Map.entry("otlp_span", "otlp"),
            Map.entry("otlp_trace", "otlp"),
            Map.entry("erasure", "erasure"),
            Map.entry("erasure_review", "erasure"),
            Map.entry("legal_hold", "erasure"),
            Map.entry("output_subject", "output"),
            Map.entry("output_subject_since", "output"),
            Map.entry("output_erased", "output"),
            Map.entry("golden_turn", "golden"),
            Map.entry("golden_due", "golden"),
            Map.entry("golden_dataset", "golden"),
            Map.entry("golden_version", "golden"),
            Map.entry("golden_version_item", "golden"),
            Map.entry("experiment", "experiment"),
            Map.entry("experiment_prompt", "experiment"),
            Map.entry("experiment_item", "experiment"),
            Map.entry("ledger_entry", "ledger"),
            Map.entry("ledger_head", "ledger"),
            Map.entry("sign_in_link", "session"),
            Map.entry("console_session", "session"),
            Map.entry("api_key", "keys"),
            Map.entry("installation", "keys"),
            Map.entry("refused_call", "keys"),
            Map.entry("writer_probe", "store"));

    @Test
    void everyTableIsWrittenByItsOwnerAlone() throws IOException {
        Set<String> seen = new TreeSet<>();

        assertThat(trespasses(WRITES, Set.of(), seen)).isEmpty();
        assertThat(seen).containsExactlyInAnyOrderElementsOf(OWNERS.keySet());
    }

    @Test
    void everyTableIsReadByItsOwnerAndByReports() throws IOException {
        assertThat(trespasses(READS, REPORTS, new TreeSet<>())).isEmpty();
    }

    @Test
    void whatADaoWouldDoToAForeignTableIsSeen() {
        assertThat(found(WRITES, "INSERT\n    INTO review (id)", "UPDATE decision SET", "DELETE\nFROM sample WHERE"))
                .containsExactly("review", "decision", "sample");
        assertThat(found(READS, "SELECT id FROM\n review r JOIN decision d")).containsExactly("review", "decision");
    }

    /// @param mayToo features that may do the same with others' tables
    /// @param seen takes the tables that their owners name
    private static List<String> trespasses(Pattern pattern, Set<String> mayToo, Set<String> seen) throws IOException {
        List<String> trespasses = new ArrayList<>();
        for (Path source : sources()) {
            String feature = feature(source);
            for (String table : found(pattern, Files.readString(source))) {
                String owner = OWNERS.get(table);
                if (owner == null) {
                    continue;
                }
                if (owner.equals(feature)) {
                    seen.add(table);
                } else if (!mayToo.contains(feature) && !OUTSIDE.contains(feature)) {
                    trespasses.add(source + " names " + table + ", which belongs to " + owner);
                }
            }
        }
        return trespasses;
    }

    private static List<String> found(Pattern pattern, String... texts) {
        return Stream.of(texts)
                .flatMap(text -> pattern.matcher(text).results())
                .map(match -> match.group(1))
                .toList();
    }

    /// The package of the backend, or the module.
    private static String feature(Path source) {
        String path = source.toString().replace('\\', '/');
        int backend = path.indexOf(BACKEND);
        return backend < 0
                ? ROOT.relativize(source).getName(0).toString()
                : path.substring(backend + BACKEND.length()).split("/")[0];
    }

    @Test
    void everyTableOfTheSchemaHasAnOwner() throws IOException {
        Pattern create = Pattern.compile("(?:CREATE TABLE|RENAME TO) ([a-z_]+)");
        Pattern renamed = Pattern.compile("ALTER TABLE ([a-z_]+) RENAME TO");
        Set<String> gone = new TreeSet<>();
        Set<String> ownerless = new TreeSet<>();
        try (Stream<Path> migrations = Files.walk(ROOT.resolve("migrations"))) {
            for (Path migration :
                    migrations.filter(file -> file.toString().endsWith(".sql")).toList()) {
                String sql = Files.readString(migration);
                renamed.matcher(sql).results().forEach(match -> gone.add(match.group(1)));
                Matcher matcher = create.matcher(sql);
                while (matcher.find()) {
                    if (!OWNERS.containsKey(matcher.group(1))
                            && !matcher.group(1).startsWith("qrtz_")) {
                        ownerless.add(matcher.group(1));
                    }
                }
            }
        }

        ownerless.removeAll(gone);
        assertThat(ownerless)
                .as("say in this test which feature owns the table")
                .isEmpty();
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(module)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                }
            }
        }
        return sources;
    }
}

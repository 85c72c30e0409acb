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

/// A table belongs to one feature, and no other names it in SQL, except for the read-only reports.
class TableOwnershipTest {
    private static final Path ROOT = Path.of(System.getProperty("touchstone.root", ".."));
    private static final Path BACKEND = ROOT.resolve("backend/src/main/java/dev/touchstone/backend");
    private static final Pattern NAMES_A_TABLE =
            Pattern.compile("\\b(?:FROM|JOIN|INTO|UPDATE|DELETE FROM)\\s+([a-z_]+)\\b");

    /// Packages whose work is to read across features.
    private static final Set<String> REPORTS = Set.of("quality", "drift", "report");

    private static final Map<String, String> OWNERS = Map.ofEntries(
            Map.entry("pipeline_policy", "pipeline"),
            Map.entry("output", "output"),
            Map.entry("rollup", "output"),
            Map.entry("confidence_rollup", "output"),
            Map.entry("threshold_application", "quality"),
            Map.entry("review", "review"),
            Map.entry("review_skip", "review"),
            Map.entry("decision", "review"),
            Map.entry("sample", "sampling"),
            Map.entry("sample_stratum", "sampling"),
            Map.entry("sample_member", "sampling"),
            Map.entry("budget_rate", "sampling"),
            Map.entry("delivery", "delivery"),
            Map.entry("webhook_endpoint", "delivery"),
            Map.entry("judge_version", "judge"),
            Map.entry("judgment", "judge"),
            Map.entry("judge_spend", "judge"),
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
            Map.entry("committee_case", "judge"),
            Map.entry("committee_answer", "judge"),
            Map.entry("golden_example", "golden"),
            Map.entry("experiment", "experiment"),
            Map.entry("experiment_prompt", "experiment"),
            Map.entry("experiment_item", "experiment"),
            Map.entry("audit_log", "audit"),
            Map.entry("audit_head", "audit"),
            Map.entry("api_key", "keys"));

    @Test
    void everyTableIsOwnedAndNamedByItsOwnerAlone() throws IOException {
        List<String> trespasses = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (Path source : sources()) {
            String feature = BACKEND.relativize(source).getName(0).toString();
            Matcher matcher = NAMES_A_TABLE.matcher(Files.readString(source));
            while (matcher.find()) {
                String table = matcher.group(1);
                String owner = OWNERS.get(table);
                if (owner == null) {
                    continue;
                }
                seen.add(table);
                if (!owner.equals(feature) && !REPORTS.contains(feature)) {
                    trespasses.add(BACKEND.relativize(source) + " names " + table + ", which belongs to " + owner);
                }
            }
        }

        assertThat(trespasses).isEmpty();
        assertThat(seen).hasSizeGreaterThan(9);
    }

    @Test
    void everyTableOfTheSchemaHasAnOwner() throws IOException {
        Pattern create = Pattern.compile("CREATE TABLE ([a-z_]+)");
        Set<String> ownerless = new TreeSet<>();
        try (Stream<Path> migrations = Files.walk(ROOT.resolve("migrations"))) {
            for (Path migration :
                    migrations.filter(file -> file.toString().endsWith(".sql")).toList()) {
                Matcher matcher = create.matcher(Files.readString(migration));
                while (matcher.find()) {
                    if (!OWNERS.containsKey(matcher.group(1))
                            && !matcher.group(1).startsWith("qrtz_")) {
                        ownerless.add(matcher.group(1));
                    }
                }
            }
        }

        assertThat(ownerless)
                .as("say in this test which feature owns the table")
                .isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(BACKEND)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}

package dev.touchstone.app.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page of metrics and log lines against the program.
class MetricsPageTest {
    private static final Pattern METRIC = Pattern.compile("^\\| `([a-z0-9_]+)`(\\*?) ");
    private static final Path ROOT = Path.of("..");
    private static final Path ALERTS = ROOT.resolve("config/deploy/alerts.yaml");
    private static final Pattern ALERT = Pattern.compile("^\\| `(Touchstone[A-Za-z]+)` \\|");
    private static final Pattern OURS = Pattern.compile("\\btouchstone_[a-z_]+");
    private static final Pattern LINE = Pattern.compile("^\\| `([^`]+)` \\| (?:WARN|ERROR)");
    private static final Pattern LOGGED = Pattern.compile(
            "(?:\\blog\\s*\\.\\s*(?:warn|error)\\(|FaultLog\\.(?:warn|error)\\(\\s*log,)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    @TempDir
    private Path folder;

    @Test
    void everyMetricIsOnThePageHasHelpAndFewBucketsAndWhatThePageNamesIsThere() throws Exception {
        String text;
        try (Stage stage = new Stage(folder)) {
            stage.bot();
            boolean acked =
                    stage.alice().click(stage.card("o-1"), "review.approve").acked();
            assertThat(acked).isTrue();
            stage.post("o-2", "Another answer.");
            HttpRequest request = HttpRequest.newBuilder(URI.create(stage.backend.url() + "/metrics"))
                    .build();
            HttpClient client = HttpClient.newHttpClient();
            client.send(request, HttpResponse.BodyHandlers.ofString());
            text = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
        Set<String> exported = families(text);
        List<String> page = Files.readAllLines(ROOT.resolve("docs/metrics.md"));
        Set<String> documented = found(page, METRIC, matcher -> true);
        Set<String> always = found(page, METRIC, matcher -> matcher.group(2).isEmpty());

        assertThat(documented).as("metrics of the program").containsAll(exported);
        assertThat(Files.readAllLines(ALERTS).stream()
                        .flatMap(line -> OURS.matcher(line).results())
                        .map(match -> match.group().replaceFirst("_(bucket|count|sum)$", "")))
                .as("metrics that alerts name")
                .isSubsetOf(documented);
        // Of the oldest there is one while something waits.
        always.remove("touchstone_deliveries_oldest_age_seconds");
        assertThat(exported).as("metrics of the page").containsAll(always);
        assertThat(text.lines().filter(line -> line.matches("# HELP \\S+\\s*"))).isEmpty();
        assertThat(bucketsOfEach(text))
                .isNotEmpty()
                .allSatisfy(buckets -> assertThat(buckets).isLessThanOrEqualTo(12));
        assertThat(text).contains("touchstone_http_requests_seconds_count{operation=\"postOutput\",status=\"201\"}");
        assertThat(text).contains("touchstone_slack_calls_total{method=\"chat.postMessage\",outcome=\"ok\"}");
    }

    @Test
    void everyAlertIsOnThePageAndSaysWhenItFires() throws Exception {
        JsonNode rules = new YAMLMapper()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .readTree(ALERTS.toFile())
                .at("/groups/0/rules");
        List<String> names = new ArrayList<>();
        for (JsonNode rule : rules) {
            names.add(rule.path("alert").asText());
            assertThat(rule.fieldNames()).toIterable().isSubsetOf("alert", "expr", "for");
            assertThat(rule.path("expr").asText()).as(rule.toString()).matches(".*[a-z_]+.* (==|>|<) [0-9.e]+");
            assertThat(rule.path("for").asText("1m")).matches("[0-9]+[smh]");
        }

        assertThat(names).isNotEmpty().doesNotHaveDuplicates();
        assertThat(found(Files.readAllLines(ROOT.resolve("docs/metrics.md")), ALERT, matcher -> true))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void everyWarningAndErrorIsOnThePageAndEveryLineOfThePageIsSaid() throws Exception {
        Set<String> documented = found(Files.readAllLines(ROOT.resolve("docs/metrics.md")), LINE, matcher -> true);
        Set<String> said = new TreeSet<>();
        for (String module : List.of("api", "backend", "bot", "console", "app")) {
            said.addAll(said(ROOT.resolve(module).resolve("src/main/java")));
        }

        assertThat(documented).containsExactlyInAnyOrderElementsOf(said);
    }

    private static Set<String> said(Path sources) throws IOException {
        Set<String> said = new TreeSet<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher matcher = LOGGED.matcher(Files.readString(file));
                while (matcher.find()) {
                    said.add(beginning(matcher.group(1)));
                }
            }
        }
        return said;
    }

    /// Up to the first value.
    private static String beginning(String message) {
        String words = message.replaceFirst(" ?[a-z_]+=\\{}.*", "");
        return words.isEmpty() ? message.replaceFirst("\\{}.*", "") : words;
    }

    private static Set<String> found(List<String> page, Pattern pattern, java.util.function.Predicate<Matcher> which) {
        return page.stream()
                .map(pattern::matcher)
                .filter(Matcher::find)
                .filter(which)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Without the greatest value that stands beside each histogram.
    private static Set<String> families(String text) {
        Set<String> all = text.lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ")[2])
                .collect(Collectors.toCollection(TreeSet::new));
        all.removeIf(name -> name.endsWith("_max") && all.contains(name.substring(0, name.length() - 4)));
        return all;
    }

    private static Collection<Integer> bucketsOfEach(String text) {
        Map<String, Integer> buckets = new HashMap<>();
        text.lines()
                .filter(line -> line.contains("_bucket{"))
                .map(line -> line.replaceFirst(",?le=\"[^\"]*\"", "").replaceFirst("} .*", ""))
                .forEach(series -> buckets.merge(series, 1, Integer::sum));
        return buckets.values();
    }
}

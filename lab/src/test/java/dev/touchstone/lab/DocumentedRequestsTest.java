package dev.touchstone.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.experiment.ExperimentItem;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.backend.pipeline.PipelineFile;
import dev.touchstone.backend.testing.TestDatabases;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The settings that documents show are loaded as an operator's would be, their policies put into force, and their
/// requests sent, all by one real backend.
class DocumentedRequestsTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static Backend backend;
    private static String key;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        Map<String, String> settings = Map.of(
                "TOUCHSTONE_DATABASE_URL", TestDatabases.newSqlite().url(),
                "TOUCHSTONE_PORT", "0",
                "TOUCHSTONE_ACTIONS__GITHUB_REPOSITORIES", "acme/*",
                "TOUCHSTONE_ACTIONS__PAGERDUTY_PIPELINES", "[support-bot]");
        backend = new Backend(
                        BackendConfig.load(Path.of("no-such-file.yaml"), settings),
                        ServerSecret.of("a-secret-of-tests-0123456789-abcdefgh"),
                        InstantSource.system())
                .start(Map.of("support-bot", Policy.DEFAULT, "claims", Policy.DEFAULT));
        key = backend.keyInProcess("documents", Set.of(Scope.ADMIN, Scope.DELIVERIES));
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    static Stream<ShownCode> settings() {
        return ShownCode.in("yaml");
    }

    /// A block says in its first line what it is part of; one that does not is understood as either.
    @ParameterizedTest
    @MethodSource("settings")
    void settingsLoadAndPoliciesComeIntoForce(ShownCode block) throws Exception {
        Path file = folder.resolve("shown.yaml");
        Files.writeString(file, block.text());
        if (block.text().contains("config/touchstone.yaml")) {
            loads(file);
        } else if (block.text().startsWith("pipelines:")) {
            putsIntoForce(file);
        } else if (onlyAConfig(file)) {
            loads(file);
        } else {
            Files.writeString(
                    file, "pipelines:\n  support-bot:\n" + block.text().indent(4));
            putsIntoForce(file);
        }
    }

    private static boolean onlyAConfig(Path file) {
        try {
            loads(file);
            return !Files.readString(file).startsWith("judge:");
        } catch (RuntimeException | IOException e) {
            return false;
        }
    }

    private static void loads(Path file) {
        assertThat(BackendConfig.load(file, Map.of())).isNotNull();
    }

    private static void putsIntoForce(Path file) throws Exception {
        Map<String, Policy> policies = PipelineFile.read(file);
        assertThat(policies).isNotEmpty();
        for (Map.Entry<String, Policy> policy : policies.entrySet()) {
            HttpResponse<String> answer = send(request("/v1/pipelines/" + policy.getKey())
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(Json.write(policy.getValue()))));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    static Stream<ShownCode> shells() {
        return ShownCode.in("sh").filter(block -> block.text().contains("curl "));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void requestsAreTaken(ShownCode block) throws Exception {
        for (List<String> words : ShellWords.commands(block.text())) {
            if (words.getFirst().equals("curl")) {
                HttpResponse<String> answer = send(curl(words));
                assertTaken(String.join(" ", words), answer);
            }
        }
    }

    /// Where the request names something that only its reader has, such as an id, the answer may be that there is no
    /// such thing; but the path must be there.
    private static void assertTaken(String line, HttpResponse<String> answer) {
        String said = line + "\n" + answer.statusCode() + " " + answer.body();
        if (answer.statusCode() == 404 && (line.contains("$ID") || line.contains("webhooks:enable"))) {
            assertThat(Json.read(answer.body(), JsonNode.class).path("code").asText())
                    .as(said)
                    .isNotEqualTo("unknown-path");
        } else {
            assertThat(answer.statusCode()).as(said).isBetween(200, 299);
        }
    }

    private static HttpRequest.Builder curl(List<String> words) {
        String url = "";
        String method = "GET";
        String body = null;
        HttpRequest.Builder request = HttpRequest.newBuilder();
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-s" -> {}
                case "-H" -> {
                    String[] header = words.get(++i).split(": ", 2);
                    request.header(header[0], header[1].replaceAll("\\$(TOUCHSTONE_)?KEY", key));
                }
                case "-X" -> method = words.get(++i);
                case "-d" -> body = words.get(++i);
                default -> url = words.get(i).replaceFirst("^(\\$URL|http://127\\.0\\.0\\.1:8400)", backend.url());
            }
        }
        String id = "019a4f6e-3b1c-7c11-9c0f-4c1a2be17e55";
        return request.uri(URI.create(url.replace("$ID", id)))
                .method(
                        body == null ? method : "POST",
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    static Stream<ShownCode> json() {
        return ShownCode.in("json");
    }

    @ParameterizedTest
    @MethodSource("json")
    void jsonIsJson(ShownCode block) {
        JsonNode tree = Json.read(block.text(), JsonNode.class);

        assertThat(tree.isObject()).isTrue();
        if (tree.has("case_id")) {
            assertThat(Json.read(block.text(), ExperimentItem.class)).isNotNull();
        }
    }

    @Test
    void aWebhookShownAsARequestHasABodyOfJson() {
        assertThat(ShownCode.in("http"))
                .allSatisfy(block -> assertThat(Json.read(block.text().split("\n\n", 2)[1], JsonNode.class)
                                .has("type"))
                        .isTrue());
    }

    /// Not part of the class's one backend: what stands in `config` is read as `serve` does.
    @Test
    void theConfigurationThatIsShippedIsInForceAsItStands() throws Exception {
        Path config = ShownCode.ROOT.resolve("config");

        loads(config.resolve("touchstone.yaml"));
        putsIntoForce(config.resolve("pipelines.yaml"));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(backend.url() + path)).header("Authorization", "Bearer " + key);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}

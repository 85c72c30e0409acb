package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A TypeScript client that npm's generator makes of `openapi.json`, as a pipeline builder would: it compiles under
/// `--strict` against the README's body, and posts it.
class TypeScriptClientTest {
    private static final Path ROOT = Path.of(System.getProperty("touchstone.root", ".."));
    private static final Pattern BODY = Pattern.compile("/v1/outputs -H .*? -d '\\s*(\\{.*?})'", Pattern.DOTALL);

    @Test
    void aGeneratedClientCompilesStrictlyAndPostsWhatTheReadmePosts() throws Exception {
        try (ServedBackend served = new ServedBackend(TestDatabases.newSqlite())) {
            served.client.putPipeline("support-bot", Policy.DEFAULT);
            String key = served.key(new PipelineName("support-bot"), Scope.OUTPUTS_WRITE, Scope.OUTPUTS_READ);
            NpmFolder npm = NpmFolder.named("client");
            npm.copy("tsconfig.json");
            npm.copy("post.ts");
            npm.write("openapi.json", get(served.backend.url() + "/openapi.json"));
            npm.write("readme.ts", "export const body = " + readmeBody() + " as const;\n");

            npm.run(NpmFolder.program("openapi-typescript"), "openapi.json", "-o", "api.d.ts");
            npm.run(NpmFolder.program("tsc"), "-p", ".");
            String said = npm.run("node", "out/post.js", served.backend.url(), key);

            assertThat(said.strip()).isEqualTo("answer-1 in_review");
        }
    }

    private static String readmeBody() throws IOException {
        Matcher matcher = BODY.matcher(Files.readString(ROOT.resolve("README.md")));
        assertThat(matcher.find()).as("README posts an output").isTrue();
        return matcher.group(1);
    }

    private static String get(String url) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}

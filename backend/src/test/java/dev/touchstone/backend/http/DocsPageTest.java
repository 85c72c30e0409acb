package dev.touchstone.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocsPageTest {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

    private static RunningBackend api;
    private static HttpResponse<String> page;

    @BeforeAll
    static void open(@TempDir Path directory) throws Exception {
        api = new RunningBackend(directory);
        page = anonymously(URI.create(api.backend().url() + "/docs"));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void isATitledHtmlPageThatNeedsNoKey() {
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body()).contains("<title>Touchstone API</title>");
    }

    @Test
    void theRootLeadsToIt() throws Exception {
        HttpResponse<String> root = anonymously(URI.create(api.backend().url() + "/"));

        assertThat(root.statusCode()).isEqualTo(200);
        assertThat(root.body()).contains("url=/docs").contains("<a href=\"/docs\">");
    }

    @Test
    void everythingItNamesIsOnThisServer() throws Exception {
        List<String> links = LINK.matcher(page.body())
                .results()
                .map(MatchResult::group)
                .map(link -> link.replaceAll(".*=\"|\"", ""))
                .filter(link -> !link.equals("data:,"))
                .toList();

        assertThat(links).hasSize(5);
        for (String link : links) {
            HttpResponse<String> asset = anonymously(page.uri().resolve(link));
            assertThat(asset.statusCode()).as(link).isEqualTo(200);
            assertThat(asset.body()).as(link).isNotBlank();
        }
    }

    @Test
    void namesNoOtherHost() throws Exception {
        String script =
                anonymously(page.uri().resolve("webjars/touchstone/docs.js")).body();
        String style =
                anonymously(page.uri().resolve("webjars/touchstone/docs.css")).body();

        assertThat(page.body() + script + style).doesNotContain("//cdn", "http:", "https:");
        assertThat(script).contains("validatorUrl: null");
    }

    @Test
    void contentSecurityPolicyKeepsTheBrowserHereAndRunsNoInlineScript() {
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();

        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self';", "connect-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("*", "unsafe-eval", "http");
        assertThat(page.body()).doesNotContainPattern("<script(?![^>]*src=)").doesNotContain("onload=", "onclick=");
    }

    private static HttpResponse<String> anonymously(URI uri) throws Exception {
        return api.send(HttpRequest.newBuilder(uri));
    }
}

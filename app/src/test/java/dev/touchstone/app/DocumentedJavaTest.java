package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.touchstone.api.client.ReviewQuery;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.OutputQuery;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Java that pages show is compiled and run.
class DocumentedJavaTest {
    private static final Path DOCS =
            Path.of(System.getProperty("touchstone.root", "..")).resolve("docs");
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Reviewer ANN = new Reviewer(new ReviewerId("ann"), "Ann");

    @TempDir
    private Path folder;

    @Test
    void theQuickstartPostsAndWaitsForTheVerdict() throws Exception {
        try (ServedBackend served = new ServedBackend(TestDatabases.newSqlite());
                ExecutorService reviewer = Executors.newSingleThreadExecutor()) {
            served.client.putPipeline("support-bot", Json.read("{\"audit_rate\": 0}", Policy.class));
            String key = served.key(new PipelineName("support-bot"), Scope.OUTPUTS_WRITE, Scope.OUTPUTS_READ);
            String shown = shown("quickstart.md")
                    .replace("http://127.0.0.1:8400", served.backend.url())
                    .replace("System.getenv(\"TOUCHSTONE_KEY\")", "\"" + key + "\"");
            Method main = compiled("Quickstart", "public static void run() {\n" + shown + "}")
                    .getMethod("run");
            Future<Review> decided = reviewer.submit(() -> approveTheFirst(served));

            assertThat(main.invoke(null)).isNull();

            assertThat(decided.get().decision()).isNotNull();
            assertThat(served.client
                            .outputs(OutputQuery.ALL.named("java-1"), null, 1)
                            .items())
                    .singleElement()
                    .satisfies(output -> assertThat(output.status()).isEqualTo(OutputStatus.DECIDED));
        }
    }

    private static Review approveTheFirst(ServedBackend served) {
        List<ReviewSummary> open = await().atMost(Duration.ofMinutes(1))
                .until(() -> served.client.reviews(ReviewQuery.OPEN).items(), some -> !some.isEmpty());
        return served.client.decide(open.getFirst().review().id(), NewDecision.approve(ANN, 0, null));
    }

    @Test
    void theSignatureOfAWebhookIsVerifiedAsThePageShows() throws Exception {
        Method verify = compiled(
                        "Verify", shown("webhooks.md").replace("static void verify", "public static void verify"))
                .getMethod("verify", String.class, String.class, String.class, String.class, byte[].class);
        byte[] key = "a key of thirty-two bytes length".getBytes(StandardCharsets.UTF_8);
        String secret = "whsec_" + Base64.getEncoder().encodeToString(key);
        byte[] body = "{\"type\":\"verdict.settled\"}".getBytes(StandardCharsets.UTF_8);
        String now = String.valueOf(Instant.now().getEpochSecond());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        mac.update(("id-1." + now + ".").getBytes(StandardCharsets.UTF_8));
        String signature = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));

        assertThatCode(() -> verify.invoke(null, secret, "id-1", now, "v1,AAAA " + signature, body))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> verify.invoke(null, secret, "id-2", now, signature, body))
                .isInstanceOf(InvocationTargetException.class)
                .hasRootCauseInstanceOf(SecurityException.class);
        assertThatThrownBy(() -> verify.invoke(null, secret, "id-1", "1700000000", signature, body))
                .hasRootCauseInstanceOf(SecurityException.class);
    }

    private static String shown(String page) throws IOException {
        Matcher matcher = JAVA.matcher(Files.readString(DOCS.resolve(page)));
        assertThat(matcher.find()).as(page).isTrue();
        return matcher.group(1);
    }

    /// A class with what is shown in it, and with the imports that an editor would add.
    private Class<?> compiled(String name, String members) throws Exception {
        Path source = folder.resolve(name + ".java");
        Files.writeString(source, """
                import dev.touchstone.api.client.*;
                import dev.touchstone.api.output.*;
                import dev.touchstone.api.review.*;
                import java.nio.charset.StandardCharsets;
                import java.security.MessageDigest;
                import java.time.*;
                import java.util.*;
                import javax.crypto.Mac;
                import javax.crypto.spec.SecretKeySpec;

                public class %s {
                %s
                }
                """.formatted(name, members));
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        StringWriter said = new StringWriter();
        boolean good = compiler.getTask(
                        said,
                        null,
                        null,
                        List.of(
                                "-d",
                                folder.toString(),
                                "-cp",
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))),
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
                .call();
        assertThat(good).as(said.toString()).isTrue();
        URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, DocumentedJavaTest.class.getClassLoader());
        return loader.loadClass(name);
    }
}

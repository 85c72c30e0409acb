package dev.touchstone.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bodies with `Content-Encoding`. The limits are on what comes out.
class PackedBodyTest {
    private static final String GOOD =
            "{\"pipeline\": \"support\", \"external_id\": \"ID\", \"output\": \"Yes.\", \"confidence\": 0.5}";

    private static RunningBackend api;

    @BeforeAll
    static void start(@TempDir Path directory) {
        api = new RunningBackend(directory);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void gzipIsTakenForOneAndForMany() throws Exception {
        assertThat(post("/v1/outputs", "application/json", "gzip", gzip(GOOD)).statusCode())
                .isEqualTo(201);
        assertThat(post("/v1/outputs", "application/json", "identity", bytes(GOOD))
                        .statusCode())
                .isEqualTo(200);
        String lines = GOOD.replace("ID", "a") + "\n" + GOOD.replace("ID", "b") + "\n";
        assertThat(post("/v1/outputs:batch", "application/x-ndjson", "GZIP", gzip(lines))
                        .body())
                .contains("\"line\":1,\"status\":201", "\"line\":2,\"status\":201");
    }

    @Test
    void whatComesOutIsLimited() throws Exception {
        byte[] bomb = gzip(GOOD.replace("Yes.", " ".repeat(50_000_000)));
        assertThat(bomb).hasSizeLessThan(200_000);

        Refused.with(413, "body-too-large", post("/v1/outputs", "application/json", "gzip", bomb));
    }

    @Test
    void whatIsNotWhatItSaysIsRefused() throws Exception {
        byte[] whole = gzip(GOOD);

        Refused.with(400, "bad-gzip", post("/v1/outputs", "application/json", "gzip", bytes(GOOD)));
        Refused.with(
                400,
                "bad-gzip",
                post("/v1/outputs", "application/json", "gzip", Arrays.copyOf(whole, whole.length - 9)));
        HttpResponse<String> unknown = post("/v1/outputs", "application/json", "br", whole);
        Refused.with(415, "unsupported-encoding", unknown);
        assertThat(unknown.headers().firstValue("Accept-Encoding")).contains("gzip");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes(text));
        }
        return packed.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> post(String path, String mediaType, String encoding, byte[] body)
            throws Exception {
        return api.send(api.request(path)
                .setHeader("Content-Type", mediaType)
                .setHeader("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(body)));
    }
}

package dev.touchstone.sandbox.judge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.workspace.Json;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// The server. It keeps connections open, and listens on loopback only. Thread-safe.
public final class MockJudge implements AutoCloseable {
    /// The model's name, wherever it is shown.
    public static final String MODEL = "mock-judge";

    private static final long FOREVER_MS = 600_000;

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<MockQuestion> heard = new CopyOnWriteArrayList<>();
    private final boolean remembers;
    private final MockBatches batches = new MockBatches();
    private final MockEmbeddings embeddings = new MockEmbeddings();
    private volatile Function<MockQuestion, MockAnswer> script;

    private MockJudge(Function<MockQuestion, MockAnswer> script, boolean remembers) {
        this.script = script;
        this.remembers = remembers;
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("mock-judge").start(this::accept);
    }

    /// A judge that answers by a script and remembers what it was asked.
    public static MockJudge scripted(Function<MockQuestion, MockAnswer> script) {
        return new MockJudge(script, true);
    }

    /// A judge that answers by a script and remembers nothing, however long it runs.
    public static MockJudge forgetful(Function<MockQuestion, MockAnswer> script) {
        return new MockJudge(script, false);
    }

    /// Answers by another script from now on.
    public void answers(Function<MockQuestion, MockAnswer> other) {
        script = other;
    }

    /// The next calls for files and batches fail with 503.
    public void failsBatchCalls(int calls) {
        batches.fail(calls);
    }

    /// Loses every batch it was given.
    public void losesBatches() {
        batches.forget();
    }

    public List<MockQuestion> heard() {
        return heard;
    }

    /// What it says that texts mean.
    public MockEmbeddings embeddings() {
        return embeddings;
    }

    /// For `judge.base_url`.
    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            for (Request request = read(in); request != null; request = read(in)) {
                if (!answer(request, socket, out)) {
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // The caller hung up, which is its good right.
        } finally {
            open.remove(socket);
        }
    }

    private record Request(String method, String path, Map<String, String> headers, String body) {}

    /// @return whether the connection stays
    private boolean answer(Request request, Socket socket, OutputStream out) throws IOException, InterruptedException {
        String path = request.path().replaceFirst("^/v1", "");
        if (path.startsWith("/files") || path.startsWith("/batches")) {
            MockBatches.Answered answered = batches.answer(request.method(), path, request.body(), script);
            send(out, answered.status(), Map.of(), answered.body());
            return true;
        }
        if (path.equals("/embeddings")) {
            String vectors = embeddings.answer(request.body());
            send(out, vectors == null ? 503 : 200, Map.of(), vectors == null ? "{}" : vectors);
            return true;
        }
        MockQuestion question = MockQuestion.of(request.headers(), request.body());
        if (remembers) {
            heard.add(question);
        }
        return answer(script.apply(question), socket, out);
    }

    /// Null when the caller has hung up.
    private static @org.jspecify.annotations.Nullable Request read(InputStream in) throws IOException {
        String request = line(in);
        if (request.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = "chunked".equals(headers.get("transfer-encoding"))
                ? chunks(in)
                : in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        String[] line = request.split(" ");
        return new Request(line[0], line[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            all.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return all.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /// @return whether the connection stays
    private static boolean answer(MockAnswer answer, Socket socket, OutputStream out)
            throws IOException, InterruptedException {
        switch (answer) {
            case MockAnswer.Completion completion -> send(out, 200, Map.of(), completion(completion));
            case MockAnswer.Weighed weighed -> send(out, 200, Map.of(), weighed(weighed));
            case MockAnswer.Status status -> send(out, status.status(), status.headers(), status.body());
            case MockAnswer.Huge huge ->
                send(out, 200, Map.of(), completion(new MockAnswer.Completion("a".repeat(huge.bytes()), "stop", null)));
            case MockAnswer.Late late -> {
                Thread.sleep(late.by().toMillis());
                return answer(late.answer(), socket, out);
            }
            case MockAnswer.Dribble dribble -> {
                byte[] body = completion(new MockAnswer.Completion(dribble.content(), "stop", null))
                        .getBytes(StandardCharsets.UTF_8);
                head(out, 200, Map.of(), body.length);
                for (byte one : body) {
                    out.write(one);
                    out.flush();
                    Thread.sleep(dribble.between().toMillis());
                }
            }
            case MockAnswer.Reset reset -> {
                // Without lingering, closing sends a reset.
                socket.setSoLinger(true, 0);
                return false;
            }
            case MockAnswer.Hang hang -> Thread.sleep(FOREVER_MS);
        }
        return true;
    }

    private static void send(OutputStream out, int status, Map<String, String> headers, String text)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        head(out, status, headers, body.length);
        out.write(body);
        out.flush();
    }

    private static void head(OutputStream out, int status, Map<String, String> headers, int length) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
        head.append("Content-Type: application/json\r\nContent-Length: ")
                .append(length)
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    }

    /// As the endpoints of OpenAI tell it: the chances of the alternatives of each token.
    private static String weighed(MockAnswer.Weighed weighed) {
        ObjectNode body = body(new MockAnswer.Completion(weighed.lead() + weighed.said(), "stop", null));
        ArrayNode tokens =
                ((ObjectNode) body.at("/choices/0")).putObject("logprobs").putArray("content");
        token(tokens, weighed.lead(), 1).putArray("top_logprobs");
        ArrayNode others = token(tokens, weighed.said(), weighed.chances().getOrDefault(weighed.said(), 0.0))
                .putArray("top_logprobs");
        weighed.chances().forEach((text, chance) -> token(others, text, chance));
        return Json.write(body);
    }

    private static ObjectNode token(ArrayNode tokens, String text, double chance) {
        return tokens.addObject()
                .put("token", text)
                .put("logprob", Math.log(chance))
                .putNull("bytes");
    }

    static String completion(MockAnswer.Completion completion) {
        return Json.write(body(completion));
    }

    private static ObjectNode body(MockAnswer.Completion completion) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("id", "mock")
                .put("object", "chat.completion")
                .put("created", 0)
                .put("model", MODEL);
        ObjectNode choice = body.putArray("choices").addObject();
        choice.put("index", 0).put("finish_reason", completion.finish());
        choice.putObject("message")
                .put("role", "assistant")
                .put("content", completion.content())
                .put("refusal", completion.refusal());
        body.putObject("usage")
                .put("prompt_tokens", 1000)
                .put("completion_tokens", 200)
                .put("total_tokens", 1200);
        return body;
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

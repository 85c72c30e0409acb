package dev.touchstone.lab.bench.kit;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Somebody signed in at the console, as a browser without scripts.
public final class PageVisitor implements AutoCloseable {
    private static final List<String> FIELDS = List.of("csrf", "key", "revision", "policy_version", "n", "pipeline");

    private final String url;
    private final String session;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /// @param session the token of the session
    public PageVisitor(String url, String session) {
        this.url = url;
        this.session = session;
    }

    public long bytes(String path) throws IOException, InterruptedException {
        return get(path).getBytes(StandardCharsets.UTF_8).length;
    }

    /// How long pages take, in turn.
    public Times times(List<String> paths, int warmUp, int repeats) throws IOException, InterruptedException {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < warmUp + repeats; i++) {
            long start = System.nanoTime();
            String unused = get(paths.get(i % paths.size()));
            if (i >= warmUp) {
                nanos.add(System.nanoTime() - start);
            }
        }
        return Times.of(nanos);
    }

    /// From each press of Approve to the whole page of the next review.
    public Times decide(int decisions) throws IOException, InterruptedException {
        String csrf = field(get("/console/queue"), "csrf");
        String at = location(post("/console/queue/next", Map.of("csrf", csrf, "pipeline", "")));
        String page = get(at);
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < decisions; i++) {
            String form = page.substring(page.indexOf("id=\"decision\""));
            Map<String, String> fields =
                    FIELDS.stream().collect(Collectors.toMap(name -> name, name -> field(form, name)));
            fields.put("action", "approve");
            String path = at.replaceFirst("\\?.*", "");
            long start = System.nanoTime();
            at = location(post(path + "/decision", fields));
            page = get(at);
            nanos.add(System.nanoTime() - start);
        }
        return Times.of(nanos.subList(decisions / 4, decisions));
    }

    private static String field(String page, String name) {
        Matcher found =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        if (!found.find()) {
            throw new IllegalStateException("the page has no field " + name);
        }
        return found.group(1);
    }

    private String location(HttpResponse<String> answer) {
        String to = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() != 303 || !to.contains("/console/reviews/")) {
            throw new IllegalStateException("no review came next: " + answer.statusCode() + " " + to);
        }
        return URI.create(to).getRawPath()
                + (URI.create(to).getRawQuery() == null
                        ? ""
                        : "?" + URI.create(to).getRawQuery());
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpResponse<String> post(String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("Cookie", "touchstone_session=" + session);
    }

    @Override
    public void close() {
        http.close();
    }
}

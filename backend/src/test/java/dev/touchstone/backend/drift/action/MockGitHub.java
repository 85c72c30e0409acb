package dev.touchstone.backend.drift.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.touchstone.api.wire.Json;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Issues of one repository, by the REST API's rules of version 2022-11-28.
final class MockGitHub extends MockService {
    static final String TOKEN = "github_pat_0123456789abcdefABCDEF";
    static final String REPOSITORY = "acme/support-bot";

    private static final Pattern ISSUES = Pattern.compile("/repos/acme/support-bot/issues");
    private static final Pattern COMMENTS = Pattern.compile("/repos/acme/support-bot/issues/(\\d+)/comments");
    private static final int MOST_TITLE = 256;
    private static final int MOST_BODY = 65_536;

    private final InstantSource clock;
    private final List<Written> issues = new CopyOnWriteArrayList<>();
    private final List<Written> comments = new CopyOnWriteArrayList<>();

    /// An issue, or a comment on the issue of that number.
    record Written(long number, String title, String body, Instant at) {}

    MockGitHub(InstantSource clock) {
        this.clock = clock;
    }

    List<Written> issues() {
        return issues;
    }

    List<Written> comments() {
        return comments;
    }

    /// Somebody else's issues.
    void otherIssues(int count) {
        for (int i = 0; i < count; i++) {
            issues.add(new Written(issues.size() + 1, "other", "something else", now()));
        }
    }

    @Override
    Answer answer(HttpExchange exchange, String body) {
        List<String> wrong = wrongHeaders(exchange);
        if (!wrong.isEmpty()) {
            return problem(403, "Request forbidden by administrative rules: " + wrong);
        }
        if (!("Bearer " + TOKEN).equals(header(exchange, "Authorization"))) {
            return problem(401, "Bad credentials");
        }
        URI uri = exchange.getRequestURI();
        Matcher comment = COMMENTS.matcher(uri.getPath());
        boolean list = exchange.getRequestMethod().equals("GET");
        if (ISSUES.matcher(uri.getPath()).matches()) {
            return list ? listIssues(parameters(uri)) : openIssue(body);
        }
        if (comment.matches() && Long.parseLong(comment.group(1)) <= issues.size()) {
            long number = Long.parseLong(comment.group(1));
            return list ? listComments(number, parameters(uri)) : comment(number, body);
        }
        return problem(404, "Not Found");
    }

    private static List<String> wrongHeaders(HttpExchange exchange) {
        List<String> wrong = new ArrayList<>();
        if (header(exchange, "User-Agent").isBlank()) {
            wrong.add("User-Agent");
        }
        if (!header(exchange, "Accept").equals("application/vnd.github+json")) {
            wrong.add("Accept");
        }
        if (!header(exchange, "X-GitHub-Api-Version").equals("2022-11-28")) {
            wrong.add("X-GitHub-Api-Version");
        }
        return wrong;
    }

    private Answer openIssue(String text) {
        JsonNode json = Json.read(text, JsonNode.class);
        String title = json.path("title").asText("");
        String body = json.path("body").asText("");
        if (title.isBlank()
                || title.length() > MOST_TITLE
                || body.length() > MOST_BODY
                || !only(json, "title", "body")) {
            return problem(422, "Validation Failed");
        }
        Written issue = new Written(issues.size() + 1, title, body, now());
        issues.add(issue);
        return new Answer(201, json(issue));
    }

    private Answer comment(long number, String text) {
        JsonNode json = Json.read(text, JsonNode.class);
        String body = json.path("body").asText("");
        if (body.isBlank() || body.length() > MOST_BODY || !only(json, "body")) {
            return problem(422, "Validation Failed");
        }
        Written comment = new Written(number, "", body, now());
        comments.add(comment);
        return new Answer(201, json(comment));
    }

    private Answer listIssues(Map<String, String> query) {
        Map<String, String> fixed = new TreeMap<>(query);
        fixed.keySet().removeAll(Set.of("since", "per_page", "page"));
        if (!fixed.equals(Map.of("state", "all", "sort", "created", "direction", "desc"))) {
            return problem(422, "Validation Failed");
        }
        return page(
                issues.stream()
                        .sorted(Comparator.comparingLong(Written::number).reversed())
                        .toList(),
                query);
    }

    private Answer listComments(long number, Map<String, String> query) {
        return page(comments.stream().filter(one -> one.number() == number).toList(), query);
    }

    private static Answer page(List<Written> all, Map<String, String> query) {
        Instant since = Instant.parse(query.getOrDefault("since", ""));
        int size = Integer.parseInt(query.getOrDefault("per_page", "30"));
        int page = Integer.parseInt(query.getOrDefault("page", "1"));
        if (size > 100) {
            return problem(422, "Validation Failed");
        }
        return Answer.of(
                200,
                all.stream()
                        .filter(one -> !one.at().isBefore(since))
                        .skip((long) size * (page - 1))
                        .limit(size)
                        .map(MockGitHub::json)
                        .toList());
    }

    private static JsonNode json(Written one) {
        return Json.mapper()
                .valueToTree(Map.of(
                        "number", one.number(),
                        "title", one.title(),
                        "body", one.body(),
                        "state", "open",
                        "created_at", one.at().toString(),
                        "html_url", "https://github.com/" + REPOSITORY + "/issues/" + one.number()));
    }

    private static boolean only(JsonNode json, String... fields) {
        Set<String> names = new TreeSet<>();
        json.fieldNames().forEachRemaining(names::add);
        return names.equals(new TreeSet<>(List.of(fields)));
    }

    static Answer problem(int status, String message) {
        return Answer.of(status, Map.of("message", message, "documentation_url", "https://docs.github.com/rest"));
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static Map<String, String> parameters(URI uri) {
        return Arrays.stream(uri.getQuery().split("&"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}

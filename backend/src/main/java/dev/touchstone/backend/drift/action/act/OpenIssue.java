package dev.touchstone.backend.drift.action.act;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Opens an issue, and comments on it when the alarm is over. GitHub has no key to send a request twice with, so
/// each text carries the run's id, and it is looked for before anything is written.
public final class OpenIssue implements OutsideAct {
    private static final int PER_PAGE = 100;
    private static final int MOST_PAGES = 2;

    /// To look for an issue, then for a comment, and to write it.
    public static final int MOST_CALLS = 2 * MOST_PAGES + 1;

    /// Clocks differ.
    private static final Duration MARGIN = Duration.ofHours(1);

    private final GitHub github;

    OpenIssue(GitHub github) {
        this.github = github;
    }

    /// The issue that was opened.
    record Memo(long number, String url) {}

    /// What a search came to.
    private sealed interface Search {
        record Hit(JsonNode item) implements Search {}

        record Miss() implements Search {}

        record Instead(Outcome outcome) implements Search {}
    }

    @Override
    public String intention(Order order) {
        return "open the issue \"" + IssueText.title(order.alarm()) + "\" in " + order.target();
    }

    @Override
    public Outcome carryOut(Order order) {
        return switch (issueOf(order)) {
            case Search.Hit hit -> opened(hit.item());
            case Search.Instead instead -> instead.outcome();
            case Search.Miss miss -> open(order);
        };
    }

    private Outcome open(Order order) {
        Map<String, String> issue = Map.of(
                "title", IssueText.title(order.alarm()),
                "body", IssueText.body(order.alarm(), opening(order)));
        return switch (github.post(issues(order), issue)) {
            case GitHub.Reply.Body body -> opened(body.json());
            case GitHub.Reply.Instead instead -> instead.outcome();
        };
    }

    private static Outcome opened(JsonNode issue) {
        Memo memo = memo(issue);
        return new Outcome.Done("Opened " + memo.url(), memo);
    }

    private static Memo memo(JsonNode issue) {
        return new Memo(
                issue.path("number").asLong(),
                AlarmFacts.atMost(issue.path("html_url").asText("").replaceAll("[^!-~]", ""), 500));
    }

    @Override
    public Outcome undo(Order order) {
        Optional<Memo> known = order.memo(Memo.class);
        if (known.isPresent()) {
            return comment(order, known.get());
        }
        // It never came to an end, and may have been opened all the same.
        return switch (issueOf(order)) {
            case Search.Hit hit -> comment(order, memo(hit.item()));
            case Search.Instead instead -> instead.outcome();
            case Search.Miss miss -> new Outcome.Nothing();
        };
    }

    private Outcome comment(Order order, Memo issue) {
        String comments = issues(order) + "/" + issue.number() + "/comments";
        Search before = search(comments + "?", order.run().startedAt(), IssueText.marker(closing(order)), item -> true);
        Outcome done = Outcome.Done.of("Commented on " + issue.url() + " that it is over.");
        return switch (before) {
            case Search.Hit hit -> done;
            case Search.Instead instead -> instead.outcome();
            case Search.Miss miss ->
                switch (github.post(comments, Map.of("body", IssueText.over(order.alarm(), closing(order))))) {
                    case GitHub.Reply.Body body -> done;
                    case GitHub.Reply.Instead instead -> instead.outcome();
                };
        };
    }

    @Override
    public Outcome acknowledge(Order order) {
        return new Outcome.Nothing();
    }

    private Search issueOf(Order order) {
        String began = since(order.run().startedAt());
        return search(
                issues(order) + "?state=all&sort=created&direction=desc&",
                order.run().startedAt(),
                IssueText.marker(opening(order)),
                // Newest first: what is older than the run cannot be its issue, nor can anything behind it.
                item -> item.path("created_at").asText(began).compareTo(began) >= 0);
    }

    /// Looks through a list for a text.
    ///
    /// @param goOn whether what comes after an item may still be it
    private Search search(String list, Instant began, String marker, Predicate<JsonNode> goOn) {
        String since = since(began);
        for (int page = 1; page <= MOST_PAGES; page++) {
            GitHub.Reply reply = github.get(list + "since=" + since + "&per_page=" + PER_PAGE + "&page=" + page);
            switch (reply) {
                case GitHub.Reply.Instead instead -> {
                    return new Search.Instead(instead.outcome());
                }
                case GitHub.Reply.Body body -> {
                    for (JsonNode item : body.json()) {
                        if (item.path("body").asText("").contains(marker)) {
                            return new Search.Hit(item);
                        }
                        if (!goOn.test(item)) {
                            return new Search.Miss();
                        }
                    }
                    if (body.json().size() < PER_PAGE) {
                        return new Search.Miss();
                    }
                }
            }
        }
        return new Search.Instead(new Outcome.Failed("GitHub: more than " + PER_PAGE * MOST_PAGES
                + " texts were written since the alarm, so it cannot be told whether ours is among them. Look for "
                + marker + ", and write it by hand if it is missing."));
    }

    /// In GitHub's form, in which moments compare as texts do.
    private static String since(Instant began) {
        return began.minus(MARGIN).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String issues(Order order) {
        return "/repos/" + order.target() + "/issues";
    }

    private static String opening(Order order) {
        return order.run().id();
    }

    private static String closing(Order order) {
        return order.run().id() + "/over";
    }
}

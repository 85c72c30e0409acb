package dev.touchstone.sandbox.hand;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.workspace.Json;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One person at work. Reading shows what they see now; `await…` polls for up to ten seconds. What a person could not
/// do throws `HandFault`.
///
/// Thread-safe: two hands, or two threads with one, may click at the same time.
public final class SlackHand {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(15);

    private final PageClient page;
    private final String user;

    private SlackHand(PageClient page, String user) {
        this.page = page;
        this.user = user;
    }

    public static SlackHand at(String baseUrl, String user) {
        return new SlackHand(new PageClient(baseUrl), user);
    }

    public String user() {
        return user;
    }

    /// The channel's top-level messages, oldest first, this person's ephemeral ones included.
    public List<SeenMessage> messages(String channel) {
        return all(channel).filter(message -> !message.isReply()).toList();
    }

    /// The thread's first message and its replies, oldest first.
    public List<SeenMessage> thread(String channel, String ts) {
        return all(channel).filter(message -> message.threadTs().equals(ts)).toList();
    }

    /// The messages only this person sees, threads included.
    public List<SeenMessage> ephemerals(String channel) {
        return all(channel).filter(SeenMessage::isEphemeral).toList();
    }

    public Optional<SeenMessage> message(String channel, String ts) {
        return seen(channel, "&ts=" + ts).findFirst();
    }

    /// The direct messages with the app.
    public String directChannel() {
        return Json.items(page.get("/page/snapshot?as=" + user).path("channels")).stream()
                .filter(channel -> channel.path("kind").asText("").equals("DIRECT"))
                .map(channel -> channel.path("id").asText(""))
                .findFirst()
                .orElseThrow(() -> new HandFault("channel_not_found", "no direct messages"));
    }

    /// The first message or reply in the channel that fits, as soon as there is one.
    public SeenMessage awaitMessage(String channel, Predicate<SeenMessage> wanted) {
        return await(
                () -> all(channel).filter(wanted).findFirst(),
                () -> "no such message in " + channel + "; there is: "
                        + all(channel).map(SeenMessage::words).toList());
    }

    /// The message, as soon as it fits.
    public SeenMessage awaitMessage(String channel, String ts, Predicate<SeenMessage> wanted) {
        return await(
                () -> message(channel, ts).filter(wanted),
                () -> "the message in " + channel + " is still: "
                        + message(channel, ts).map(SeenMessage::words));
    }

    /// Open modals, the bottom one first.
    public List<SeenView> modals() {
        return Json.items(surfaces().path("views")).stream().map(SeenView::new).toList();
    }

    /// The modal on top.
    public Optional<SeenView> modal() {
        List<SeenView> modals = modals();
        return modals.isEmpty() ? Optional.empty() : Optional.of(modals.getLast());
    }

    /// The modal on top, as soon as it fits.
    public SeenView awaitModal(Predicate<SeenView> wanted) {
        return await(() -> modal().filter(wanted), () -> "no such modal; open: " + modals());
    }

    public Optional<SeenView> home() {
        JsonNode home = surfaces().path("home");
        return home.isObject() ? Optional.of(new SeenView(home)) : Optional.empty();
    }

    /// The Home tab, as soon as it fits.
    public SeenView awaitHome(Predicate<SeenView> wanted) {
        return await(() -> home().filter(wanted), () -> "no such home; there is: " + home());
    }

    /// Clicks a button.
    public Ack click(Shown shown, String actionId) {
        return act(shown, actionId, null, Map.of());
    }

    /// Chooses an option of a menu by its value, or a person, channel or date; several for checkboxes.
    public Ack choose(Shown shown, String actionId, Object value) {
        return act(shown, actionId, value, Map.of());
    }

    /// Clicks a button after filling in inputs around it; values by action id.
    public Ack click(Shown shown, String actionId, Map<String, ?> values) {
        return act(shown, actionId, null, values);
    }

    /// Fills in the modal on top and submits it. Values by action id: a text, an option's value, an id, or a list of
    /// those; a null clears the input. What is not named keeps its initial value.
    public Submitted submit(SeenView view, Map<String, ?> values) {
        ObjectNode body = body().put("view", view.id());
        body.set("values", plain(view, values));
        JsonNode result = page.post("/page/submit", body);
        Map<String, String> errors = new HashMap<>();
        result.path("errors")
                .properties()
                .forEach(error -> errors.put(error.getKey(), error.getValue().asText("")));
        return new Submitted(
                result.path("taken").asBoolean(),
                errors,
                result.path("by_app").asBoolean(false),
                result.path("trouble").asText(""));
    }

    /// Closes the modal on top; the one below shows again.
    public void close(SeenView view) {
        page.post("/page/close", body().put("view", view.id()));
    }

    /// Closes the whole stack from its top.
    public void closeAll(SeenView view) {
        page.post("/page/close", body().put("view", view.id()).put("all", true));
    }

    /// Opens the app's Home tab, which tells the app.
    public void openHome() {
        page.post("/page/home", body());
    }

    /// Runs a slash command: `command("C1", "/review next")`.
    public Ack command(String channel, String line) {
        String[] parts = line.split(" ", 2);
        return ack(page.post(
                "/page/command",
                body().put("channel", channel).put("command", parts[0]).put("text", parts.length > 1 ? parts[1] : "")));
    }

    /// Writes into a channel and returns the message's `ts`.
    public String say(String channel, String text) {
        return page.post("/page/say", body().put("channel", channel).put("text", text))
                .path("ts")
                .asText("");
    }

    /// Replies in a thread and returns the reply's `ts`.
    public String reply(String channel, String threadTs, String text) {
        return page.post(
                        "/page/say",
                        body().put("channel", channel).put("text", text).put("thread", threadTs))
                .path("ts")
                .asText("");
    }

    private Ack act(Shown shown, String actionId, @Nullable Object value, Map<String, ?> values) {
        ObjectNode body = body().put("block", shown.blockOf(actionId)).put("action", actionId);
        switch (shown) {
            case SeenMessage message -> body.put("channel", message.channel()).put("ts", message.ts());
            case SeenView view -> body.put("view", view.id());
        }
        if (value != null) {
            body.set("value", plain(value));
        }
        body.set("values", plain(shown, values));
        return ack(page.post("/page/click", body));
    }

    private static ObjectNode plain(Shown shown, Map<String, ?> values) {
        ObjectNode plain = Json.object();
        values.forEach((actionId, value) -> {
            String block = shown.blockOf(actionId);
            if (block.isEmpty()) {
                throw new HandFault("action_not_found", "nothing to fill in has the action id " + actionId);
            }
            List<String> offered = shown.optionsOf(actionId);
            if (!offered.isEmpty() && !offered.containsAll(chosen(value))) {
                throw new HandFault("option_not_found", actionId + " offers " + offered + ", not " + value);
            }
            plain.withObjectProperty(block).set(actionId, plain(value));
        });
        return plain;
    }

    private static List<String> chosen(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case Collection<?> many -> many.stream().map(String::valueOf).toList();
            default -> List.of(value.toString());
        };
    }

    private static @Nullable JsonNode plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Collection<?> many ->
                Json.strings(many.stream().map(String::valueOf).toList());
            case Integer number -> Json.object().numberNode(number);
            default -> Json.object().textNode(value.toString());
        };
    }

    private static Ack ack(JsonNode result) {
        return new Ack(
                result.path("acked").asBoolean(),
                result.path("payload"),
                result.path("why").asText(""));
    }

    private ObjectNode body() {
        return Json.object().put("as", user);
    }

    private Stream<SeenMessage> all(String channel) {
        return seen(channel, "");
    }

    private Stream<SeenMessage> seen(String channel, String which) {
        JsonNode seen = page.get("/page/messages?as=" + user + "&channel=" + channel + which);
        return Json.items(seen.path("messages")).stream().map(json -> new SeenMessage(channel, json));
    }

    private JsonNode surfaces() {
        return page.get("/page/surfaces?as=" + user);
    }

    private static <T> T await(Supplier<Optional<T>> look, Supplier<String> complaint) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > end) {
                throw new HandFault("not_seen", complaint.get());
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}

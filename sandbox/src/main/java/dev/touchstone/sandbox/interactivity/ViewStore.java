package dev.touchstone.sandbox.interactivity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.workspace.Change;
import dev.touchstone.sandbox.workspace.Ids;
import dev.touchstone.sandbox.workspace.Json;
import dev.touchstone.sandbox.workspace.SlackError;
import dev.touchstone.sandbox.workspace.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Every person's stack of modals, at most three deep, and their Home tab. Call it inside the workspace's lock.
public final class ViewStore {
    private static final int DEEPEST = 3;

    private final Workspace workspace;
    private final Map<String, List<OpenView>> stacks = new HashMap<>();
    private final Map<String, OpenView> homes = new HashMap<>();
    private long hashes;
    private volatile boolean hidesUntouched;

    public ViewStore(Workspace workspace) {
        this.workspace = workspace;
    }

    /// Whether untouched initial values come back as null, as some Slack clients send them.
    public void hideUntouched(boolean hide) {
        hidesUntouched = hide;
    }

    public boolean hidesUntouched() {
        return hidesUntouched;
    }

    /// Opens a fresh stack; what the person had open is gone.
    ///
    /// @throws SlackError `duplicate_external_id`
    public OpenView open(String user, ObjectNode definition) {
        requireFreshExternalId(definition);
        String id = Ids.object("V0");
        var view = new OpenView(id, user, definition, nextHash(), id, null, Json.object());
        setStack(user, List.of(view));
        return view;
    }

    /// @throws SlackError `push_limit_reached`, `not_found` without an open modal, or `duplicate_external_id`
    public OpenView push(String user, ObjectNode definition) {
        requireFreshExternalId(definition);
        List<OpenView> stack = new ArrayList<>(stack(user));
        if (stack.isEmpty()) {
            throw new SlackError("not_found");
        }
        if (stack.size() == DEEPEST) {
            throw new SlackError("push_limit_reached");
        }
        OpenView below = stack.getLast();
        var view =
                new OpenView(Ids.object("V0"), user, definition, nextHash(), below.rootId(), below.id(), Json.object());
        stack.add(view);
        setStack(user, stack);
        return view;
    }

    /// Replaces what a view shows. A modal keeps its place in the stack.
    ///
    /// @param hash what the caller believes the view's hash to be, or null not to ask
    /// @throws SlackError `hash_conflict`
    public OpenView update(OpenView view, ObjectNode definition, @Nullable String hash) {
        requireHash(view, hash);
        OpenView changed = view.changedTo(definition, nextHash());
        replace(changed);
        return changed;
    }

    /// @throws SlackError `hash_conflict`
    public OpenView publish(String user, ObjectNode definition, @Nullable String hash) {
        OpenView old = homes.get(user);
        if (old != null) {
            return update(old, definition, hash);
        }
        String id = Ids.object("V0");
        var home = new OpenView(id, user, definition, nextHash(), id, null, Json.object());
        replace(home);
        return home;
    }

    /// Keeps what the person typed, plain values by block id and action id.
    OpenView hold(OpenView view, JsonNode values) {
        OpenView held = view.holding(values);
        if (isHome(view)) {
            homes.put(view.user(), held);
        } else {
            stacks.computeIfPresent(view.user(), (user, stack) -> swap(stack, held));
        }
        return held;
    }

    /// Takes the view and everything above it off its stack.
    void close(OpenView view) {
        List<OpenView> stack = stack(view.user());
        int at = stack.stream().map(OpenView::id).toList().indexOf(view.id());
        if (at >= 0) {
            setStack(view.user(), stack.subList(0, at));
        }
    }

    void clear(String user) {
        setStack(user, List.of());
    }

    /// Bottom first; empty when the person has no modal open.
    public List<OpenView> stack(String user) {
        return stacks.getOrDefault(user, List.of());
    }

    public Optional<OpenView> home(String user) {
        return Optional.ofNullable(homes.get(user));
    }

    /// @throws SlackError `not_found`
    public OpenView view(String id) {
        return all().stream()
                .filter(view -> view.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new SlackError("not_found"));
    }

    /// @throws SlackError `not_found`
    public OpenView viewByExternalId(String externalId) {
        return all().stream()
                .filter(view -> view.externalId().equals(externalId))
                .findFirst()
                .orElseThrow(() -> new SlackError("not_found"));
    }

    public ObjectNode toJson(OpenView view) {
        return view.toJson(workspace.team(), workspace.app(), hidesUntouched);
    }

    /// What the page needs: Slack's object and the plain values typed so far.
    public ObjectNode toPage(OpenView view) {
        ObjectNode json = toJson(view);
        json.set("typed", view.typed());
        return json;
    }

    private List<OpenView> all() {
        List<OpenView> views = new ArrayList<>(homes.values());
        stacks.values().forEach(views::addAll);
        return views;
    }

    private boolean isHome(OpenView view) {
        OpenView home = homes.get(view.user());
        return home != null && home.id().equals(view.id());
    }

    private void replace(OpenView view) {
        if (view.definition().path("type").asText("").equals("home")) {
            homes.put(view.user(), view);
            workspace.changes().tell(Change.forUser("home", view.user(), toPage(view)));
        } else {
            setStack(view.user(), swap(stack(view.user()), view));
        }
    }

    private static List<OpenView> swap(List<OpenView> stack, OpenView view) {
        return stack.stream()
                .map(old -> old.id().equals(view.id()) ? view : old)
                .toList();
    }

    private void setStack(String user, List<OpenView> stack) {
        stacks.put(user, List.copyOf(stack));
        ArrayNode views = Json.objects(stack.stream().map(this::toPage).toList());
        workspace.changes().tell(Change.forUser("views", user, views));
    }

    private static void requireHash(OpenView view, @Nullable String hash) {
        if (hash != null && !hash.isEmpty() && !hash.equals(view.hash())) {
            throw new SlackError("hash_conflict");
        }
    }

    private void requireFreshExternalId(ObjectNode definition) {
        String externalId = definition.path("external_id").asText("");
        if (!externalId.isEmpty()
                && all().stream().anyMatch(view -> view.externalId().equals(externalId))) {
            throw new SlackError("duplicate_external_id");
        }
    }

    private String nextHash() {
        return workspace.clock().instant().getEpochSecond() + "." + Ids.generated() + ++hashes;
    }
}

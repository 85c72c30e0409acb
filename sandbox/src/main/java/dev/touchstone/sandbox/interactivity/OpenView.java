package dev.touchstone.sandbox.interactivity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.workspace.App;
import dev.touchstone.sandbox.workspace.Json;
import dev.touchstone.sandbox.workspace.Team;
import org.jspecify.annotations.Nullable;

/// A modal somebody has open, or their Home tab. The id is stable over updates; the hash changes with each.
///
/// @param typed what the person typed so far, plain, by block id and action id. It survives an update wherever block
///     and action ids stay, as in Slack
public record OpenView(
        String id,
        String user,
        ObjectNode definition,
        String hash,
        String rootId,
        @Nullable String previousId,
        ObjectNode typed) {

    public JsonNode blocks() {
        return definition.path("blocks");
    }

    boolean flag(String member) {
        return definition.path(member).asBoolean(false);
    }

    String externalId() {
        return definition.path("external_id").asText("");
    }

    OpenView changedTo(ObjectNode newDefinition, String newHash) {
        return new OpenView(id, user, newDefinition, newHash, rootId, previousId, typed);
    }

    OpenView holding(JsonNode values) {
        ObjectNode merged = typed.deepCopy();
        values.properties()
                .forEach(block -> block.getValue()
                        .properties()
                        .forEach(value -> merged.withObjectProperty(block.getKey())
                                .set(value.getKey(), value.getValue().deepCopy())));
        return new OpenView(id, user, definition, hash, rootId, previousId, merged);
    }

    /// Slack's `view` object.
    ObjectNode toJson(Team team, App app, boolean hidesUntouched) {
        ObjectNode json = Json.object().put("id", id).put("team_id", team.id());
        json.setAll(definition.deepCopy());
        for (String member : new String[] {"private_metadata", "callback_id", "external_id"}) {
            json.put(member, definition.path(member).asText(""));
        }
        for (String member : new String[] {"clear_on_close", "notify_on_close"}) {
            json.put(member, flag(member));
        }
        for (String member : new String[] {"title", "submit", "close"}) {
            json.set(member, definition.get(member));
        }
        json.putObject("state").set("values", StateValues.of(blocks(), typed, hidesUntouched));
        return json.put("hash", hash)
                .put("root_view_id", rootId)
                .put("previous_view_id", previousId)
                .put("app_id", app.id())
                .put("app_installed_team_id", team.id())
                .put("bot_id", app.botId());
    }
}

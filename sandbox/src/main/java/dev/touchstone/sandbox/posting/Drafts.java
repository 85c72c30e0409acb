package dev.touchstone.sandbox.posting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.blocks.BlockKit;
import dev.touchstone.sandbox.blocks.Generated;
import dev.touchstone.sandbox.files.FileStore;
import dev.touchstone.sandbox.workspace.Body;
import dev.touchstone.sandbox.workspace.Ids;
import dev.touchstone.sandbox.workspace.Json;
import dev.touchstone.sandbox.workspace.SlackError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks and completes what an app wants shown.
public final class Drafts {
    private static final int TEXT = 40_000;
    private static final int METADATA_BYTES = 16_384;
    private static final int ATTACHMENTS = 100;

    private final BlockKit blockKit;
    private final FileStore files;

    public Drafts(BlockKit blockKit, FileStore files) {
        this.blockKit = blockKit;
        this.files = files;
    }

    /// The body of a message from an object with `text`, `blocks`, `attachments` and `metadata`.
    ///
    /// @throws SlackError `no_text`, `msg_too_long`, `invalid_blocks`, `invalid_blocks_format`,
    ///     `invalid_attachments_format`, `too_many_attachments`, `invalid_metadata_format` or `metadata_too_large`
    public Body message(JsonNode wanted) {
        String text = wanted.path("text").asText("");
        JsonNode blocks = wanted.path("blocks");
        JsonNode attachments = wanted.path("attachments");
        if (text.isEmpty() && blocks.isEmpty() && attachments.isEmpty()) {
            throw new SlackError("no_text");
        }
        if (text.length() > TEXT) {
            throw new SlackError("msg_too_long");
        }
        return new Body(text, blocks(blocks), attachments(attachments), Json.array(), metadata(wanted.get("metadata")));
    }

    /// A modal or Home view with ids and defaults filled in.
    ///
    /// @throws SlackError `invalid_arguments` or `view_too_large`
    public ObjectNode view(@Nullable JsonNode wanted) {
        if (!(wanted instanceof ObjectNode)) {
            throw new SlackError("invalid_arguments", List.of("[ERROR] missing required field: view"));
        }
        if (blockKit.isTooLarge(wanted)) {
            throw new SlackError("view_too_large");
        }
        ObjectNode view = wanted.deepCopy();
        view.remove(List.of("id", "hash", "state", "root_view_id", "previous_view_id", "team_id", "app_id", "bot_id"));
        List<String> findings = new ArrayList<>(blockKit.checkView(view));
        checkFiles(view.path("blocks"), "/view/blocks", findings);
        if (!findings.isEmpty()) {
            throw new SlackError("invalid_arguments", asErrors(findings));
        }
        view.set("blocks", Generated.fill(view.path("blocks"), Ids::generated));
        return view;
    }

    private ArrayNode blocks(JsonNode blocks) {
        if (blocks.isMissingNode() || blocks.isNull() || (blocks.isArray() && blocks.isEmpty())) {
            return Json.array();
        }
        if (!blocks.isArray()) {
            throw new SlackError("invalid_blocks_format");
        }
        List<String> findings = new ArrayList<>(blockKit.checkMessage(blocks));
        checkFiles(blocks, "/blocks", findings);
        if (!findings.isEmpty()) {
            throw new SlackError("invalid_blocks", asErrors(findings));
        }
        return Generated.fill(blocks, Ids::generated);
    }

    private void checkFiles(JsonNode blocks, String pointer, List<String> findings) {
        for (int index = 0; index < blocks.size(); index++) {
            JsonNode block = blocks.get(index);
            checkFile(block, pointer + "/" + index, findings);
            checkFile(block.path("accessory"), pointer + "/" + index + "/accessory", findings);
        }
    }

    private void checkFile(JsonNode image, String pointer, List<String> findings) {
        if (image.has("slack_file") && !files.isUsable(image.path("slack_file"))) {
            findings.add("invalid slack file [json-pointer:" + pointer + "/slack_file]");
        }
    }

    private ArrayNode attachments(JsonNode attachments) {
        if (attachments.isMissingNode() || attachments.isNull()) {
            return Json.array();
        }
        if (!(attachments instanceof ArrayNode list)) {
            throw new SlackError("invalid_attachments_format");
        }
        if (list.size() > ATTACHMENTS) {
            throw new SlackError("too_many_attachments");
        }
        ArrayNode checked = Json.array();
        for (JsonNode attachment : list) {
            ObjectNode copy = attachment.deepCopy();
            if (copy.has("blocks")) {
                copy.set("blocks", blocks(copy.path("blocks")));
            }
            checked.add(copy);
        }
        return checked;
    }

    private static @Nullable JsonNode metadata(@Nullable JsonNode metadata) {
        if (metadata == null || metadata.isNull()) {
            return null;
        }
        if (!metadata.path("event_type").isTextual()
                || !metadata.path("event_payload").isObject()) {
            throw new SlackError("invalid_metadata_format");
        }
        if (metadata.toString().length() > METADATA_BYTES) {
            throw new SlackError("metadata_too_large");
        }
        return metadata.deepCopy();
    }

    private static List<String> asErrors(List<String> findings) {
        return findings.stream().map(finding -> "[ERROR] " + finding).toList();
    }
}

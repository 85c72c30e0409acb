package dev.touchstone.sandbox.webapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.files.FileStore;
import dev.touchstone.sandbox.posting.Poster;
import dev.touchstone.sandbox.workspace.Body;
import dev.touchstone.sandbox.workspace.Channel;
import dev.touchstone.sandbox.workspace.Json;
import dev.touchstone.sandbox.workspace.SlackError;
import dev.touchstone.sandbox.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `files.*`: the three-step upload and `files.info`.
final class FileMethods {
    static final String UPLOAD = "/upload/";

    private final Workspace workspace;
    private final FileStore files;
    private final Poster poster;
    private final Supplier<String> baseUrl;

    FileMethods(Workspace workspace, FileStore files, Poster poster, Supplier<String> baseUrl) {
        this.workspace = workspace;
        this.files = files;
        this.poster = poster;
        this.baseUrl = baseUrl;
    }

    void addTo(Map<String, Method> methods) {
        methods.put("files.getUploadURLExternal", this::getUploadUrl);
        methods.put("files.completeUploadExternal", this::complete);
        methods.put("files.info", this::info);
    }

    private ObjectNode getUploadUrl(ApiCall call) {
        int length = call.number("length", 0);
        if (length <= 0) {
            throw new SlackError("invalid_arguments", List.of("[ERROR] must be more than 0 [json-pointer:/length]"));
        }
        FileStore.Reservation reservation = files.reserve(call.required("filename"), length, call.text("alt_txt"));
        return Json.object()
                .put("upload_url", baseUrl.get() + UPLOAD + reservation.secret())
                .put("file_id", reservation.fileId());
    }

    private ObjectNode complete(ApiCall call) {
        JsonNode wanted = call.tree("files");
        if (wanted == null || !wanted.isArray() || wanted.isEmpty()) {
            throw new SlackError("invalid_arguments", List.of("[ERROR] missing required field: files"));
        }
        for (JsonNode one : wanted) {
            String id = one.path("id").asText("");
            files.complete(id, one.path("title").asText(files.file(id).name()));
        }
        call.given("channel_id").ifPresent(channel -> share(channel, wanted, call));
        ArrayNode done = Json.array();
        wanted.forEach(one -> done.add(json(one)));
        return Json.object().set("files", done);
    }

    private void share(String channelId, JsonNode wanted, ApiCall call) {
        Channel channel = workspace.channels().joinedBy(bot(), channelId);
        wanted.forEach(one -> files.share(one.path("id").asText(""), channel.id()));
        ArrayNode shared = Json.array();
        wanted.forEach(one -> shared.add(json(one)));
        Body body = new Body(call.text("initial_comment"), Json.array(), Json.array(), shared, null);
        @Nullable String thread = call.given("thread_ts").orElse(null);
        poster.post(channel, body, thread);
    }

    private ObjectNode info(ApiCall call) {
        String id = call.required("file");
        return Json.object().set("file", files.toJson(id, bot()));
    }

    private ObjectNode json(JsonNode named) {
        return files.toJson(named.path("id").asText(""), bot());
    }

    private String bot() {
        return workspace.app().botUserId();
    }
}

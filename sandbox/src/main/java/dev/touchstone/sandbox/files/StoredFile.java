package dev.touchstone.sandbox.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.workspace.Json;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A file at some stage of its upload.
///
/// @param bytes what was uploaded, or null while only the URL was handed out
/// @param readyAt when Slack's processing is over, or null before the upload is completed
public record StoredFile(
        String id,
        String name,
        String title,
        String altText,
        int declaredLength,
        @Nullable Bytes bytes,
        @Nullable Instant readyAt,
        Set<String> channels) {
    public StoredFile {
        channels = Set.copyOf(channels);
    }

    StoredFile filledWith(Bytes content) {
        return new StoredFile(id, name, title, altText, declaredLength, content, readyAt, channels);
    }

    StoredFile completed(String newTitle, Instant ready) {
        return new StoredFile(id, name, newTitle, altText, declaredLength, bytes, ready, channels);
    }

    StoredFile sharedIn(String channel) {
        Set<String> more = new LinkedHashSet<>(channels);
        more.add(channel);
        return new StoredFile(id, name, title, altText, declaredLength, bytes, readyAt, more);
    }

    boolean isReady(Instant now) {
        return readyAt != null && !now.isBefore(readyAt);
    }

    /// Slack's `file` object. While Slack is still processing, the type is not known yet; apps poll for it.
    ObjectNode toJson(Instant now, String user, String baseUrl) {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("created", readyAt == null ? 0 : readyAt.getEpochSecond())
                .put("name", name)
                .put("title", title)
                .put("user", user)
                .put("mode", "hosted")
                .put("is_external", false)
                .put("size", bytes == null ? 0 : bytes.length())
                .put("alt_txt", altText)
                .put("mimetype", isReady(now) ? MediaTypes.of(name) : "")
                .put("filetype", isReady(now) ? MediaTypes.extension(name) : "")
                .put("url_private", baseUrl + "/files-pri/" + id)
                .put("url_private_download", baseUrl + "/files-pri/" + id)
                .put("permalink", baseUrl + "/files/" + id);
        json.set("channels", Json.strings(channels));
        return json;
    }
}

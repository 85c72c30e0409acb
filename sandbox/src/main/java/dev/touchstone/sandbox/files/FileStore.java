package dev.touchstone.sandbox.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.workspace.Ids;
import dev.touchstone.sandbox.workspace.SlackError;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The files of the workspace. An upload has three steps, as in Slack: reserve, fill, complete.
public final class FileStore {
    private final InstantSource clock;
    private final Duration processing;
    private final Supplier<String> baseUrl;
    private final Map<String, StoredFile> files = new ConcurrentHashMap<>();
    private final Map<String, String> uploads = new ConcurrentHashMap<>();

    /// @param processing how long a completed file stays unusable, as Slack's asynchronous processing makes it
    public FileStore(InstantSource clock, Duration processing, Supplier<String> baseUrl) {
        this.clock = clock;
        this.processing = processing;
        this.baseUrl = baseUrl;
    }

    /// A reserved file and the secret its upload address carries.
    public record Reservation(String fileId, String secret) {}

    public Reservation reserve(String name, int length, String altText) {
        var reservation = new Reservation(Ids.object("F0"), Ids.secret());
        files.put(
                reservation.fileId(),
                new StoredFile(reservation.fileId(), name, name, altText, length, null, null, Set.of()));
        uploads.put(reservation.secret(), reservation.fileId());
        return reservation;
    }

    /// Takes the bytes; false when the address is unknown, used, or the length is not the declared one.
    public boolean fill(String secret, byte[] bytes) {
        String id = uploads.get(secret);
        if (id == null || file(id).declaredLength() != bytes.length) {
            return false;
        }
        uploads.remove(secret);
        files.computeIfPresent(id, (same, file) -> file.filledWith(new Bytes(bytes)));
        return true;
    }

    /// @throws SlackError `file_not_found`, or `file_update_failed` when no bytes have come
    public void complete(String id, String title) {
        if (file(id).bytes() == null) {
            throw new SlackError("file_update_failed");
        }
        files.computeIfPresent(
                id, (same, file) -> file.completed(title, clock.instant().plus(processing)));
    }

    public void share(String id, String channel) {
        files.computeIfPresent(id, (same, file) -> file.sharedIn(channel));
    }

    /// @throws SlackError `file_not_found`
    public StoredFile file(String id) {
        return find(id).orElseThrow(() -> new SlackError("file_not_found"));
    }

    public Optional<StoredFile> find(String id) {
        return Optional.ofNullable(files.get(id));
    }

    public ObjectNode toJson(String id, String user) {
        return file(id).toJson(clock.instant(), user, baseUrl.get());
    }

    /// Whether a `slack_file` object names a file blocks may show now.
    public boolean isUsable(JsonNode slackFile) {
        String id = slackFile.path("id").asText("");
        String byUrl = slackFile.path("url").asText("");
        return find(id.isEmpty() ? byUrl.substring(byUrl.lastIndexOf('/') + 1) : id)
                .filter(file -> file.isReady(clock.instant()))
                .isPresent();
    }
}

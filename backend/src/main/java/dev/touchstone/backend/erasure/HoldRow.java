package dev.touchstone.backend.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.erasure.ErasureKind;
import dev.touchstone.api.erasure.Hold;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.wire.WireEnum;
import dev.touchstone.backend.output.OutputRow;
import java.time.Instant;
import java.util.Objects;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// A row of the legal_hold table. Public only because JDBI binds through public methods.
///
/// @param name key of the metadata; null for other kinds
/// @param subject what is held; null once it is released
public record HoldRow(
        String id,
        PipelineName pipeline,
        String kind,
        @Nullable String name,
        @Nullable String subject,
        @Nested Placed placed,
        @Nested Released released) {
    /// Who holds it.
    public record Placed(String why, String placedBy, long placedAtMs) {}

    /// Who let it go; null while it is in force.
    public record Released(
            @Nullable String releasedBy, @Nullable Long releasedAtMs) {}

    /// Whether an output that still has its text may not lose it.
    boolean covers(OutputRow output) {
        return switch (WireEnum.read(ErasureKind.class, kind)) {
            case OUTPUT -> output.id().value().equals(subject);
            case EXTERNAL_ID -> output.externalId().equals(subject);
            case METADATA -> says(output.parsedBody());
            case ACTOR -> false;
        };
    }

    private boolean says(@Nullable NewOutput body) {
        JsonNode value = body == null ? null : body.metadata().get(Objects.requireNonNull(name));
        return value != null && value.isValueNode() && value.asText().equals(subject);
    }

    Hold wire() {
        return new Hold(
                id,
                pipeline,
                WireEnum.read(ErasureKind.class, kind),
                name,
                placed.why(),
                placed.placedBy(),
                Instant.ofEpochMilli(placed.placedAtMs()),
                released.releasedBy(),
                released.releasedAtMs() == null ? null : Instant.ofEpochMilli(released.releasedAtMs()));
    }
}

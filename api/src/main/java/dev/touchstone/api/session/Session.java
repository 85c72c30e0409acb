package dev.touchstone.api.session;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Reviewer;
import java.time.Instant;
import java.util.List;

/// Somebody who is signed in at the console.
///
/// @param person who
/// @param pipelines that the maker of the link knew the person to review
/// @param admin whether the person may look at everything
/// @param expiresAt when the session ends by itself
public record Session(Reviewer person, List<PipelineName> pipelines, boolean admin, Instant expiresAt) {
    public Session {
        pipelines = List.copyOf(pipelines);
    }
}

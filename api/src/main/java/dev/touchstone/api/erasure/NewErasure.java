package dev.touchstone.api.erasure;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Limits;
import dev.touchstone.api.wire.Reviewer;
import org.jspecify.annotations.Nullable;

/// A wish that texts be erased.
///
/// @param pipeline whose texts
/// @param subject which
/// @param why for the record, at most 3,000 characters; it stays, so it should name no person
/// @param by who asks; the key when absent
public record NewErasure(
        PipelineName pipeline,
        ErasureSubject subject,
        @Limits(maxSize = 3000) @Nullable String why,
        @Nullable Reviewer by) {
    public NewErasure {
        Check.present("pipeline", pipeline);
        Check.present("subject", subject);
        Check.optionalLabel("why", why, 3000);
    }
}

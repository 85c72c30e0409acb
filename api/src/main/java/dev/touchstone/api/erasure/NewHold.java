package dev.touchstone.api.erasure;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import dev.touchstone.api.wire.Reviewer;
import org.jspecify.annotations.Nullable;

/// A wish that texts stay until somebody says otherwise, whatever retention or an erasure wants.
///
/// @param pipeline whose texts
/// @param subject which; not an actor
/// @param why for the record, at most 3,000 characters
/// @param by who asks; the key when absent
public record NewHold(
        PipelineName pipeline,
        ErasureSubject subject,
        @Limits(minSize = 1, maxSize = 3000) String why,
        @Nullable Reviewer by) {
    public NewHold {
        Check.present("pipeline", pipeline);
        Check.present("subject", subject);
        Check.label("why", why, 3000);
        if (subject.kind() == ErasureKind.ACTOR) {
            throw new InvalidField(
                    "subject/actor", "cannot be held; hold the outputs that the feedback is about, by their metadata");
        }
    }
}

package dev.touchstone.backend.judge.judgment;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.judge.JudgeVerdict;
import dev.touchstone.api.wire.WireEnum;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What the judge thinks of an output, for who compares it with what others think.
public final class LastVerdict {
    private LastVerdict() {}

    /// The latest verdict of any judge version; empty without one.
    public static Optional<JudgeVerdict> of(Handle handle, OutputId outputId) {
        return handle.attach(JudgmentDao.class)
                .lastVerdict(outputId)
                .map(verdict -> WireEnum.read(JudgeVerdict.class, verdict));
    }
}

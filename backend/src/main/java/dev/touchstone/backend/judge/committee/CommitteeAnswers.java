package dev.touchstone.backend.judge.committee;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.judge.CommitteeAnswer;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// What a committee said of an output, for whoever shows it.
public final class CommitteeAnswers {
    private CommitteeAnswers() {}

    /// The answers that have arrived and the failures, by name of the model; empty without any.
    public static List<CommitteeAnswer> of(Handle handle, OutputId outputId) {
        return handle.attach(CommitteeDao.class).members(outputId).stream()
                .filter(CommitteeRow.Member::finished)
                .map(CommitteeRow.Member::wire)
                .toList();
    }
}

package dev.touchstone.backend.golden.admission;

import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.backend.golden.item.Verdict;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What became of decisions; reviews know it.
public interface DecidedVerdicts {
    /// Where a decision stands.
    enum Standing {
        IN_FORCE,
        /// A second look has replaced it.
        REPLACED,
        /// Somebody has taken it back.
        TAKEN_BACK
    }

    /// A decision as it stands.
    ///
    /// @param verdict what was decided, and on what; null when the output's texts are gone
    /// @param by who brought it where it stands
    record Stood(@Nullable Verdict verdict, Standing standing, ReviewerId by) {}

    /// As the handle sees it; empty when there is no such decision.
    Optional<Stood> find(Handle handle, String decisionId);
}

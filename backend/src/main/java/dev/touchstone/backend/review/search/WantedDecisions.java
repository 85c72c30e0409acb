package dev.touchstone.backend.review.search;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.backend.output.OutputFilter.Metadata;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which decisions are searched for; what is null or empty does not narrow.
///
/// @param pipeline of it and of its experiments
/// @param fromId inclusive lower bound of ids, which ascend with time; empty for none
/// @param reviewer whose
/// @param theirOwn whether it is the reviewer who looks; somebody else does not see what they said in a panel that is
///     open
/// @param equal columns of the statement in [DecisionWalk], and what they must be
/// @param reason why the output was reviewed
/// @param inForce whether only verdicts that stand are meant
/// @param metadata what the output's metadata must say
record WantedDecisions(
        @Nullable PipelineName pipeline,
        String fromId,
        @Nullable String reviewer,
        boolean theirOwn,
        Map<Column, String> equal,
        @Nullable RouteReason reason,
        boolean inForce,
        @Nullable Metadata metadata) {
    WantedDecisions {
        equal = Map.copyOf(equal);
    }

    /// A column to compare with, by the name of its parameter.
    enum Column {
        EXTERNAL_ID("output.external_id"),
        MODEL("review.model"),
        PROMPT_VERSION("review.prompt_version"),
        STRATUM("review.stratum"),
        ACTION("walked.action"),
        REJECT_REASON("walked.reason");

        private final String sql;

        Column(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }
    }
}

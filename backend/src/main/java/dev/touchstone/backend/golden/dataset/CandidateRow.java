package dev.touchstone.backend.golden.dataset;

import dev.touchstone.api.golden.DatasetRule;
import dev.touchstone.api.golden.GoldenKind;
import dev.touchstone.api.golden.GoldenState;
import dev.touchstone.api.wire.WireEnum;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// What freezing asks of an item, without its texts. Public only because JDBI binds through public methods.
public record CandidateRow(
        String id,
        String inputId,
        String hash,
        String targetHash,
        String kind,
        String state,
        String model,
        String promptVersion,
        String stratum,
        boolean randomAudit,
        long createdAtMs,
        @Nested Where where) {

    /// Where it stands.
    ///
    /// @param groupId the root of its group; null when it has none, as is its split
    /// @param erased whether its texts are gone
    public record Where(
            boolean conflict,
            @Nullable String held,
            @Nullable String groupId,
            @Nullable String split,
            boolean erased,
            long bytes) {}

    GoldenKind kindOf() {
        return WireEnum.read(GoldenKind.class, kind);
    }

    boolean fits(DatasetRule rule) {
        return rule.kinds().contains(kindOf())
                && rule.states().contains(WireEnum.read(GoldenState.class, state))
                && (!rule.randomAuditOnly() || randomAudit)
                && fits(rule.models(), model)
                && fits(rule.promptVersions(), promptVersion)
                && fits(rule.strata(), stratum)
                && (rule.since() == null || !created().isBefore(rule.since()))
                && (rule.until() == null || created().isBefore(rule.until()));
    }

    private Instant created() {
        return Instant.ofEpochMilli(createdAtMs);
    }

    private static boolean fits(List<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
    }
}

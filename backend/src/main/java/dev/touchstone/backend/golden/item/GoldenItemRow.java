package dev.touchstone.backend.golden.item;

import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.golden.GoldenItem;
import dev.touchstone.api.golden.GoldenKind;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.golden.GoldenState;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.WireEnum;
import java.time.Instant;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// A row of the item table. Public only because JDBI binds through public methods.
///
/// @param inputId what was asked, shared by all items that say the same of it
/// @param targetHash what the right answer is; of a rejection, what was wrong
/// @param bytes of the content
/// @param content a [GoldenContent] as JSON; null once it was erased
public record GoldenItemRow(
        String id,
        PipelineName pipeline,
        String inputId,
        String hash,
        String targetHash,
        String kind,
        @Nested Origin origin,
        @Nested Stand stand,
        @Nested Place place,
        long bytes,
        long createdAtMs,
        @Nullable String content) {

    /// What filters ask of an item without its texts.
    ///
    /// @param decisionId null for what was imported, as are output and reviewer
    /// @param model `-` when none was given
    /// @param promptVersion `-` when none was given
    public record Origin(
            @Nullable String decisionId,
            @Nullable OutputId outputId,
            @Nullable ReviewerId reviewer,
            String model,
            String promptVersion,
            String stratum,
            boolean randomAudit) {}

    /// Where it stands.
    ///
    public record Stand(String state, @Nullable String stateWhy, String stateBy, long stateAtMs) {}

    /// Where it stands among others; what is null has not been looked at.
    ///
    /// @param conflict whether its input has several answers
    public record Place(@Nullable String split, @Nullable String held, boolean conflict) {}

    GoldenKind kindOf() {
        return WireEnum.read(GoldenKind.class, kind);
    }

    boolean retired() {
        return stand.state().equals(GoldenState.RETIRED.wire());
    }

    /// Whether it is retired because the decision behind it does not stand any more.
    boolean verdictGone() {
        String why = stand.stateWhy();
        return retired()
                && (GoldenItem.Why.UNDONE.wire().equals(why)
                        || GoldenItem.Why.SUPERSEDED.wire().equals(why));
    }

    /// The texts; null once they were erased.
    public @Nullable GoldenContent parsed() {
        return content == null ? null : Json.read(content, GoldenContent.class);
    }

    GoldenItem wire() {
        return new GoldenItem(
                id,
                hash,
                parsed(),
                new GoldenItem.Standing(
                        WireEnum.read(GoldenState.class, stand.state()),
                        stand.stateWhy() == null ? null : WireEnum.read(GoldenItem.Why.class, stand.stateWhy()),
                        stand.stateBy(),
                        Instant.ofEpochMilli(stand.stateAtMs()),
                        place.conflict(),
                        place.split() == null ? null : WireEnum.read(GoldenSplit.class, place.split()),
                        place.held() != null),
                Instant.ofEpochMilli(createdAtMs));
    }
}

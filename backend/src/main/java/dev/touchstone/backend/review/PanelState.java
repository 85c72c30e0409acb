package dev.touchstone.backend.review;

import dev.touchstone.api.review.Panel;
import dev.touchstone.api.review.PanelStage;
import dev.touchstone.api.wire.WireEnum;
import java.util.List;
import org.jdbi.v3.core.mapper.PropagateNull;

/// How far a panel is. Public only because JDBI binds through public methods.
///
/// @param panelSize how many verdicts it takes
/// @param panelShare the probability with which chance drew it, 0 to 1
/// @param panelAdjudicate whether somebody else decides when they differ
/// @param panelDone how many are in
/// @param panelStage the stage as it is stored
/// @param panelSince the revision from which on what somebody saw still fits
public record PanelState(
        @PropagateNull int panelSize,
        double panelShare,
        boolean panelAdjudicate,
        int panelDone,
        String panelStage,
        int panelSince) {
    boolean in(PanelStage stage) {
        return panelStage.equals(stage.wire());
    }

    /// The same panel, at another point.
    PanelState at(PanelStage stage, int done, int since) {
        return new PanelState(panelSize, panelShare, panelAdjudicate, done, stage.wire(), since);
    }

    Panel wire() {
        return new Panel(panelSize, panelDone, WireEnum.read(PanelStage.class, panelStage), panelShare, List.of());
    }
}

package dev.touchstone.backend.review;

import dev.touchstone.api.review.Panel;
import dev.touchstone.api.review.PanelStage;
import dev.touchstone.backend.review.panel.Seats;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// What a panel has said, for whom it may be shown to.
public final class PanelOpinions {
    /// In SQL, of a row of `review`: a panel judges it, and its verdict is not there yet.
    public static final String KEPT = "(review.panel_size IS NOT NULL AND review.state = 'open')";

    private PanelOpinions() {}

    /// Whether what was decided on a review is kept from everybody: a panel judges it, and its verdict is not there
    /// yet.
    public static boolean kept(ReviewRow review) {
        return review.panel() != null && review.open();
    }

    /// What was said, without names, where somebody else has to decide; empty otherwise.
    public static List<Panel.Opinion> of(Handle handle, ReviewRow review) {
        PanelState panel = review.panel();
        return panel == null || !review.open() || !panel.in(PanelStage.ADJUDICATION)
                ? List.of()
                : PanelDecisions.said(handle, Seats.ofPanel(handle, review.id(), panel.panelSize())).stream()
                        .map(Panel.Opinion::of)
                        .toList();
    }
}

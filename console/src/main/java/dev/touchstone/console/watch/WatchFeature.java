package dev.touchstone.console.watch;

import dev.touchstone.console.sheet.Sheets;
import dev.touchstone.console.web.Place;

/// The pages about what is watched.
public final class WatchFeature {
    private WatchFeature() {}

    public static void register(Sheets sheets) {
        new AlarmPages().register(sheets);
        new SamplePages().register(sheets);
        sheets.page(Place.PLANS, PlanPage::tell);
        sheets.page(Place.FEEDBACK, FeedbackPage::tell);
        sheets.page(Place.RETRIEVAL, RetrievalPage::tell);
        sheets.page(Place.REVIEWERS, ReviewersPage::tell);
    }
}

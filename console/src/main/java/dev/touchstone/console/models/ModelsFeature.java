package dev.touchstone.console.models;

import dev.touchstone.console.sheet.Sheets;
import dev.touchstone.console.web.Place;

/// The pages about models.
public final class ModelsFeature {
    private ModelsFeature() {}

    public static void register(Sheets sheets) {
        sheets.page(Place.JUDGE, JudgePage::tell);
        sheets.page(Place.COMMITTEE, CommitteePage::tell);
        ExperimentPages.register(sheets);
    }
}

package dev.touchstone.console.house;

import dev.touchstone.console.sheet.Sheets;
import dev.touchstone.console.web.Place;

/// The pages about how the house is run.
public final class HouseFeature {
    private HouseFeature() {}

    public static void register(Sheets sheets) {
        sheets.page(Place.HEALTH, HealthPage::tell);
        DeliveryPages.register(sheets);
    }
}

package dev.touchstone.console.house;

import dev.touchstone.console.sheet.Sheets;
import dev.touchstone.console.web.Backends;
import dev.touchstone.console.web.Place;
import java.time.InstantSource;

/// The pages about how the house is run.
public final class HouseFeature {
    private HouseFeature() {}

    public static void register(Sheets sheets, Backends backends, InstantSource clock) {
        new PolicyPages(backends).register(sheets);
        sheets.page(Place.HEALTH, HealthPage::tell);
        DeliveryPages.register(sheets);
        new KeyPages(clock).register(sheets);
        LedgerPages.register(sheets);
        ErasurePages.register(sheets);
    }
}

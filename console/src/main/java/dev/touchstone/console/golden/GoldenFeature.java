package dev.touchstone.console.golden;

import dev.touchstone.console.sheet.Sheets;

/// The pages about the golden set.
public final class GoldenFeature {
    private GoldenFeature() {}

    public static void register(Sheets sheets) {
        ItemPages.register(sheets);
        DatasetPages.register(sheets);
        VersionPages.register(sheets);
    }
}

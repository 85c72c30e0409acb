package dev.touchstone.backend.store;

import java.util.List;

/// Cuts pages by bytes: two hundred rows of a megabyte each are no page. The sizes are asked for before the rows, which
/// neither database has to read the texts for.
public final class PageBytes {
    /// What the texts of one page may take together.
    public static final long MOST = 2L * 1024 * 1024;

    private PageBytes() {}

    /// How many of the first rows make one page: as many as fit, at least one if there is one, and at most `rows`.
    ///
    /// @param sizes bytes of the rows, in order
    public static int fitting(List<Long> sizes, int rows) {
        long total = 0;
        int fitting = 0;
        for (long size : sizes) {
            total += size;
            if (fitting == rows || fitting > 0 && total > MOST) {
                break;
            }
            fitting++;
        }
        return fitting;
    }
}

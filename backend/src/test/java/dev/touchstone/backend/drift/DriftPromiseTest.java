package dev.touchstone.backend.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.backend.drift.watch.WatchRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Simulated years, seeded: what is promised about false pages, and how soon a drop is seen.
class DriftPromiseTest {
    private static final WatchRules SEASONAL = new WatchRules(null, true, 800, 1, 4, null, null);
    private static final double[] CYCLE = {0.03, 0.05, 0.07, 0.05};

    @Test
    void aStablePipelinePagesRarelyAndFewOfThemTwice() {
        Years.Counted years = new Years(Audits.DEFAULT, 0, 100).quiet(300, 4, week -> 0.05);

        assertThat(years.mean()).isLessThan(0.32);
        assertThat(years.shareAbove(1)).isLessThan(0.07);
    }

    @Test
    void aKnownSeasonDoesNotPage() {
        Years.Counted years = new Years(SEASONAL, 0, 100).quiet(300, 8, week -> CYCLE[week % 4]);

        assertThat(years.mean()).isLessThan(0.4);
    }

    @Test
    void aDayOfManyReviewsDoesNotSlowWhatComesLater() {
        List<Double> burst = new Years(Audits.DEFAULT, 1500, 100).delays(150, 800, 0.05, 0.10);
        List<Double> steady = new Years(Audits.DEFAULT, 0, 100).delays(150, 1200, 0.05, 0.10);

        assertThat(Years.quantile(burst, 0.5)).isLessThan(1.3 * Years.quantile(steady, 0.5));
    }

    @Test
    void aDayOfManyReviewsDoesNotPageLater() {
        Years.Counted years = new Years(Audits.DEFAULT, 1500, 100).quiet(300, 0, week -> 0.05);

        assertThat(years.mean()).isLessThan(0.35);
    }
}

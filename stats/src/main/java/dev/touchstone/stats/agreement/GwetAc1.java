package dev.touchstone.stats.agreement;

import dev.touchstone.stats.Require;
import java.util.Optional;

/// Gwet's AC1: agreement beyond chance that stays meaningful when nearly all outputs are good, where κ
/// collapses. Any number of raters, ratings may be missing. Gwet 2008, BJMSP 61:29; 2014 for missing ratings.
///
/// @param percentAgreement mean over units with at least two ratings of the share of agreeing pairs, in [0, 1]
/// @param chance expected by chance, in [0, 1)
/// @param ac1 at most 1, may be negative
public record GwetAc1(double percentAgreement, double chance, double ac1) {
    public GwetAc1 {
        Require.unit(percentAgreement, "agreement");
        Require.unit(chance, "chance agreement");
        Require.within(ac1, -Double.MAX_VALUE, 1, "AC1");
    }

    /// With the categories that occur.
    ///
    /// @return empty when no unit has two ratings or only one category occurs
    public static Optional<GwetAc1> of(RatedUnits ratings) {
        return of(ratings, ratings.categories().length);
    }

    /// With a scheme of `categories`, of which some may not occur.
    ///
    /// @return empty when no unit has two ratings or the scheme has only one category
    public static Optional<GwetAc1> of(RatedUnits ratings, int categories) {
        double[] occurring = ratings.categories();
        Require.atLeast(categories, occurring.length, "number of categories");
        double agreement = 0;
        long pairable = 0;
        long rated = 0;
        double[] prevalence = new double[occurring.length];
        for (double[] unit : ratings.counts(occurring)) {
            double size = 0;
            double agreeing = 0;
            for (double count : unit) {
                size += count;
                agreeing += count * (count - 1);
            }
            if (size == 0) {
                continue;
            }
            rated++;
            for (int k = 0; k < unit.length; k++) {
                prevalence[k] += unit[k] / size;
            }
            if (size >= 2) {
                pairable++;
                agreement += agreeing / (size * (size - 1));
            }
        }
        if (pairable == 0 || categories < 2) {
            return Optional.empty();
        }
        double chance = 0;
        for (double sum : prevalence) {
            double share = Math.min(1, sum / rated);
            chance += share * (1 - share) / (categories - 1);
        }
        double observed = Math.min(1, agreement / pairable);
        return Optional.of(new GwetAc1(observed, chance, Math.min(1, (observed - chance) / (1 - chance))));
    }
}

package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.stats.agreement.CohenKappa;
import dev.touchstone.stats.agreement.GwetAc1;
import dev.touchstone.stats.agreement.Krippendorff;
import dev.touchstone.stats.agreement.RatedUnits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AgreementProperties {
    @Property
    void swappingRatersChangesNothing(@ForAll("units") List<List<Double>> units, @ForAll Krippendorff.Scale scale) {
        List<List<Double>> swapped =
                units.stream().map(AgreementProperties::reversed).toList();

        assertThat(Krippendorff.of(new RatedUnits(swapped), scale))
                .isEqualTo(Krippendorff.of(new RatedUnits(units), scale));
        assertThat(GwetAc1.of(new RatedUnits(swapped))).isEqualTo(GwetAc1.of(new RatedUnits(units)));
    }

    @Property
    void theOrderOfUnitsChangesNothing(@ForAll("units") List<List<Double>> units, @ForAll Krippendorff.Scale scale) {
        var forward = Krippendorff.of(new RatedUnits(units), scale);
        var backward = Krippendorff.of(new RatedUnits(reversed(units)), scale);

        assertThat(backward.isPresent()).isEqualTo(forward.isPresent());
        forward.ifPresent(
                agreement -> assertThat(backward.orElseThrow().alpha()).isCloseTo(agreement.alpha(), within(1e-9)));
    }

    @Property
    void nominalAgreementIgnoresTheNamesOfCategories(@ForAll("units") List<List<Double>> units) {
        List<List<Double>> renamed = units.stream()
                .map(unit -> unit.stream().map(rating -> 100 - 7 * rating).toList())
                .toList();

        var before = Krippendorff.of(new RatedUnits(units), Krippendorff.Scale.NOMINAL);
        var after = Krippendorff.of(new RatedUnits(renamed), Krippendorff.Scale.NOMINAL);

        assertThat(after.isPresent()).isEqualTo(before.isPresent());
        before.ifPresent(
                agreement -> assertThat(after.orElseThrow().alpha()).isCloseTo(agreement.alpha(), within(1e-9)));
    }

    @Property
    void kappaIsTheSameFromEitherSide(@ForAll("tables") long[][] table, @ForAll CohenKappa.Weights weights) {
        long[][] turned = new long[table.length][table.length];
        for (int i = 0; i < table.length; i++) {
            for (int j = 0; j < table.length; j++) {
                turned[j][i] = table[i][j];
            }
        }

        var forward = CohenKappa.of(table, weights, 0.95);
        var backward = CohenKappa.of(turned, weights, 0.95);

        assertThat(backward.isPresent()).isEqualTo(forward.isPresent());
        forward.ifPresent(kappa -> {
            assertThat(backward.orElseThrow().kappa()).isCloseTo(kappa.kappa(), within(1e-9));
            assertThat(backward.orElseThrow().standardError()).isCloseTo(kappa.standardError(), within(1e-7));
            assertThat(kappa.interval().contains(kappa.kappa())).isTrue();
        });
    }

    @Provide
    Arbitrary<List<List<Double>>> units() {
        return Arbitraries.of(1.0, 2.0, 3.0, 5.0).list().ofMaxSize(4).list().ofMaxSize(20);
    }

    @Provide
    Arbitrary<long[][]> tables() {
        return Arbitraries.longs()
                .between(0, 12)
                .array(long[].class)
                .ofSize(3)
                .array(long[][].class)
                .ofSize(3)
                .filter(table ->
                        Arrays.stream(table).flatMapToLong(Arrays::stream).sum() > 0);
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }
}

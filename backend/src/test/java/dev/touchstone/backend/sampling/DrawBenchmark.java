package dev.touchstone.backend.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.SampleAllocation;
import dev.touchstone.api.policy.SampleMethod;
import dev.touchstone.backend.store.Dialect;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A draw of 200 outputs from five strata of a week: its time must not grow with what the week holds. Not part of the
/// build; run it with `-Dtest=DrawBenchmark`, and `-Ddraw.outputs=100000` for a shorter one.
class DrawBenchmark {
    private static final long FROM_HOUR = 525_000;
    private static final int HOURS = 168;
    private static final int RUNS = 30;
    private static final List<String> STRATA = List.of("a", "b", "c", "d", "e");

    @EveryDatabase
    void aDrawStaysFlatFromTenThousandToAMillion(Workbench bench) {
        bench.pipeline("p", "{}");
        int most = Integer.getInteger("draw.outputs", 1_000_000);

        Traffic.store(bench, 10_000, FROM_HOUR, HOURS, STRATA);
        double small = median(bench);
        // Another week, so that the first one's rows are a small part of the table.
        Traffic.store(bench, most, FROM_HOUR + HOURS, HOURS, STRATA);
        analyse(bench);
        double stillSmall = median(bench, FROM_HOUR);
        double large = median(bench, FROM_HOUR + HOURS);

        System.out.printf(
                "draw of 200 from 5 strata, median of %d: %s, 10000 outputs %.1f ms, the same in the large table %.1f ms,"
                        + " %d outputs %.1f ms%n",
                RUNS, bench.database.dialect(), small, stillSmall, most, large);
        assertThat(large).isLessThan(3 * Math.max(small, stillSmall) + 20);
    }

    private static void analyse(Workbench bench) {
        if (bench.database.dialect() == Dialect.POSTGRESQL) {
            bench.database.writer().useHandle(handle -> handle.execute("ANALYZE"));
        }
    }

    private static double median(Workbench bench) {
        return median(bench, FROM_HOUR);
    }

    private static double median(Workbench bench, long fromHour) {
        Design design = new Design(
                new PipelineName("p"),
                new Design.Window(fromHour, fromHour + HOURS),
                new Design.Amount(200, null),
                SampleMethod.BOTTOM_K,
                SampleAllocation.SQRT,
                5,
                List.of(),
                0);
        List<Double> ms = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            Drawn drawn = bench.database.snapshot(snapshot -> Draws.draw(snapshot, design));
            ms.add((System.nanoTime() - start) / 1e6);
            assertThat(drawn.members()).hasSize(200);
        }
        Collections.sort(ms);
        return Math.round(ms.get(RUNS / 2) * 10) / 10.0;
    }
}

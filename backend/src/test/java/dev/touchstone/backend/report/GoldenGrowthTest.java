package dev.touchstone.backend.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.golden.dataset.GoldenBench;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.time.Instant;

class GoldenGrowthTest {
    @EveryDatabase
    void theSentenceSaysWhatCameAndHowItIsSplit(Workbench bench) {
        PipelineName pipeline = new PipelineName("p");
        GoldenBench golden = new GoldenBench(bench, "{\"splits\": {\"train\": 1, \"dev\": 0, \"test\": 0}}");
        Instant before = bench.clock.instant();
        golden.correct("How do I pay for the bicycle?", "By card.");
        bench.clock.advance(Duration.ofDays(7));
        Instant monday = bench.clock.instant();
        golden.correct("Where does the old man live?", "In Porto.");
        golden.reject("Is it raining in the mountains?");
        golden.grouping.catchUp();

        assertThat(GoldenGrowth.of(bench.database, pipeline, monday, monday.plus(Duration.ofDays(7))))
                .contains("The golden set grew by 1 to 2 items: 2 to learn from, 0 to choose with, 0 to measure with.");
        assertThat(GoldenGrowth.of(bench.database, pipeline, before, monday))
                .contains("The golden set grew by 1 to 1 items: 1 to learn from, 0 to choose with, 0 to measure with.");
        assertThat(GoldenGrowth.of(bench.database, new PipelineName("other"), before, monday))
                .isEmpty();
    }
}

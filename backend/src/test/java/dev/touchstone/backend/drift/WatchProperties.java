package dev.touchstone.backend.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.backend.drift.watch.AuditFact;
import dev.touchstone.backend.drift.watch.Watch;
import dev.touchstone.backend.drift.watch.WatchRules;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class WatchProperties {
    @Property(tries = 25)
    void goingOnFromStoredStatesIsTheSameAsNeverStopping(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int stops) {
        WatchRules rules = new WatchRules(0.9, true, 100, 0.5, 1, "v1", "v2");
        Audits whole = varied(rules, seed);
        Audits again = varied(rules, seed);
        for (int i = 0; i < stops; i++) {
            step(whole, i);
            step(again, i);
            again.watch = Watch.from(again.watch.stored(), rules).orElseThrow();
        }

        assertThat(again.watch.stored()).isEqualTo(whole.watch.stored());
        assertThat(again.raised).isEqualTo(whole.raised);
    }

    private static Audits varied(WatchRules rules, long seed) {
        Audits audits = new Audits(rules, seed);
        audits.attributes = Map.of("total", 0.1, "date", 0.02);
        audits.judge = "jv-1";
        audits.judgeErrs = 0.1;
        return audits;
    }

    private static void step(Audits audits, int i) {
        audits.version = i % 3 == 2 ? "v2" : "v1";
        audits.stratum = i % 2 == 0 ? "language=de" : "language=fr";
        audits.release = i % 5 == 0 ? new AuditFact.Release(1 + i / 30, 0.05) : null;
        audits.judge = i > 40 ? "jv-2" : "jv-1";
        audits.feed(17, i > 30 ? 0.3 : 0.06);
    }
}

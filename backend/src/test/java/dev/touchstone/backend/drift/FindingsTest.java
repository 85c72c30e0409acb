package dev.touchstone.backend.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final long NOW_MS = 2_000_000_000_000L;

    @Test
    void thePartsOfAnAlarmAreCountedInTheWindowOfTheWhole() {
        Audits audits = new Audits(Audits.DEFAULT, 11);
        mixed(audits, 400, 0.04, 0.04);
        mixed(audits, 150, 0.6, 0.05);

        Finding finding = new Findings(audits.watch, NOW_MS, false, List.of(), List.of(), false)
                .active().stream()
                        .filter(one -> one.subject().kind() == AlarmKind.REGRESSION)
                        .findFirst()
                        .orElseThrow();

        Alarm.Found found = finding.evidence().found();
        Alarm.Worse german = finding.evidence().worst().stream()
                .filter(part -> part.name().equals("stratum:de"))
                .findFirst()
                .orElseThrow();
        // Every second output is German.
        assertThat(2 * german.reviewed())
                .isBetween(found.window().reviewed() - 1, found.window().reviewed() + 1);
        assertThat(german.rate()).isGreaterThan(found.window().rate());
        assertThat(finding.headline()).contains("of " + found.window().reviewed() + " audited");
        assertThat(found.window().to().toEpochMilli()).isEqualTo(NOW_MS);
    }

    private static void mixed(Audits audits, int pairs, double german, double english) {
        for (int i = 0; i < pairs; i++) {
            audits.stratum = "de";
            audits.feed(1, german);
            audits.stratum = "en";
            audits.feed(1, english);
        }
    }
}

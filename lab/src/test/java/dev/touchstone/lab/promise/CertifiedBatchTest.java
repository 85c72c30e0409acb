package dev.touchstone.lab.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CertifiedBatchTest {
    private static final ErringReviewers TENTH = new ErringReviewers(
            "made up", IntStream.range(0, 1500).mapToObj(i -> i % 10 == 0).toList());

    @Test
    void certificatesAreViolatedSeldomAndTakeLittleMoreThanTheOracle() {
        CertificateDocument.Row row = CertificateDocument.row(TENTH, 100);

        assertThat(row.outputs()).isEqualTo(1500);
        assertThat(row.violated()).isLessThanOrEqualTo(0.12);
        assertThat(row.half().ratio()).isBetween(0.4, 1.3);
        assertThat(row.quarter().ratio()).isBetween(0.4, 1.3);
    }

    @Test
    void aBatchOfWhichAllIsSeenIsKnownExactly() {
        CertifiedBatch batch = new CertifiedBatch(
                10, IntStream.range(0, 90).mapToObj(i -> i % 30 == 29).toList());

        assertThat(batch.everCertified(2)).isFalse();
        assertThat(batch.everCertified(3)).isTrue();
        assertThat(batch.with(20).wrongOnes()).isEqualTo(20);
        assertThat(batch.with(1).wrongOnes()).isEqualTo(1);
    }
}

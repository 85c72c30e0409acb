package dev.touchstone.backend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.ReviewQuery;
import dev.touchstone.api.output.BatchLine;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.Eventually;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// SQLite may not grow beyond a number of pages, and says so exactly as it does when the disk is full. Space
/// returns as it does in life: retention clears old texts.
class FullDiskTest {
    private static final int MOST_PAGES = 320;

    private final String url = TestDatabases.newSqlite().url();
    private final ServedBackend served = new ServedBackend(DatabaseConfig.of(url + "?max_page_count=" + MOST_PAGES));

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void writesAreRefusedReadsGoOnAndItRecoversAlone() throws SQLException {
        List<OutputReceipt> stored = new ArrayList<>();
        ApiException refused = Refusals.refusal(507, () -> {
            for (int i = 0; i < 1000; i++) {
                stored.add(served.client.post(large("e-" + i)));
            }
        });
        assertThat(refused.code()).isEqualTo("storage-full");
        assertThat(stored).hasSizeGreaterThan(5);

        assertThat(stored)
                .allSatisfy(receipt ->
                        assertThat(served.client.output(receipt.id()).body()).isEqualTo(large(receipt.externalId())));
        assertThat(served.client.reviews(ReviewQuery.OPEN).items()).isNotEmpty();
        assertThat(served.client.postBatch(List.of(large("b-1"), large("b-2"))))
                .extracting(BatchLine::status)
                .containsOnly(507);

        // The last pages, too small for those, go as well.
        Refusals.refusal(507, () -> {
            for (int i = 0; i < 1000; i++) {
                served.client.post(small("s-" + i));
            }
        });
        Eventually.within(Duration.ofSeconds(20), "it says that it cannot write", () -> !served.client.ready());

        clearTexts();
        Eventually.within(Duration.ofSeconds(20), "it is ready again", served.client::ready);

        String refusedId = "e-" + stored.size();
        OutputReceipt after = served.client.post(large(refusedId));
        assertThat(served.client.output(after.id()).body()).isEqualTo(large(refusedId));
    }

    private static NewOutput large(String externalId) {
        return output(externalId, 30_000);
    }

    private static NewOutput small(String externalId) {
        return output(externalId, 500);
    }

    private static NewOutput output(String externalId, int characters) {
        return NewOutput.text(ServedBackend.PIPELINE, externalId, "x".repeat(characters))
                .confidence(0.3)
                .build();
    }

    private void clearTexts() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:" + url);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE output SET body = NULL");
        }
    }
}

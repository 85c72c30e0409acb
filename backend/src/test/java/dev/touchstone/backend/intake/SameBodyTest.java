package dev.touchstone.backend.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/// Bodies are compared by what they say, not by how it is written.
class SameBodyTest {
    @EveryDatabase
    void orderOfMembersAndFormOfNumbersDoNotMatter(Workbench bench) {
        bench.pipeline("p", "{}");
        Intake.Answer first = post(bench, "{\"a\": 1, \"b\": {\"c\": 1.50, \"d\": [1, 2]}}");

        Intake.Answer again = post(bench, "{\"b\": {\"d\": [1.0, 2e0], \"c\": 1.5}, \"a\": 10e-1}");

        assertThat(first).isInstanceOf(Intake.Answer.Stored.class);
        assertThat(again).isInstanceOf(Intake.Answer.Known.class);
    }

    @EveryDatabase
    void everyDigitAndTheOrderOfListsMatter(Workbench bench) {
        bench.pipeline("p", "{}");
        Intake.Answer first = post(bench, "{\"a\": [9007199254740993, 0.1]}");

        assertThat(first).isInstanceOf(Intake.Answer.Stored.class);
        assertThat(post(bench, "{\"a\": [9007199254740992, 0.1]}")).isInstanceOf(Intake.Answer.Different.class);
        assertThat(post(bench, "{\"a\": [0.1, 9007199254740993]}")).isInstanceOf(Intake.Answer.Different.class);
        assertThat(post(bench, "{\"a\": [9007199254740993, \"0.1\"]}")).isInstanceOf(Intake.Answer.Different.class);
    }

    /// Rows of earlier versions have the hash of the text.
    @EveryDatabase
    void whatWasStoredBeforeBodiesWereComparedSoIsKnownAgain(Workbench bench) throws Exception {
        bench.pipeline("p", "{}");
        post(bench, "{\"b\": 1, \"a\": 2}");
        String body = bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT body FROM output")
                        .mapTo(String.class)
                        .one());
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
        String ofText = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
        bench.database
                .writer()
                .useHandle(handle -> handle.createUpdate("UPDATE output SET body_hash = :hash")
                        .bind("hash", ofText)
                        .execute());

        assertThat(post(bench, "{\"b\": 1, \"a\": 2}")).isInstanceOf(Intake.Answer.Known.class);
        assertThat(post(bench, "{\"b\": 1, \"a\": 3}")).isInstanceOf(Intake.Answer.Different.class);
    }

    private static Intake.Answer post(Workbench bench, String output) {
        return bench.intake
                .accept(NewOutput.json("p", "one", Json.read(output, JsonNode.class))
                        .attribute("n", Json.read(output, JsonNode.class), 0.9)
                        .build())
                .join();
    }
}

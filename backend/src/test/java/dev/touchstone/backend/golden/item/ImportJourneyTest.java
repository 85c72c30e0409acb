package dev.touchstone.backend.golden.item;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.client.GoldenClient;
import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.golden.GoldenImportLine;
import dev.touchstone.api.golden.GoldenItem;
import dev.touchstone.api.golden.GoldenKind;
import dev.touchstone.api.golden.GoldenState;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import java.util.List;
import java.util.Objects;

class ImportJourneyTest {
    private static final PipelineName SUPPORT = new PipelineName(ServedBackend.PIPELINE);

    @EveryDatabase
    void linesAreTakenOrRefusedOneByOneAndAgainDoNoHarm(ServedBackend served) {
        GoldenClient golden = served.client.goldenSet();
        String marked = """
                {'query': 'How do I pay?', 'target': 'By card.', 'metadata': {'user': 'u1'}}
                {'query': 'How do I pay?', 'target': 'By card.'}
                {'query': 'How do I pay?', 'target': 'Cash only.'}
                {'query': 'Where?', 'output': 'Nowhere.'}
                {'query': 'Why?'}
                {'target': 'Because.'}
                {'query': 'half EMOJI', 'target': 'x'}
                not json
                {'query': [{'role': 'user', 'content': 'SEPARATOR line?'}], 'target': {'a': 1}}
                """;
        // A byte order mark, ends of lines as Windows writes them, and what only looks like one.
        String lines = "\uFEFF"
                + marked.replace("'", "\"")
                        .replace("\n", "\r\n")
                        .replace("EMOJI", "\\ud83d")
                        .replace("SEPARATOR", "\u2028");

        List<GoldenImportLine> answers = golden.importItems(SUPPORT, lines, GoldenClient.JSONL);

        assertThat(answers)
                .extracting(GoldenImportLine::status)
                .containsExactly(201, 200, 201, 201, 422, 422, 400, 400, 201);
        assertThat(answers.get(1).id()).isEqualTo(answers.getFirst().id());
        assertThat(answers.get(2).conflict()).isTrue();
        assertThat(golden.importItems(SUPPORT, lines, GoldenClient.JSONL)).noneMatch(answer -> answer.status() == 201);
        List<GoldenItem> items = golden.items(SUPPORT, null, 50).items();
        assertThat(items)
                .extracting(item -> Objects.requireNonNull(item.content()).kind())
                .containsExactly(GoldenKind.IMPORTED, GoldenKind.IMPORTED, GoldenKind.REJECTION, GoldenKind.IMPORTED);
        assertThat(golden.waiting(SUPPORT, null, 50).items()).hasSize(2);
    }

    @EveryDatabase
    void aTableIsTakenAsWellAndWhatThePolicyWantsTwoForIsProposed(ServedBackend served) {
        served.client.putPipeline(
                ServedBackend.PIPELINE, Json.read("{\"golden\": {\"admit\": \"second_person\"}}", Policy.class));
        GoldenClient golden = served.client.goldenSet();
        String table = "query,target,metadata.user\r\n\"How, then?\",\"one\r\ntwo\",u1\r\nWhy?,,u2\r\nWhat?,three\r\n";

        List<GoldenImportLine> answers = golden.importItems(SUPPORT, table, GoldenClient.CSV);

        assertThat(answers).extracting(GoldenImportLine::status).containsExactly(201, 422, 422);
        GoldenItem item = golden.item(Objects.requireNonNull(answers.getFirst().id()));
        GoldenContent content = Objects.requireNonNull(item.content());
        assertThat(content.target()).isEqualTo(Json.read("\"one\\r\\ntwo\"", JsonNode.class));
        assertThat(content.metadata()).containsEntry("user", Json.read("\"u1\"", JsonNode.class));
        assertThat(item.standing().state()).isEqualTo(GoldenState.PROPOSED);
    }
}

package dev.touchstone.api.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.client.Transport.Call;
import dev.touchstone.api.golden.Dataset;
import dev.touchstone.api.golden.DatasetRule;
import dev.touchstone.api.golden.DatasetVersion;
import dev.touchstone.api.golden.ExportFormat;
import dev.touchstone.api.golden.ExportReport;
import dev.touchstone.api.golden.FewShotAnswer;
import dev.touchstone.api.golden.FewShotRequest;
import dev.touchstone.api.golden.GoldenExample;
import dev.touchstone.api.golden.GoldenImportLine;
import dev.touchstone.api.golden.GoldenItem;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.golden.GoldenSummary;
import dev.touchstone.api.golden.ItemAct;
import dev.touchstone.api.golden.LeakReport;
import dev.touchstone.api.golden.NewVersion;
import dev.touchstone.api.golden.VersionComparison;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Page;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The part of [TouchstoneClient] about golden items and datasets. It lives as long as its client.
public final class GoldenClient {
    public static final String JSONL = "application/x-ndjson";
    public static final String CSV = "text/csv";

    /// What is computed over a whole dataset.
    private static final Duration LONG = Duration.ofMinutes(3);

    private final Transport transport;

    GoldenClient(Transport transport) {
        this.transport = transport;
    }

    /// Items of a pipeline, oldest first.
    public Page<GoldenItem> items(PipelineName pipeline, @Nullable String cursor, int limit) {
        return transport.page(Call.get("v1/golden/items" + of(pipeline, cursor, limit)), GoldenItem.class);
    }

    /// Items that wait for a person.
    public Page<GoldenItem> waiting(PipelineName pipeline, @Nullable String cursor, int limit) {
        return transport.page(Call.get("v1/golden/waiting" + of(pipeline, cursor, limit)), GoldenItem.class);
    }

    private static String of(PipelineName pipeline, @Nullable String cursor, int limit) {
        return "?pipeline=" + TouchstoneClient.encode(pipeline.value()) + "&limit=" + limit
                + (cursor == null ? "" : "&cursor=" + TouchstoneClient.encode(cursor));
    }

    public GoldenItem item(String id) {
        return transport.send(Call.get("v1/golden/items/" + TouchstoneClient.encode(id)), GoldenItem.class);
    }

    public GoldenSummary summary(PipelineName pipeline) {
        return transport.send(
                Call.get("v1/golden/summary?pipeline=" + TouchstoneClient.encode(pipeline.value())),
                GoldenSummary.class);
    }

    /// Makes a proposed item golden; of several answers to one input, chooses this one.
    public GoldenItem admit(String id, ItemAct act) {
        return act(id, "admit", act);
    }

    public GoldenItem retire(String id, ItemAct act) {
        return act(id, "retire", act);
    }

    public GoldenItem restore(String id, ItemAct act) {
        return act(id, "restore", act);
    }

    /// Deletes the texts of an item for good.
    public GoldenItem erase(String id, ItemAct act) {
        return act(id, "erase", act);
    }

    private GoldenItem act(String id, String verb, ItemAct act) {
        return transport.send(
                Call.json("POST", "v1/golden/items/" + TouchstoneClient.encode(id) + "/" + verb, act),
                GoldenItem.class);
    }

    /// Takes items in that were made elsewhere.
    ///
    /// @param text JSON lines, or a table
    /// @param mediaType [#JSONL] or [#CSV]
    /// @return an answer per line
    public List<GoldenImportLine> importItems(PipelineName pipeline, String text, String mediaType) {
        byte[] body = transport.send(new Call(
                "POST",
                "v1/golden/items:import?pipeline=" + TouchstoneClient.encode(pipeline.value()),
                text,
                mediaType,
                null,
                LONG));
        return new String(body, StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.read(line, GoldenImportLine.class))
                .toList();
    }

    /// What a file would hold, and what its format cannot say.
    public ExportReport exportReport(String name, int number, ExportFormat format, GoldenSplit split) {
        return transport.send(
                Call.get(version(name, number, "/export-report" + asked(format, split)))
                        .withWait(LONG),
                ExportReport.class);
    }

    /// Some rows of a file.
    ///
    /// @param cursor where to go on, from the part before; null for the beginning
    public ExportPart exportPart(
            String name, int number, ExportFormat format, GoldenSplit split, @Nullable Integer cursor) {
        String query = asked(format, split) + (cursor == null ? "" : "&cursor=" + cursor);
        Transport.Answer answer = transport.answer(
                Call.get(version(name, number, "/export-part" + query)).withWait(LONG));
        Map<String, Integer> leftOut = new TreeMap<>();
        Json.read(answer.header("Touchstone-Left-Out").orElse("{}"), ObjectNode.class)
                .properties()
                .forEach(
                        reason -> leftOut.put(reason.getKey(), reason.getValue().intValue()));
        return new ExportPart(
                answer.body(),
                answer.header("Touchstone-Items").map(Integer::valueOf).orElse(0),
                leftOut,
                answer.header("Touchstone-Next-Cursor").map(Integer::valueOf).orElse(null));
    }

    private static String asked(ExportFormat format, GoldenSplit split) {
        return "?format=" + format.wire() + "&split=" + split.wire();
    }

    /// Some rows of a file.
    ///
    /// @param bytes the rows
    /// @param items of how many items
    /// @param leftOut items that the format cannot say, by reason
    /// @param next where to go on; null when nothing is left
    @SuppressWarnings("ArrayRecordComponent") // Written once, to a file.
    public record ExportPart(
            byte[] bytes,
            int items,
            Map<String, Integer> leftOut,
            @Nullable Integer next) {}

    /// Defines a dataset, or changes its rule.
    public Dataset putDataset(String name, DatasetRule rule) {
        return transport.send(Call.json("PUT", path(name), rule), Dataset.class);
    }

    public Dataset dataset(String name) {
        return transport.send(Call.get(path(name)), Dataset.class);
    }

    public Page<Dataset> datasets() {
        return transport.page(Call.get("v1/datasets"), Dataset.class);
    }

    /// Freezes what the dataset's rule names now. Sent again after a failure it may freeze a second version, which
    /// holds
    /// the same.
    public DatasetVersion freeze(String name, NewVersion asked) {
        return transport.send(Call.json("POST", path(name) + "/versions", asked).withWait(LONG), DatasetVersion.class);
    }

    public Page<DatasetVersion> versions(String name) {
        return transport.page(Call.get(path(name) + "/versions"), DatasetVersion.class);
    }

    public DatasetVersion version(String name, int number) {
        return transport.send(Call.get(version(name, number, "")), DatasetVersion.class);
    }

    /// What `to` has that `from` has not, and the other way round.
    public VersionComparison compare(String name, int from, int to) {
        return transport.send(Call.get(version(name, to, "/compare?with=" + from)), VersionComparison.class);
    }

    public LeakReport leaks(String name, int number) {
        return transport.send(Call.get(version(name, number, "/leaks")).withWait(LONG), LeakReport.class);
    }

    /// Freezes an earlier version's items again.
    public DatasetVersion restore(String name, int number, NewVersion asked) {
        return transport.send(
                Call.json("POST", version(name, number, "/restore"), asked).withWait(LONG), DatasetVersion.class);
    }

    /// Examples for a prompt that fit a query.
    public FewShotAnswer fewShot(PipelineName pipeline, FewShotRequest asked) {
        return transport.send(
                Call.json("POST", "v1/pipelines/" + TouchstoneClient.encode(pipeline.value()) + "/few-shot", asked),
                FewShotAnswer.class);
    }

    private static String path(String name) {
        return "v1/datasets/" + TouchstoneClient.encode(name);
    }

    private static String version(String name, int number, String rest) {
        return path(name) + "/versions/" + number + rest;
    }

    public Page<GoldenExample> golden(PipelineName pipeline, @Nullable String cursor, int limit) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("pipeline", pipeline);
        values.put("cursor", cursor);
        values.put("limit", limit);
        return transport.page(Call.get("v1/golden" + TouchstoneClient.query(values)), GoldenExample.class);
    }

    /// Every golden example of a pipeline.
    public List<GoldenExample> exportGolden(PipelineName pipeline) {
        byte[] body =
                transport.send(Call.get("v1/golden:export?pipeline=" + TouchstoneClient.encode(pipeline.value())));
        return new String(body, StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.read(line, GoldenExample.class))
                .toList();
    }
}

package dev.touchstone.api.client;

import dev.touchstone.api.client.Transport.Call;
import dev.touchstone.api.experiment.Experiment;
import dev.touchstone.api.experiment.ExperimentGeneration;
import dev.touchstone.api.experiment.ExperimentItem;
import dev.touchstone.api.experiment.ExperimentLine;
import dev.touchstone.api.experiment.ExperimentResult;
import dev.touchstone.api.experiment.NewExperiment;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Page;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The part of [TouchstoneClient] that compares prompt versions. It lives as long as its client.
public final class ExperimentClient {
    /// The media type of an upload with one JSON document per line.
    public static final String JSONL = "application/x-ndjson";

    /// The media type of an upload as CSV.
    public static final String CSV = "text/csv";

    private final Transport transport;

    ExperimentClient(Transport transport) {
        this.transport = transport;
    }

    public Experiment create(NewExperiment experiment) {
        return transport.send(Call.json("POST", "v1/experiments", experiment), Experiment.class);
    }

    /// Uploads outputs; the same again does no harm.
    ///
    /// @return an answer per line, in order
    public List<ExperimentLine> upload(String id, List<ExperimentItem> items) {
        return upload(id, Transport.lines(items), JSONL);
    }

    /// @param mediaType [#JSONL] or [#CSV]
    public List<ExperimentLine> upload(String id, String file, String mediaType) {
        byte[] body =
                transport.send(new Call("POST", path(id, "/items"), file, mediaType, null, Duration.ofSeconds(50)));
        return new String(body, StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.read(line, ExperimentLine.class))
                .toList();
    }

    /// Lets a model write outputs; it takes its time, see [Experiment.Version#waiting].
    public Experiment generate(String id, ExperimentGeneration generation) {
        return transport.send(Call.json("POST", path(id, "/generate"), generation), Experiment.class);
    }

    /// Opens the reviews; nothing can be uploaded after.
    public Experiment start(String id) {
        return transport.send(Call.post(path(id, "/start")), Experiment.class);
    }

    /// Ends it: reviews that nobody has decided are withdrawn.
    public Experiment close(String id) {
        return transport.send(Call.post(path(id, "/close")), Experiment.class);
    }

    public Experiment get(String id) {
        return transport.send(Call.get(path(id, "")), Experiment.class);
    }

    public ExperimentResult result(String id) {
        return transport.send(Call.get(path(id, "/result")), ExperimentResult.class);
    }

    /// Experiments, newest first; null lists those of every pipeline that the key sees.
    public Page<Experiment> list(@Nullable PipelineName pipeline, @Nullable String cursor, int limit) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("pipeline", pipeline);
        values.put("cursor", cursor);
        values.put("limit", limit);
        return transport.page(Call.get("v1/experiments" + TouchstoneClient.query(values)), Experiment.class);
    }

    private static String path(String id, String act) {
        return "v1/experiments/" + TouchstoneClient.encode(id) + act;
    }
}

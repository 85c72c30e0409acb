package dev.touchstone.app.golden;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.golden.DatasetVersion;
import dev.touchstone.api.golden.GoldenKind;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.golden.VersionCounts;
import dev.touchstone.api.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The folder of a data set as Hugging Face reads one, with a card made from the counts, and the same in Croissant 1.0
/// (MLCommons). The test side is not in it.
public final class HubFolder {
    /// Side → file.
    public static final Map<GoldenSplit, String> FILES = Map.of(
            GoldenSplit.TRAIN,
            "data/train-00000-of-00001.jsonl",
            GoldenSplit.DEV,
            "data/validation-00000-of-00001.jsonl");

    private static final Map<String, String> FIELDS = Map.of(
            "id", "sc:Text",
            "pipeline", "sc:Text",
            "kind", "sc:Text",
            "completion", "sc:Text",
            "output", "sc:Text",
            "reason", "sc:Text",
            "weight", "sc:Float");

    private final DatasetVersion version;
    private final String licence;

    /// @param licence an identifier as hubs know it, such as `cc-by-4.0`
    public HubFolder(DatasetVersion version, String licence) {
        this.version = version;
        this.licence = licence;
    }

    /// Writes card and metadata beside the files.
    ///
    /// @param folder where the files of [#FILES] lie
    public void describe(Path folder) throws IOException {
        Files.writeString(folder.resolve("README.md"), card());
        Files.writeString(
                folder.resolve("croissant.json"),
                Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(croissant(folder)) + "\n");
    }

    String card() {
        String counts = version.counts().kinds().entrySet().stream()
                .map(kind ->
                        String.format(Locale.ROOT, "%,d %s", kind.getValue(), plural(kind.getKey(), kind.getValue())))
                .collect(Collectors.joining(", "));
        return """
                ---
                license: %s
                configs:
                - config_name: default
                  data_files:
                  - split: train
                    path: data/train-*.jsonl
                  - split: validation
                    path: data/validation-*.jsonl
                ---
                # %s, version %d

                %s: what people decided about outputs of %s. The test side (%,d items) is not in this folder.

                | Side | Items | Groups | Largest group |
                |---|---|---|---|
                %s
                Merkle root of the version: `%s`. Near-duplicates, and what belongs to one group, are on one side.
                Left out: %,d contradictions, %,d repetitions, %,d items that join two sides.
                """.formatted(
                        licence,
                        version.dataset(),
                        version.number(),
                        counts.isEmpty() ? "Nothing" : counts,
                        String.join(", ", version.rule().pipelines()),
                        side(GoldenSplit.TEST).items(),
                        rows(),
                        version.root(),
                        version.counts().leftOut().conflicts(),
                        version.counts().leftOut().duplicates(),
                        version.counts().leftOut().held());
    }

    private static String plural(GoldenKind kind, int count) {
        return kind == GoldenKind.IMPORTED ? "imported" : kind.wire() + (count == 1 ? "" : "s");
    }

    private VersionCounts.Side side(GoldenSplit split) {
        return version.counts().splits().getOrDefault(split, new VersionCounts.Side(0, 0, 0));
    }

    private String rows() {
        return List.of(GoldenSplit.TRAIN, GoldenSplit.DEV).stream()
                .map(split -> String.format(
                        Locale.ROOT,
                        "| %s | %,d | %,d | %,d |%n",
                        split == GoldenSplit.DEV ? "validation" : split.wire(),
                        side(split).items(),
                        side(split).groups(),
                        side(split).largestGroup()))
                .collect(Collectors.joining());
    }

    ObjectNode croissant(Path folder) throws IOException {
        ObjectNode json = Json.mapper().createObjectNode();
        json.set("@context", context());
        json.put("@type", "sc:Dataset");
        json.put("conformsTo", "http://mlcommons.org/croissant/1.0");
        json.put("name", version.dataset());
        json.put(
                "description",
                "What people decided about outputs of "
                        + String.join(", ", version.rule().pipelines()) + ".");
        json.put("version", version.number() + ".0.0");
        json.put("license", licence);
        json.put("url", "urn:touchstone:" + version.root());
        json.put("datePublished", version.createdAt().toString());
        ArrayNode files = json.putArray("distribution");
        ArrayNode records = json.putArray("recordSet");
        for (GoldenSplit split : List.of(GoldenSplit.TRAIN, GoldenSplit.DEV)) {
            String name = String.valueOf(FILES.get(split));
            String id = split == GoldenSplit.DEV ? "validation" : split.wire();
            files.add(file(folder, name, id));
            records.add(records(id));
        }
        return json;
    }

    private static ObjectNode file(Path folder, String name, String id) throws IOException {
        ObjectNode file = Json.mapper().createObjectNode();
        file.put("@type", "cr:FileObject");
        file.put("@id", id + "-file");
        file.put("name", id + "-file");
        file.put("contentUrl", name);
        file.put("contentSize", Files.size(folder.resolve(name)) + " B");
        file.put("encodingFormat", "application/jsonlines");
        file.put("sha256", sha256(folder.resolve(name)));
        return file;
    }

    private static ObjectNode records(String id) {
        ObjectNode set = Json.mapper().createObjectNode();
        set.put("@type", "cr:RecordSet");
        set.put("@id", id);
        set.put("name", id);
        ArrayNode fields = set.putArray("field");
        FIELDS.keySet().stream().sorted().forEach(name -> {
            ObjectNode field = fields.addObject();
            field.put("@type", "cr:Field");
            field.put("@id", id + "/" + name);
            field.put("name", name);
            field.put("dataType", FIELDS.get(name));
            ObjectNode source = field.putObject("source");
            source.putObject("fileObject").put("@id", id + "-file");
            source.putObject("extract").put("column", name);
        });
        return set;
    }

    /// The context that the specification of Croissant 1.0 gives.
    private static ObjectNode context() throws IOException {
        try (InputStream in = HubFolder.class.getResourceAsStream("croissant-context.json")) {
            if (in == null) {
                throw new IllegalStateException("croissant-context.json is missing from the program");
            }
            return Json.mapper().readValue(in, ObjectNode.class);
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digested.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}

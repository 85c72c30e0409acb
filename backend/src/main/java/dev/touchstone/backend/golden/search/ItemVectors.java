package dev.touchstone.backend.golden.search;

import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.golden.group.ComparedText;
import dev.touchstone.backend.model.Embeddings;
import dev.touchstone.backend.model.Embeddings.Embedded;
import dev.touchstone.backend.model.ModelFault;
import dev.touchstone.backend.model.Reply;
import dev.touchstone.backend.model.Spending;
import dev.touchstone.backend.store.Database;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What items mean, as vectors: asked of the model once for each input, and kept in the database, from which every node
/// makes its index. Thread-safe.
final class ItemVectors implements AutoCloseable {
    private static final String SPENDER = "embeddings";

    private final Database database;
    private final InstantSource clock;
    private final Embeddings embeddings;

    /// The model is away. What was asked for already is kept.
    static final class Away extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final ModelFault fault;

        Away(ModelFault fault) {
            super("the model of embeddings: " + fault);
            this.fault = fault;
        }

        ModelFault fault() {
            return fault;
        }
    }

    ItemVectors(Database database, InstantSource clock, Embeddings embeddings) {
        this.database = database;
        this.clock = clock;
        this.embeddings = embeddings;
    }

    /// Which vectors compare.
    String space() {
        return embeddings.config().space();
    }

    /// @return by the items' ids; none of an item whose texts are gone or say nothing
    /// @throws Away when the model is needed and away
    Map<String, float[]> of(List<SearchDao.Text> items) {
        if (items.isEmpty()) {
            return Map.of();
        }
        Map<String, float[]> byInput = known(items);
        Map<String, String> missing = new LinkedHashMap<>();
        Map<String, String> firstItems = new LinkedHashMap<>();
        for (SearchDao.Text item : items) {
            if (!byInput.containsKey(item.inputId())) {
                firstItems.putIfAbsent(item.inputId(), item.id());
            }
        }
        if (!firstItems.isEmpty()) {
            texts(firstItems).forEach(missing::put);
        }
        List<String> inputs = new ArrayList<>(missing.keySet());
        int batch = embeddings.config().batch();
        for (int from = 0; from < inputs.size(); from += batch) {
            List<String> some = inputs.subList(from, Math.min(inputs.size(), from + batch));
            byInput.putAll(ask(some, missing));
        }
        Map<String, float[]> vectors = new HashMap<>();
        for (SearchDao.Text item : items) {
            float[] vector = byInput.get(item.inputId());
            if (vector != null) {
                vectors.put(item.id(), vector);
            }
        }
        return vectors;
    }

    /// What a query means; empty when it says nothing or the model does not answer in time.
    Optional<float[]> ofQuery(String text) {
        if (text.isBlank() || !(embeddings.ofQuery(text) instanceof Embedded.Vectors found)) {
            return Optional.empty();
        }
        spend(found.tokens());
        return Optional.of(found.vectors().getFirst());
    }

    private Map<String, float[]> known(List<SearchDao.Text> items) {
        List<String> inputs =
                items.stream().map(SearchDao.Text::inputId).distinct().toList();
        Map<String, float[]> known = new HashMap<>();
        database.reader()
                .withExtension(EmbeddingDao.class, dao -> dao.of(inputs, space()))
                .forEach(row -> known.put(row.inputId(), decoded(row.vector())));
        return known;
    }

    /// What the inputs say, of those that still have it.
    private Map<String, String> texts(Map<String, String> itemOfInput) {
        Map<String, GoldenContent> contents = new HashMap<>();
        database.reader()
                .withExtension(SearchDao.class, dao -> dao.contents(List.copyOf(itemOfInput.values())))
                .forEach(row -> contents.put(row.id(), Json.read(row.content(), GoldenContent.class)));
        Map<String, String> texts = new LinkedHashMap<>();
        itemOfInput.forEach((input, item) -> {
            GoldenContent content = contents.get(item);
            String text = content == null ? "" : ComparedText.meant(content.input());
            if (!text.isBlank()) {
                texts.put(input, text);
            }
        });
        return texts;
    }

    private Map<String, float[]> ask(List<String> inputs, Map<String, String> texts) {
        Embedded answer = embeddings.ofStored(inputs.stream().map(texts::get).toList());
        return switch (answer) {
            case Embedded.Fault fault -> throw new Away(fault.cause());
            case Embedded.Vectors found -> {
                Map<String, float[]> vectors = new HashMap<>();
                database.writer().useTransaction(transaction -> {
                    EmbeddingDao dao = transaction.attach(EmbeddingDao.class);
                    for (int i = 0; i < inputs.size(); i++) {
                        String input = inputs.get(i);
                        float[] vector = found.vectors().get(i);
                        dao.forget(input);
                        // Nothing is kept of what was erased meanwhile; a vector would tell what it said.
                        if (dao.keep(input, space(), encoded(vector), clock.millis()) > 0) {
                            vectors.put(input, vector);
                        } else {
                            dao.of(List.of(input), space()).forEach(row -> vectors.put(input, decoded(row.vector())));
                        }
                    }
                    Reply.Usage usage = new Reply.Usage(found.tokens(), 0);
                    Spending.record(transaction, SPENDER, usage, embeddings.costMicros(found.tokens()), clock.millis());
                });
                yield vectors;
            }
        };
    }

    private void spend(long tokens) {
        long cost = embeddings.costMicros(tokens);
        if (cost > 0) {
            database.writer()
                    .useTransaction(transaction ->
                            Spending.record(transaction, SPENDER, new Reply.Usage(tokens, 0), cost, clock.millis()));
        }
    }

    private static String encoded(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : vector) {
            bytes.putFloat(number);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static float[] decoded(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text)).order(ByteOrder.LITTLE_ENDIAN);
        float[] vector = new float[bytes.remaining() / Float.BYTES];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = bytes.getFloat();
        }
        return vector;
    }

    @Override
    public void close() {
        embeddings.close();
    }
}

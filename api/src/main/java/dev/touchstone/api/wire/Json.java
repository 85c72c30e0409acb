package dev.touchstone.api.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.RecyclerPool;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;

/// The one JSON dialect of Touchstone: strict in what it reads (no unknown fields, duplicate keys, trailing tokens,
/// numbers in strings or non-finite numbers) and canonical in what it writes (records in declared order, map keys
/// sorted), so that the bytes of a record can be hashed.
public final class Json {
    /// How deep a request may nest. Real outputs stay far below; a deeper one is an attack on the reader.
    public static final int MAX_DEPTH = 64;

    /// What was posted comes back inside reviews, deliveries and pages, so readers of those must go deeper.
    private static final int WRAPPING = 16;

    /// Virtual threads are never used twice: buffers of their own would be made for each, and kept by all that wait.
    private static final RecyclerPool<BufferRecycler> BUFFERS = JsonRecyclerPools.newConcurrentDequePool();

    private static final ObjectMapper MAPPER = mapper(MAX_DEPTH + WRAPPING);
    private static final ObjectMapper REQUEST_MAPPER = mapper(MAX_DEPTH);

    private Json() {}

    /// The shared mapper. Thread-safe; never reconfigure it.
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /// Like [#mapper], but refuses what nests deeper than [#MAX_DEPTH]: for what comes from outside.
    public static ObjectMapper requestMapper() {
        return REQUEST_MAPPER;
    }

    /// The buffers of all mappers of this process.
    public static RecyclerPool<BufferRecycler> buffers() {
        return BUFFERS;
    }

    private static ObjectMapper mapper(int maxDepth) {
        return configure(JsonMapper.builder(JsonFactory.builder()
                        .recyclerPool(BUFFERS)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(maxDepth)
                                .maxNumberLength(100)
                                .maxStringLength(32 * 1024 * 1024)
                                .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .build()))
                // Blank is not absent: a confidence of " " would be a missing one.
                .withCoercionConfigDefaults(blanks -> blanks.setAcceptBlankAsEmpty(false)
                        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
                // YAML may: people write `channel: 5` there without quotes.
                .withCoercionConfig(
                        LogicalType.Textual,
                        texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }

    /// Applies the rules above to another builder, so that YAML reads by them too.
    public static <M extends ObjectMapper, B extends com.fasterxml.jackson.databind.cfg.MapperBuilder<M, B>>
            B configure(B builder) {
        return builder.addModule(new JavaTimeModule())
                .addModule(new HumanDurations())
                .addModule(new StrictInstants())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    }

    /// The JSON text of a wire record.
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads a record that this program wrote itself; a failure here is a defect, not bad input.
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.touchstone.backend.model;

import com.openai.client.OpenAIClient;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.Embedding;
import com.openai.models.embeddings.EmbeddingCreateParams;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Asks the configured model for the vectors of texts. A model that is away is left alone for a while. The clients are
/// built at the first call, because that takes half a second. Thread-safe.
public final class Embeddings implements AutoCloseable {
    /// A vector has up to 4,096 numbers of some 25 characters.
    private static final int MOST_BYTES_PER_TEXT = 160_000;

    private final EmbeddingConfig config;
    private final CircuitBreaker breaker;
    private @Nullable OpenAIClient stored;
    private @Nullable OpenAIClient asked;

    public Embeddings(EmbeddingConfig config, InstantSource clock) {
        this.config = config;
        breaker = new CircuitBreaker(clock);
    }

    /// What came of a call.
    public sealed interface Embedded {
        /// @param vectors one of length 1 for each text, in their order
        /// @param tokens that the endpoint says it read; 0 when it does not
        record Vectors(List<float[]> vectors, long tokens) implements Embedded {}

        record Fault(ModelFault cause) implements Embedded {}
    }

    public EmbeddingConfig config() {
        return config;
    }

    /// Of items that are kept: takes as long as the deadline.
    ///
    /// @param texts none empty, at most a batch
    public Embedded ofStored(List<String> texts) {
        return call(stored(), texts);
    }

    /// Of what somebody waits for.
    public Embedded ofQuery(String text) {
        return call(asked(), List.of(text));
    }

    private synchronized OpenAIClient stored() {
        if (stored == null) {
            stored = client(config.deadline());
        }
        return stored;
    }

    private synchronized OpenAIClient asked() {
        if (asked == null) {
            asked = client(config.queryDeadline());
        }
        return asked;
    }

    private OpenAIClient client(Duration within) {
        return OpenAiModel.client(config.endpoint(within), MOST_BYTES_PER_TEXT * config.batch());
    }

    private Embedded call(OpenAIClient client, List<String> texts) {
        if (!breaker.begin()) {
            return new Embedded.Fault(breaker.cause().orElse(ModelFault.CONNECTION));
        }
        Embedded answer = asked(client, texts);
        switch (answer) {
            case Embedded.Vectors ignored -> breaker.answered();
            case Embedded.Fault fault -> breaker.away(fault.cause(), null);
        }
        return answer;
    }

    private Embedded asked(OpenAIClient client, List<String> texts) {
        try {
            EmbeddingCreateParams.Builder params = EmbeddingCreateParams.builder()
                    .model(Objects.requireNonNull(config.model(), "asked without a model"))
                    .inputOfArrayOfStrings(texts)
                    .encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT);
            if (config.dimensions() != null) {
                params.dimensions(config.dimensions());
            }
            return read(client.embeddings().create(params.build()), texts.size());
        } catch (OpenAIServiceException e) {
            return new Embedded.Fault(OpenAiModel.fault(e));
        } catch (OpenAIException | UncheckedIOException e) {
            return new Embedded.Fault(OpenAiModel.fault(e));
        }
    }

    /// The endpoint says which text a vector is of; the order it sends them in is its own.
    private static Embedded read(CreateEmbeddingResponse answer, int texts) {
        float[][] vectors = new float[texts][];
        int length = 0;
        for (Embedding one : answer.data()) {
            List<Float> numbers = one.embedding();
            boolean alike = length == 0 || numbers.size() == length;
            if (one.index() < 0 || one.index() >= texts || !alike) {
                return new Embedded.Fault(ModelFault.NO_COMPLETION);
            }
            length = numbers.size();
            float @Nullable [] unit = unit(numbers);
            if (unit == null) {
                return new Embedded.Fault(ModelFault.NO_COMPLETION);
            }
            vectors[(int) one.index()] = unit;
        }
        for (float[] vector : vectors) {
            if (vector == null) {
                return new Embedded.Fault(ModelFault.NO_COMPLETION);
            }
        }
        long tokens = answer._usage()
                .asKnown()
                .flatMap(usage -> usage._promptTokens().asKnown())
                .orElse(0L);
        return new Embedded.Vectors(List.of(vectors), tokens);
    }

    /// Of length 1; null for one without a direction.
    private static float @Nullable [] unit(List<Float> numbers) {
        double squares = 0;
        for (float number : numbers) {
            squares += (double) number * number;
        }
        if (!(squares > 0) || !Double.isFinite(squares) || numbers.size() > EmbeddingConfig.MOST_DIMENSIONS) {
            return null;
        }
        double length = Math.sqrt(squares);
        float[] unit = new float[numbers.size()];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (numbers.get(i) / length);
        }
        return unit;
    }

    /// What reading tokens costs, in millionths of the price's unit.
    public long costMicros(long tokens) {
        return (long) Math.ceil(tokens * config.price());
    }

    @Override
    public synchronized void close() {
        if (stored != null) {
            stored.close();
        }
        if (asked != null) {
            asked.close();
        }
    }
}

package dev.touchstone.backend.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.client.okhttp.OkHttpClient;
import com.openai.core.ClientOptions;
import com.openai.core.JsonValue;
import com.openai.core.Timeout;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionUsage;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Calls the configured model once per question. It never tries again by itself: what failed waits in the outbox.
/// The client is built at the first call, because that takes half a second. Thread-safe.
public final class OpenAiModel implements AutoCloseable {
    /// Pooled connections that an endpoint has closed meanwhile break calls.
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(2);

    private final ModelConfig config;
    private @Nullable OpenAIClient client;

    public OpenAiModel(ModelConfig config) {
        this.config = config;
    }

    /// What the model is asked.
    ///
    /// @param system blank for none
    /// @param schema the JSON Schema that its answer must follow; null for free text
    /// @param manner how it is to answer
    public record Question(
            String system, String user, @Nullable JsonNode schema, Manner manner) {
        /// In the usual manner.
        public Question(String system, String user, @Nullable JsonNode schema) {
            this(system, user, schema, Manner.USUAL);
        }

        /// The same question, answered in another manner.
        public Question answered(Manner other) {
            return new Question(system, user, schema, other);
        }

        /// About how many tokens it has: four characters each, as a rule of thumb for limits.
        long tokens() {
            return characters() / 4;
        }

        long characters() {
            return (long) system.length() + user.length();
        }
    }

    /// How a model is to answer.
    public enum Manner {
        /// As it is configured.
        USUAL,
        /// The same, with the probabilities of its tokens.
        WITH_CHANCES,
        /// By chance: one answer of those it might give.
        AS_CHANCE_HAS_IT
    }

    public Reply ask(Question question) {
        return call(params(config, question));
    }

    /// Lets a model of the endpoint write freely.
    ///
    /// @param system null for none
    Reply write(String model, @Nullable String system, String user) {
        return call(params(config, model, new Question(system == null ? "" : system, user, null)));
    }

    private Reply call(ChatCompletionCreateParams params) {
        try {
            return read(client().chat().completions().create(params));
        } catch (OpenAIServiceException e) {
            return new Reply.Fault(fault(e), Reply.Usage.NONE, retryAfter(e));
        } catch (OpenAIException e) {
            return new Reply.Fault(fault(e), Reply.Usage.NONE, null);
        }
    }

    private synchronized OpenAIClient client() {
        if (client == null) {
            client = client(config.endpoint(), config.maxAnswerBytes());
        }
        return client;
    }

    /// @param mostBytes of one HTTP answer
    static OpenAIClient client(ModelEndpoint endpoint, int mostBytes) {
        Duration deadline = endpoint.deadline();
        Timeout timeout = Timeout.builder()
                .connect(deadline)
                .read(deadline)
                .write(deadline)
                .request(deadline)
                .build();
        OkHttpClient http = OkHttpClient.builder()
                .timeout(timeout)
                .maxIdleConnections(endpoint.connections())
                .keepAliveDuration(KEEP_ALIVE)
                .build();
        ClientOptions.Builder options = ClientOptions.builder()
                .httpClient(new CappedHttpClient(http, mostBytes))
                .baseUrl(endpoint.baseUrl())
                // The SDK wants one; endpoints on one's own machines often do not.
                .apiKey(endpoint.apiKey() == null ? "none" : endpoint.apiKey())
                .timeout(timeout)
                .maxRetries(0);
        endpoint.headers().forEach(options::putHeader);
        return new OpenAIClientImpl(options.build());
    }

    static ChatCompletionCreateParams params(ModelConfig config, Question question) {
        return params(config, Objects.requireNonNull(config.model(), "asked without a model"), question);
    }

    private static ChatCompletionCreateParams params(ModelConfig config, String model, Question question) {
        ChatCompletionCreateParams.Builder params =
                ChatCompletionCreateParams.builder().model(model);
        ModelSettings settings = config.settings(model);
        boolean random = question.manner() == Manner.AS_CHANCE_HAS_IT;
        Double temperature = config.temperature(model);
        if (temperature != null) {
            params.temperature(random ? 1 : temperature);
        }
        // The same seed would give the same answer every time.
        Integer seed = random ? null : config.seed(model);
        if (question.manner() == Manner.WITH_CHANCES) {
            params.logprobs(true).topLogprobs(TokenChances.ALTERNATIVES);
        }
        if (seed != null) {
            // The SDK calls it deprecated; endpoints other than OpenAI's own heed it.
            params.putAdditionalBodyProperty("seed", JsonValue.from(seed));
        }
        if (settings.sends(ModelSettings.Part.ANSWER_LIMIT)) {
            params.putAdditionalBodyProperty(settings.answerLimit().wire(), JsonValue.from(config.maxAnswerTokens()));
        }
        if (settings.reasoningEffort() != null) {
            params.putAdditionalBodyProperty("reasoning_effort", JsonValue.from(settings.reasoningEffort()));
        }
        if (!question.system().isBlank()) {
            params.addSystemMessage(question.system());
        }
        params.addUserMessage(question.user());
        if (question.schema() != null && settings.sends(ModelSettings.Part.RESPONSE_FORMAT)) {
            params.responseFormat(format(question.schema()));
        }
        return params.build();
    }

    private static ResponseFormatJsonSchema format(JsonNode schema) {
        return ResponseFormatJsonSchema.builder()
                .jsonSchema(ResponseFormatJsonSchema.JsonSchema.builder()
                        .name("judgment")
                        .strict(true)
                        .schema(JsonValue.fromJsonNode(schema)
                                .convert(ResponseFormatJsonSchema.JsonSchema.Schema.class))
                        .build())
                .build();
    }

    static Reply read(ChatCompletion completion) {
        Reply.Usage usage = completion.usage().map(OpenAiModel::usage).orElse(Reply.Usage.NONE);
        List<ChatCompletion.Choice> choices = completion._choices().asKnown().orElse(List.of());
        if (choices.isEmpty()) {
            return new Reply.Fault(ModelFault.NO_COMPLETION, usage, null);
        }
        ChatCompletion.Choice choice = choices.getFirst();
        if (choice.message().refusal().filter(text -> !text.isEmpty()).isPresent()) {
            return new Reply.Fault(ModelFault.REFUSAL, usage, null);
        }
        String finished = choice._finishReason().asKnown().map(Object::toString).orElse("stop");
        if (finished.equals("length") || finished.equals("content_filter")) {
            return new Reply.Fault(ModelFault.CUT_OFF, usage, null);
        }
        Optional<String> content = choice.message().content();
        return content.<Reply>map(text -> new Reply.Text(text, usage, TokenChances.of(choice)))
                .orElseGet(() -> new Reply.Fault(ModelFault.NO_CONTENT, usage, null));
    }

    private static Reply.Usage usage(CompletionUsage usage) {
        return new Reply.Usage(
                usage._promptTokens().asKnown().orElse(0L),
                usage._completionTokens().asKnown().orElse(0L));
    }

    /// What is wrong with the model's side; empty when the failure is a defect of ours.
    public static Optional<ModelFault> faultOf(RuntimeException failure) {
        return failure instanceof OpenAIException || failure instanceof UncheckedIOException
                ? Optional.of(fault(failure))
                : Optional.empty();
    }

    static ModelFault fault(RuntimeException failure) {
        return failure instanceof OpenAIServiceException service
                ? ofStatus(service.statusCode())
                : ofTransport(failure);
    }

    static ModelFault ofStatus(int status) {
        return switch (status) {
            case 400, 413, 422 -> ModelFault.REQUEST_REFUSED;
            case 401, 403 -> ModelFault.UNAUTHORIZED;
            case 429 -> ModelFault.RATE_LIMITED;
            default -> status >= 500 ? ModelFault.SERVER_ERROR : ModelFault.NOT_SERVED;
        };
    }

    private static ModelFault ofTransport(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CappedHttpClient.TooLarge) {
                return ModelFault.TOO_LARGE;
            }
            if (cause instanceof UnknownHostException) {
                return ModelFault.UNKNOWN_HOST;
            }
            if (cause instanceof InterruptedIOException) {
                return ModelFault.TIMEOUT;
            }
            if (cause instanceof com.fasterxml.jackson.core.JsonProcessingException) {
                return ModelFault.NO_COMPLETION;
            }
            if (cause instanceof java.io.IOException) {
                return ModelFault.CONNECTION;
            }
        }
        return ModelFault.NO_COMPLETION;
    }

    /// Seconds; a date, which nobody sends here, is left to the backoff.
    private static @Nullable Duration retryAfter(OpenAIServiceException e) {
        return e.headers().values("Retry-After").stream()
                .filter(text -> text.strip().matches("\\d{1,6}"))
                .findFirst()
                .map(text -> Duration.ofSeconds(Long.parseLong(text.strip())))
                .orElse(null);
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}

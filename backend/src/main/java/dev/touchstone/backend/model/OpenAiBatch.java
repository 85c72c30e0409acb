package dev.touchstone.backend.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.MultipartField;
import com.openai.core.ObjectMappers;
import com.openai.core.http.HttpResponse;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.batches.Batch;
import com.openai.models.batches.BatchCreateParams;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FilePurpose;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The batch interface of an endpoint: questions go up as one file, answers come back as another, hours later. It
/// asks the same as [OpenAiModel] and reads answers the same way. Thread-safe.
public final class OpenAiBatch implements AutoCloseable {
    private static final JsonMapper MAPPER = ObjectMappers.jsonMapper();
    private static final String OURS = "touchstone_batch";
    /// Of a file of answers.
    private static final int MOST_BYTES = 1 << 30;

    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final ModelConfig config;
    private @Nullable OpenAIClient client;

    public OpenAiBatch(ModelConfig config) {
        this.config = config;
    }

    /// A question with the id under which its answer comes back.
    public record Asked(String id, OpenAiModel.Question question) {}

    /// Where a job is.
    ///
    /// @param over whether nothing more is to come
    /// @param status in the endpoint's words
    /// @param files the files with answers
    public record Progress(boolean over, String status, List<String> files) {}

    /// Submits a job, or finds it again when it was submitted before and we did not hear of it.
    ///
    /// @param ours the id that marks it
    /// @return the job's id at the endpoint
    /// @throws OpenAIException when the endpoint does not take it
    public String submit(String ours, List<Asked> asked) {
        return find(ours).orElseGet(() -> {
            StringBuilder lines = new StringBuilder();
            asked.forEach(one -> lines.append(line(one)).append('\n'));
            String file = client().files()
                    .create(FileCreateParams.builder()
                            .purpose(FilePurpose.BATCH)
                            .file(MultipartField.<InputStream>builder()
                                    .value(new ByteArrayInputStream(
                                            lines.toString().getBytes(StandardCharsets.UTF_8)))
                                    .filename(ours + ".jsonl")
                                    .contentType("application/jsonl")
                                    .build())
                            .build())
                    .id();
            return client().batches()
                    .create(BatchCreateParams.builder()
                            .inputFileId(file)
                            .endpoint(BatchCreateParams.Endpoint.V1_CHAT_COMPLETIONS)
                            .completionWindow(BatchCreateParams.CompletionWindow._24H)
                            .metadata(BatchCreateParams.Metadata.builder()
                                    .putProperty(OURS, ours)
                                    .build())
                            .build())
                    .id();
        });
    }

    /// An answer with what it used, counted from the text where the endpoint does not say.
    public static Reply counted(ModelConfig config, OpenAiModel.Question question, Reply reply) {
        return TokenCount.checked(reply, question.characters(), config.maxAnswerTokens());
    }

    private Optional<String> find(String ours) {
        return client().batches().list().autoPager().stream()
                .filter(batch -> batch.metadata()
                        .filter(metadata -> JsonValue.from(ours)
                                .equals(metadata._allProperties().get(OURS)))
                        .isPresent())
                .map(Batch::id)
                .findFirst();
    }

    private String line(Asked asked) {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("custom_id", asked.id()).put("method", "POST").put("url", "/v1/chat/completions");
        line.set(
                "body",
                MAPPER.valueToTree(OpenAiModel.params(config, asked.question())._body()));
        return line.toString();
    }

    /// @throws OpenAIException when the endpoint does not say
    public Progress progress(String remoteId) {
        Batch batch = client().batches().retrieve(remoteId);
        String status = batch._status().asKnown().map(Object::toString).orElse("unknown");
        return new Progress(
                List.of("completed", "failed", "expired", "cancelled").contains(status),
                status,
                Stream.of(batch.outputFileId(), batch.errorFileId())
                        .flatMap(Optional::stream)
                        .toList());
    }

    /// Asks for a job's end; what was answered until then may still be had.
    ///
    /// @throws OpenAIException when the endpoint does not take it, as one that does not know the job
    public void cancel(String remoteId) {
        client().batches().cancel(remoteId);
    }

    /// Whether a failure says that the endpoint does not know what it was asked for. Others may pass.
    public static boolean unknown(RuntimeException failure) {
        return failure instanceof OpenAIServiceException service
                && (service.statusCode() == NOT_FOUND || service.statusCode() == GONE);
    }

    /// Reads a file of answers, one at a time.
    ///
    /// @param answer hears the id of a question and what came of it
    /// @throws OpenAIException when the endpoint does not give it
    public void answers(String file, BiConsumer<String, Reply> answer) {
        try (HttpResponse response = client().files().content(file);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    read(line, answer);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(String line, BiConsumer<String, Reply> answer) {
        try {
            JsonNode node = MAPPER.readTree(line);
            String id = node.path("custom_id").asText();
            int status = node.at("/response/status_code").asInt();
            if (status == 0 && node.at("/error/code").asText().matches("batch_(expired|cancelled)")) {
                // Never asked: what is left when the job is over is unanswered.
                return;
            }
            if (status == 200) {
                ChatCompletion completion = MAPPER.treeToValue(node.at("/response/body"), ChatCompletion.class);
                answer.accept(id, OpenAiModel.read(completion));
            } else {
                ModelFault fault = status == 0 ? ModelFault.NO_COMPLETION : OpenAiModel.ofStatus(status);
                answer.accept(id, new Reply.Fault(fault, Reply.Usage.NONE, null));
            }
        } catch (JsonProcessingException e) {
            // No id, no question: what is left without an answer is counted when the job is over.
            answer.accept("", new Reply.Fault(ModelFault.NO_COMPLETION, Reply.Usage.NONE, null));
        }
    }

    private synchronized OpenAIClient client() {
        if (client == null) {
            client = OpenAiModel.client(config.endpoint(), MOST_BYTES);
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}

package dev.touchstone.backend.judge.judgment;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.model.ModelConfig;
import dev.touchstone.backend.model.ModelFault;
import dev.touchstone.backend.model.OpenAiModel;
import dev.touchstone.backend.model.Reply;
import java.time.Duration;
import java.util.Set;

/// Asks the configured model to judge one small output, exactly as a real one, for operators who want to know
/// whether their settings are right. Nothing is stored; it costs a few hundred tokens.
public final class JudgeProbe {
    private static final NewOutput OUTPUT = NewOutput.text("doctor", "doctor", "Yes, within 90 days.")
            .query("May I return a kettle?")
            .build();

    private JudgeProbe() {}

    /// What came of it.
    public sealed interface Outcome {
        /// The model gave a verdict.
        record Judged(Duration took) implements Outcome {}

        /// It did not.
        ///
        /// @param cause as in the metrics
        /// @param remedy what to do
        record Failed(String cause, String remedy) implements Outcome {}
    }

    /// @param config with a model
    public static Outcome of(ModelConfig config) {
        Outcome outcome = ask(config);
        return outcome instanceof Outcome.Failed failed && failed.cause().equals(ModelFault.REQUEST_REFUSED.wire())
                ? RefusedParts.of(config, JudgeProbe::taken)
                        .<Outcome>map(remedy -> new Outcome.Failed(failed.cause(), remedy))
                        .orElse(outcome)
                : outcome;
    }

    /// Whether the endpoint takes the request, whatever it answers.
    private static boolean taken(ModelConfig config) {
        return !(ask(config) instanceof Outcome.Failed failed)
                || !failed.cause().equals(ModelFault.REQUEST_REFUSED.wire());
    }

    private static Outcome ask(ModelConfig config) {
        OpenAiModel model = new OpenAiModel(config);
        try {
            String token = Prompt.newToken();
            long begun = System.nanoTime();
            Reply reply = model.ask(Prompt.of(version(config), new OutputId(""), OUTPUT, token));
            return switch (reply) {
                case Reply.Fault fault -> failed(fault.cause());
                case Reply.Text text -> read(text.content(), token, Duration.ofNanos(System.nanoTime() - begun));
            };
        } finally {
            model.close();
        }
    }

    private static VersionRow version(ModelConfig config) {
        return new VersionRow(
                "jv-doctor",
                new PipelineName(OUTPUT.pipeline()),
                "",
                new VersionRow.Asked(String.valueOf(config.model()), config.temperature(), config.seed(), null),
                new VersionRow.Instructions(
                        Prompt.TEMPLATE, Json.write(Rubric.DEFAULT), Json.write(AnswerSchema.of(Rubric.DEFAULT)), "[]"),
                0);
    }

    private static Outcome read(String content, String token, Duration took) {
        try {
            new AnswerReader(Rubric.DEFAULT, Set.of(), token).read(content);
            return new Outcome.Judged(took);
        } catch (AnswerReader.Unusable e) {
            return failed(e.fault());
        }
    }

    private static Outcome failed(ModelFault fault) {
        String remedy = switch (fault) {
            case UNKNOWN_HOST, CONNECTION, NO_COMPLETION -> "check judge.base_url; it ends in /v1 as a rule";
            case NOT_SERVED, REQUEST_REFUSED -> "check judge.model and judge.base_url";
            case UNAUTHORIZED -> "set TOUCHSTONE_JUDGE_KEY to a key of this endpoint";
            case RATE_LIMITED -> "lower judge.tokens_per_minute or judge.workers, or raise the account's limit";
            case SERVER_ERROR -> "the endpoint is in trouble; try again later";
            case TIMEOUT -> "raise judge.deadline, or choose a faster model";
            case CUT_OFF -> "raise judge.max_answer_tokens";
            case TOO_LARGE -> "raise judge.max_answer_bytes";
            default -> "choose a model that follows a JSON Schema; this one does not";
        };
        return new Outcome.Failed(fault.wire(), remedy);
    }
}

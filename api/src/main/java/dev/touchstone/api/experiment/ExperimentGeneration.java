package dev.touchstone.api.experiment;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Limits;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Outputs that a configured model is to write: every version answers every case.
///
/// @param versions prompts by the name of the version, 1 to 20
/// @param cases what they answer, at least 1
public record ExperimentGeneration(
        @Limits(minSize = 1, maxSize = 20) Map<String, Prompt> versions,
        @Limits(minSize = 1, maxSize = 5000) List<Case> cases) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(.*?)}}");

    public ExperimentGeneration {
        if (versions == null || versions.isEmpty() || versions.size() > 20) {
            throw new InvalidField("versions", "must be 1 to 20 prompts by the name of the version");
        }
        versions.forEach((name, prompt) -> {
            Check.label("versions", name, 200);
            Check.present("versions/" + name, prompt);
        });
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
        if (cases == null || cases.isEmpty() || cases.size() > 5000) {
            throw new InvalidField("cases", "must be 1 to 5000");
        }
        cases = List.copyOf(cases);
        if (cases.stream().map(Case::caseId).distinct().count() < cases.size()) {
            throw new InvalidField("cases", "name a case twice; every case needs an id of its own");
        }
    }

    /// A prompt version.
    ///
    /// @param systemPrompt the instructions; none by default
    /// @param template the user's message, with `{{query}}` and, where wanted, `{{context}}` in it
    /// @param model the model's name at the configured endpoint; that of the judge by default
    public record Prompt(
            @Nullable String systemPrompt,
            @Limits(minSize = 1) String template,
            @Limits(minSize = 1, maxSize = 200) @Nullable String model) {
        public Prompt {
            Check.storable("system_prompt", systemPrompt);
            Check.storable("template", Check.present("template", template));
            Check.optionalLabel("model", model, 200);
            Matcher matcher = PLACEHOLDER.matcher(template);
            boolean asks = false;
            while (matcher.find()) {
                String name = matcher.group(1);
                if (!name.equals("query") && !name.equals("context")) {
                    throw new InvalidField(
                            "template", "has {{" + name + "}}; there are {{query}} and {{context}} to fill in");
                }
                asks |= name.equals("query");
            }
            if (!asks) {
                throw new InvalidField("template", "must contain {{query}}, where the case's query goes");
            }
        }

        /// The user's message for a case.
        public String filled(String query, @Nullable Context context) {
            String given =
                    context == null ? "" : context.text() != null ? context.text() : Json.write(context.sources());
            return PLACEHOLDER
                    .matcher(template)
                    .replaceAll(found -> Matcher.quoteReplacement(found.group(1).equals("query") ? query : given));
        }
    }

    /// A case.
    ///
    /// @param caseId which, at most 200 characters; `case` is read too
    /// @param query what is asked: a text, or a list of chat messages, which stands in `{{query}}` as one text
    /// @param context what is given to answer from
    /// @param expected a right answer, for reviewers and the judge; the model is not told
    public record Case(
            @JsonAlias("case") @Limits(minSize = 1, maxSize = 200)
            String caseId,

            Query query,
            @Nullable Context context,
            @Nullable String expected) {
        public Case {
            Check.label("case_id", caseId, 200);
            if (query == null || query.text().isBlank()) {
                throw new InvalidField("query", "is required");
            }
            Check.storable("expected", expected);
        }
    }
}

package dev.touchstone.api.experiment;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.chat.ChatForm;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Limits;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one version answered to one case: a line of an upload.
///
/// @param caseId which case, at most 200 characters; versions are compared on the cases they share. `case` is read too
/// @param version which version, at most 200 characters; reviewers never see it
/// @param query what was asked: a text, or a list of chat messages
/// @param context what the model was given to answer from
/// @param expected a right answer, for reviewers and the judge to compare with
/// @param output the result: a text, or any JSON; may be absent when there are attributes
/// @param attributes extracted attributes by name, at most 500; their confidence is dropped, as it would say which
///     version it is
public record ExperimentItem(
        @JsonAlias("case") @Limits(minSize = 1, maxSize = 200)
        String caseId,

        @Limits(minSize = 1, maxSize = 200) String version,
        @Nullable Query query,
        @Nullable Context context,
        @Nullable String expected,
        @Nullable JsonNode output,
        @Defaulted("{}") @Limits(maxSize = 500) Map<String, Attribute> attributes) {
    public ExperimentItem {
        Check.label("case_id", caseId, 200);
        Check.label("version", version, 200);
        Check.storable("expected", expected);
        attributes = withoutConfidence(attributes == null ? Map.of() : attributes);
        if (attributes.size() > 500) {
            throw new InvalidField("attributes", "must be at most 500, were " + attributes.size());
        }
        attributes.keySet().forEach(name -> Check.label("attributes", name, 200));
        output = output == null || output.isNull() || output.isMissingNode() ? null : output;
        ChatForm.output("output", output);
        if (output == null && attributes.isEmpty()) {
            throw new InvalidField("output", "is required: a text or any JSON but null, or else attributes");
        }
    }

    /// The result; where only attributes were given, an object of them.
    public JsonNode result() {
        if (output != null) {
            return output;
        }
        var object = Json.mapper().createObjectNode();
        attributes.forEach((name, attribute) -> object.set(name, attribute.value()));
        return object;
    }

    private static Map<String, Attribute> withoutConfidence(Map<String, Attribute> given) {
        if (given.isEmpty()) {
            return Map.of();
        }
        TreeMap<String, Attribute> plain = new TreeMap<>();
        given.forEach((name, attribute) ->
                plain.put(name, Attribute.of(attribute == null ? Json.mapper().nullNode() : attribute.value())));
        return Collections.unmodifiableMap(plain);
    }
}

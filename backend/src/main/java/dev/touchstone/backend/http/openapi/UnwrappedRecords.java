package dev.touchstone.backend.http.openapi;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import dev.touchstone.api.wire.Json;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Schemas of records whose parts are records only in Java: on the wire their fields stand among those of the whole,
/// in the order in which the record declares them.
final class UnwrappedRecords implements CustomDefinitionProviderV2 {
    private static final String PROPERTIES = "properties";
    private static final String REQUIRED = "required";

    static boolean unwrapped(RecordComponent component) {
        // Jackson's annotation has no target of its own for components: it is found at the accessor.
        return component.getAccessor().isAnnotationPresent(JsonUnwrapped.class);
    }

    @Override
    public @Nullable CustomDefinition provideCustomSchemaDefinition(
            ResolvedType javaType, SchemaGenerationContext context) {
        Class<?> type = javaType.getErasedType();
        if (!type.isRecord() || Arrays.stream(type.getRecordComponents()).noneMatch(UnwrappedRecords::unwrapped)) {
            return null;
        }
        ObjectNode whole = context.createStandardDefinition(javaType, this);
        ObjectNode own = Optional.ofNullable((ObjectNode) whole.get(PROPERTIES))
                .orElseGet(() -> Json.mapper().createObjectNode());
        ObjectNode properties = Json.mapper().createObjectNode();
        ArrayNode required = Json.mapper().createArrayNode();
        addRequired(required, whole);
        for (RecordComponent component : type.getRecordComponents()) {
            if (unwrapped(component)) {
                ResolvedType part = context.getTypeContext().resolve(component.getType());
                ObjectNode inner = context.createStandardDefinition(part, this);
                properties.setAll((ObjectNode) inner.get(PROPERTIES));
                addRequired(required, inner);
            } else {
                String name = SnakeCaseStrategy.INSTANCE.translate(component.getName());
                properties.set(name, own.get(name));
            }
        }
        whole.set(PROPERTIES, properties);
        if (!required.isEmpty()) {
            whole.set(REQUIRED, inOrder(required, properties));
        }
        return new CustomDefinition(whole, DefinitionType.STANDARD, AttributeInclusion.YES);
    }

    private static void addRequired(ArrayNode required, ObjectNode definition) {
        if (definition.get(REQUIRED) instanceof ArrayNode names) {
            required.addAll(names);
        }
    }

    private static ArrayNode inOrder(ArrayNode required, ObjectNode properties) {
        ArrayNode sorted = Json.mapper().createArrayNode();
        for (String name : (Iterable<String>) properties::fieldNames) {
            for (JsonNode each : required) {
                if (each.textValue().equals(name)) {
                    sorted.add(name);
                }
            }
        }
        return sorted;
    }
}

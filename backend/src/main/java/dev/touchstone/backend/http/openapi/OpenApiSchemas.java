package dev.touchstone.backend.http.openapi;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.TypeScope;
import dev.touchstone.api.output.ConfidenceReader;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Limits;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// JSON Schemas of the wire records, by the rules of [Json]: snake case, nothing unknown, nothing required that may
/// be absent. Not thread-safe.
final class OpenApiSchemas {
    private final DocComments docs = new DocComments();
    private final SchemaBuilder builder;

    OpenApiSchemas() {
        builder = new SchemaGenerator(config().build()).buildMultipleSchemaDefinitions();
    }

    /// A schema, or a reference to one among the [#definitions].
    ObjectNode of(Type type) {
        return builder.createSchemaReference(type);
    }

    /// Everything referred to so far. To be called once, last.
    ObjectNode definitions() {
        return builder.collectDefinitions("components/schemas");
    }

    private SchemaGeneratorConfigBuilder config() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        Json.mapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.PLAIN_DEFINITION_KEYS, Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.INLINE_NULLABLE_SCHEMAS)
                .without(Option.SCHEMA_VERSION_INDICATOR);
        config.forTypesInGeneral()
                .withCustomDefinitionProvider(new OpenApiTypes(docs))
                .withCustomDefinitionProvider(new UnwrappedRecords())
                .withDefinitionNamingStrategy((key, context) -> name(key.getType()))
                .withDescriptionResolver(this::description)
                .withAdditionalPropertiesResolver(
                        scope -> scope.getType().getErasedType().isRecord() ? Void.class : null)
                // As the record declares them: what matters most comes first.
                .withPropertySorter((one, other) -> 0);
        config.forFields()
                .withIgnoreCheck(field ->
                        component(field).filter(UnwrappedRecords::unwrapped).isPresent())
                .withPropertyNameOverrideResolver(
                        field -> SnakeCaseStrategy.INSTANCE.translate(field.getDeclaredName()))
                .withRequiredCheck(OpenApiSchemas::required)
                // What may be left out may also be null.
                .withNullableCheck(field -> component(field).isPresent() && !required(field))
                .withDescriptionResolver(this::description)
                .withNumberInclusiveMinimumResolver(field -> number(field, Limits::min))
                .withNumberInclusiveMaximumResolver(field -> number(field, Limits::max))
                .withStringPatternResolver(field -> limits(field)
                        .filter(limits -> !limits.pattern().isEmpty())
                        .map(limits -> "^(" + limits.pattern() + ")$")
                        .orElse(null))
                .withInstanceAttributeOverride(OpenApiSchemas::sizes)
                .withInstanceAttributeOverride(OpenApiSchemas::confidence)
                .withInstanceAttributeOverride(OpenApiSchemas::anythingButNull);
        return config;
    }

    private static String name(ResolvedType type) {
        Class<?> raw = type.getErasedType();
        String arguments =
                type.getTypeParameters().stream().map(OpenApiSchemas::name).reduce("", String::concat);
        Class<?> outer = raw.getEnclosingClass();
        return arguments + (outer == null ? "" : outer.getSimpleName()) + raw.getSimpleName();
    }

    private @Nullable String description(TypeScope scope) {
        return blankToNull(docs.of(scope.getType().getErasedType()).text());
    }

    private @Nullable String description(FieldScope field) {
        if (field.isFakeContainerItemScope()) {
            return null;
        }
        String text = docs.of(field.getDeclaringType().getErasedType(), field.getDeclaredName())
                .map(OpenApiSchemas::absent)
                .orElse("");
        return blankToNull((text + " " + byDefault(field)).trim());
    }

    /// What is null in Java is left out of an answer. JSON's own `null` stands in backticks.
    private static String absent(String text) {
        return text.replaceAll("(?<!`)\\bnull\\b(?!`)", "absent");
    }

    private static boolean required(FieldScope field) {
        return component(field)
                .filter(component -> !component.isAnnotationPresent(Defaulted.class))
                .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .isPresent();
    }

    /// In words: generators of clients take a property with the keyword `default` for one that has to be sent.
    private static String byDefault(FieldScope field) {
        return component(field)
                .map(component -> component.getAnnotation(Defaulted.class))
                .map(Defaulted::value)
                .filter(value -> !value.isEmpty())
                .map(value -> "Default: " + value + ".")
                .orElse("");
    }

    private static @Nullable BigDecimal number(FieldScope field, Function<Limits, Double> end) {
        return limits(field)
                .map(end)
                .filter(Double::isFinite)
                .map(value -> value % 1 == 0 ? BigDecimal.valueOf(value.longValue()) : BigDecimal.valueOf(value))
                .orElse(null);
    }

    private static void sizes(ObjectNode schema, FieldScope field, SchemaGenerationContext context) {
        Limits limits = limits(field).orElse(null);
        if (limits == null) {
            return;
        }
        String of =
                field.getType().isInstanceOf(Map.class) ? "Properties" : field.isContainerType() ? "Items" : "Length";
        if (limits.minSize() > 0) {
            schema.put("min" + of, limits.minSize());
        }
        if (limits.maxSize() < Integer.MAX_VALUE) {
            schema.put("max" + of, limits.maxSize());
        }
    }

    /// A number, or one of the two other forms that [ConfidenceReader] takes.
    private static void confidence(ObjectNode schema, FieldScope field, SchemaGenerationContext context) {
        boolean read = component(field)
                .map(component -> component.getAnnotation(JsonDeserialize.class))
                .filter(annotation -> annotation.using() == ConfidenceReader.class)
                .isPresent();
        if (read) {
            schema.putArray("type").add("number").add("object").add("null");
            schema.setAll(Json.read(OpenApiTypes.CONFIDENCE_FORMS, ObjectNode.class));
        }
    }

    private static void anythingButNull(ObjectNode schema, FieldScope field, SchemaGenerationContext context) {
        if (field.getType().isInstanceOf(JsonNode.class) && required(field)) {
            ArrayNode types = schema.putArray("type");
            List.of("string", "number", "boolean", "object", "array").forEach(types::add);
        }
    }

    private static Optional<Limits> limits(FieldScope field) {
        return component(field).map(component -> component.getAnnotation(Limits.class));
    }

    /// Empty for the entries of a list or map, which victools shows as fields too.
    private static Optional<RecordComponent> component(FieldScope field) {
        RecordComponent[] components = field.isFakeContainerItemScope()
                ? null
                : field.getDeclaringType().getErasedType().getRecordComponents();
        return components == null
                ? Optional.empty()
                : Arrays.stream(components)
                        .filter(component -> component.getName().equals(field.getDeclaredName()))
                        .findFirst();
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }
}

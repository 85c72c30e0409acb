package dev.touchstone.backend.http.openapi;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.id.TextId;
import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.policy.Rule;
import dev.touchstone.api.review.DecisionReason;
import dev.touchstone.api.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Schemas of the types that are not written on the wire as the records they are.
final class OpenApiTypes implements CustomDefinitionProviderV2 {
    private static final String ANY = "{}";
    private static final String INSTANT = """
        {"type": "string", "format": "date-time", "examples": ["2026-01-31T12:00:00Z"]}
        """;
    private static final String DURATION = """
        {"type": "string", "pattern": "^[0-9]{1,9}(ms|s|m|h|d)$", "examples": ["30s", "24h", "90d"]}
        """;
    private static final String CONTEXT = """
        {"oneOf": [
          {"type": "string", "title": "One text"},
          {"type": "array", "title": "Retrieved sources"}
        ]}
        """;
    private static final String REASON = """
        {"oneOf": [
          {"title": "A reason", "type": "string"},
          {"title": "A reason about sources", "type": "object", "required": ["id"], "additionalProperties": false,
            "properties": {
              "id": {"type": "string"},
              "source": {"type": ["integer", "null"], "minimum": 1},
              "right_source": {"type": ["integer", "null"], "minimum": 1}
            }}
        ]}
        """;
    private static final String QUERY = """
        {"oneOf": [
          {"type": "string", "title": "One text"},
          {"type": "array", "title": "A conversation, oldest message first", "minItems": 1, "maxItems": 2000, "items": {
            "type": "object",
            "required": ["role"],
            "properties": {
              "role": {"enum": ["system", "developer", "user", "assistant", "tool"]},
              "content": {"description": "A text or a list of parts {type, text}; the assistant's may be absent."},
              "tool_calls": {"type": ["array", "null"], "maxItems": 128, "items": {"type": "object"},
                "description": "Of the assistant: {id, type, function: {name, arguments}}, arguments as JSON text."},
              "tool_call_id": {"type": ["string", "null"], "maxLength": 200,
                "description": "Of a tool, which needs it: the call that it answers."},
              "name": {"type": ["string", "null"], "maxLength": 200}
            }
          }}
        ]}
        """;
    /// What of a confidence is said where it is no number.
    static final String CONFIDENCE_FORMS = """
        {"properties": {
            "logprob": {"type": "number", "maximum": 0},
            "percent": {"type": "number", "minimum": 0, "maximum": 100}
          }, "minProperties": 1, "maxProperties": 1, "additionalProperties": false}
        """;
    private static final String ATTRIBUTE = """
        {"anyOf": [
          {
            "title": "Value with confidence",
            "type": "object",
            "required": ["value"],
            "properties": {
              "value": {"description": "Any JSON value; null says that the model found none."},
              "confidence": {"type": ["number", "object", "null"], "minimum": 0, "maximum": 1, "properties": {
                "logprob": {"type": "number", "maximum": 0},
                "percent": {"type": "number", "minimum": 0, "maximum": 100}
              }, "minProperties": 1, "maxProperties": 1, "additionalProperties": false}
            },
            "additionalProperties": false
          },
          {"title": "Bare value", "type": ["string", "number", "boolean", "null"]},
          {
            "title": "Bare list",
            "type": "array",
            "items": {"type": ["string", "number", "boolean", "null"]}
          }
        ]}
        """;
    private static final String RULE = """
        {"anyOf": [
          {"title": "Any", "type": "object", "required": ["any"], "additionalProperties": false,
            "properties": {
              "any": {"type": "array", "minItems": 1, "items": {"$ref": "#/components/schemas/Rule"}}}},
          {"title": "All", "type": "object", "required": ["all"], "additionalProperties": false,
            "properties": {
              "all": {"type": "array", "minItems": 1, "items": {"$ref": "#/components/schemas/Rule"}}}},
          {"title": "Confidence below", "type": "object", "required": ["attribute", "below"],
            "additionalProperties": false,
            "properties": {
              "attribute": {"type": "string", "minLength": 1, "maxLength": 200},
              "below": {"type": "number", "minimum": 0, "maximum": 1}}},
          {"title": "Value missing", "type": "object", "required": ["attribute", "missing"],
            "additionalProperties": false,
            "properties": {
              "attribute": {"type": "string", "minLength": 1, "maxLength": 200, "not": {"const": "*"}},
              "missing": {"const": true}}},
          {"title": "Confidence missing", "type": "object", "required": ["attribute", "missing_confidence"],
            "additionalProperties": false,
            "properties": {
              "attribute": {"type": "string", "minLength": 1, "maxLength": 200},
              "missing_confidence": {"const": true}}}
        ]}
        """;

    private final DocComments docs;

    OpenApiTypes(DocComments docs) {
        this.docs = docs;
    }

    @Override
    public @Nullable CustomDefinition provideCustomSchemaDefinition(
            ResolvedType javaType, SchemaGenerationContext context) {
        Class<?> type = javaType.getErasedType();
        if (JsonNode.class.isAssignableFrom(type)) {
            return inline(schema(ANY));
        }
        if (TextId.class.isAssignableFrom(type)) {
            return inline(Json.mapper().createObjectNode().put("type", "string"));
        }
        if (type == Instant.class) {
            return inline(schema(INSTANT));
        }
        if (type == Duration.class) {
            return inline(schema(DURATION));
        }
        if (type == Map.class) {
            ObjectNode schema = Json.mapper().createObjectNode().put("type", "object");
            ResolvedType value = javaType.typeParametersFor(Map.class).get(1);
            schema.set("additionalProperties", context.createDefinitionReference(value));
            return inline(schema);
        }
        if (type == Context.class) {
            ObjectNode schema = schema(CONTEXT);
            ResolvedType source = context.getTypeContext().resolve(Context.Source.class);
            ((ObjectNode) schema.at("/oneOf/1")).set("items", context.createDefinitionReference(source));
            return named(type, schema);
        }
        if (type == DecisionReason.class) {
            return named(type, schema(REASON));
        }
        if (type == Query.class) {
            return named(type, schema(QUERY));
        }
        if (type == Attribute.class) {
            return named(type, schema(ATTRIBUTE));
        }
        if (type == Rule.class) {
            return named(type, schema(RULE));
        }
        return type.isEnum() ? named(type, enumeration(type)) : null;
    }

    private static ObjectNode enumeration(Class<?> type) {
        ObjectNode schema = Json.mapper().createObjectNode().put("type", "string");
        return schema.set("enum", Json.mapper().valueToTree(type.getEnumConstants()));
    }

    private String description(Class<?> type) {
        StringBuilder text = new StringBuilder(docs.of(type).text());
        if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                String value = Json.mapper().valueToTree(constant).textValue();
                docs.of(type, ((Enum<?>) constant).name())
                        .ifPresent(means -> text.append("\n- `" + value + "`: " + means));
            }
        }
        return text.toString();
    }

    private static CustomDefinition inline(ObjectNode schema) {
        return new CustomDefinition(schema, DefinitionType.INLINE, AttributeInclusion.YES);
    }

    private CustomDefinition named(Class<?> type, ObjectNode schema) {
        schema.put("description", description(type));
        return new CustomDefinition(schema, DefinitionType.ALWAYS_REF, AttributeInclusion.NO);
    }

    private static ObjectNode schema(String json) {
        return Json.read(json, ObjectNode.class);
    }
}

package dev.touchstone.backend.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.JsonReason;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Loads a tree of records from YAML and the environment. `TOUCHSTONE_SERVER__PORT=9000` overrides `server.port`; the
/// short names that people expect (`TOUCHSTONE_PORT`) are given as aliases. Unknown keys, wrong types and values out of
/// range are all collected and thrown together.
public final class ConfigLoader {
    private static final String PREFIX = "TOUCHSTONE_";
    private static final ObjectMapper YAML =
            // YAML takes the last of two equal keys without a word; half a policy would be gone.
            Json.configure(YAMLMapper.builder())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private final Map<String, String> aliases;
    private final Set<String> secrets;
    private final Set<String> others;

    /// @param aliases short environment names to the dotted path they stand for
    public ConfigLoader(Map<String, String> aliases) {
        this(aliases, Set.of());
    }

    /// @param secrets dotted paths that only the environment may set; `*` stands for any name
    public ConfigLoader(Map<String, String> aliases, Set<String> secrets) {
        this(aliases, secrets, Set.of());
    }

    /// @param others sections of the same file that another program of ours reads
    public ConfigLoader(Map<String, String> aliases, Set<String> secrets, Set<String> others) {
        this.aliases = Map.copyOf(aliases);
        this.secrets = Set.copyOf(secrets);
        this.others = Set.copyOf(others);
    }

    /// The names of a configuration's sections, as the file writes them.
    public static Set<String> sectionsOf(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> snakeCase(component.getName()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The mapper for other declarative YAML files.
    public static ObjectMapper yaml() {
        return YAML;
    }

    /// @param file the YAML file; when it does not exist, every default applies
    /// @throws ConfigException listing every error
    public <T extends Record> T load(Path file, Map<String, String> environment, Class<T> type) {
        List<String> errors = new ArrayList<>();
        ObjectNode tree = read(file, errors);
        refuseSecrets(tree, errors);
        applyEnvironment(tree, environment, type);
        tree.remove(others);
        fill(tree, type);
        findUnknown(tree, type, "", errors);
        Optional<T> config = bind(tree, type, errors);
        if (!errors.isEmpty() || config.isEmpty()) {
            throw new ConfigException(errors);
        }
        return config.get();
    }

    private static ObjectNode read(Path file, List<String> errors) {
        if (!Files.exists(file)) {
            return YAML.createObjectNode();
        }
        try {
            JsonNode tree = YAML.readTree(Files.readString(file));
            if (tree == null || tree.isMissingNode() || tree.isNull()) {
                return YAML.createObjectNode();
            }
            if (tree instanceof ObjectNode object) {
                return object;
            }
            errors.add(file + ": must be a map of sections");
        } catch (JsonProcessingException e) {
            errors.add(file + ": is not well-formed YAML"
                    + (e.getLocation() == null
                            ? ""
                            : " at line " + e.getLocation().getLineNr() + ", column "
                                    + e.getLocation().getColumnNr()));
        } catch (IOException e) {
            errors.add(file + ": cannot be read: " + e.getMessage());
        }
        return YAML.createObjectNode();
    }

    /// Files are copied, committed and mailed about.
    private void refuseSecrets(JsonNode tree, List<String> errors) {
        secrets.stream()
                .flatMap(path -> concrete(tree, path))
                .sorted()
                .filter(path -> tree.at("/" + path.replace('.', '/')).isValueNode())
                .forEach(path -> errors.add(path + ": is a secret and must not stand in a file; set "
                        + aliases.entrySet().stream()
                                .filter(alias -> alias.getValue().equals(path))
                                .map(Map.Entry::getKey)
                                .findFirst()
                                .orElse(PREFIX + path.toUpperCase(Locale.ROOT).replace(".", "__"))));
    }

    /// The path itself, or one for every name that stands where its `*` is.
    private static Stream<String> concrete(JsonNode tree, String path) {
        int star = path.indexOf("*");
        if (star < 0) {
            return Stream.of(path);
        }
        List<String> paths = new ArrayList<>();
        tree.at("/" + path.substring(0, star - 1).replace('.', '/'))
                .fieldNames()
                .forEachRemaining(name -> paths.add(path.substring(0, star) + name + path.substring(star + 1)));
        return paths.stream();
    }

    private void applyEnvironment(ObjectNode tree, Map<String, String> environment, Class<?> type) {
        environment.forEach((variable, value) -> {
            String alias = aliases.get(variable);
            if (alias != null) {
                set(tree, alias.split("\\."), value, type);
            } else if (variable.startsWith(PREFIX) && variable.contains("__")) {
                String path = variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
                set(tree, path.split("__"), value, type);
            }
        });
    }

    private static void set(ObjectNode tree, String[] path, String value, Class<?> type) {
        ObjectNode node = tree;
        for (int i = 0; i < path.length - 1; i++) {
            node = node.withObjectProperty(path[i]);
        }
        JsonNode parsed;
        try {
            parsed = YAML.readTree(value);
        } catch (JsonProcessingException e) {
            parsed = YAML.getNodeFactory().textNode(value);
        }
        Class<?> wanted = typeAt(type, path);
        node.set(path[path.length - 1], List.class == wanted ? list(parsed, value) : value(parsed, value, wanted));
    }

    private static JsonNode value(@Nullable JsonNode parsed, String text, Class<?> wanted) {
        if (parsed == null || parsed.isNull()) {
            return YAML.getNodeFactory().textNode(text);
        }
        boolean map = parsed.isObject() && wanted == Map.class;
        return parsed.isValueNode() || map ? parsed : YAML.getNodeFactory().textNode(text);
    }

    /// As YAML writes it, `[a, b]`, or with commas alone; empty for none.
    private static JsonNode list(@Nullable JsonNode parsed, String text) {
        if (parsed != null && parsed.isArray()) {
            return parsed;
        }
        ArrayNode list = YAML.createArrayNode();
        Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .forEach(list::add);
        return list;
    }

    /// What the record at the end of a path wants; Object where the path leads nowhere.
    private static Class<?> typeAt(Class<?> type, String[] path) {
        Class<?> at = type;
        for (String name : path) {
            RecordComponent[] components = at.getRecordComponents();
            at = components == null
                    ? Object.class
                    : Arrays.stream(components)
                            .filter(component -> snakeCase(component.getName()).equals(name))
                            .findFirst()
                            .<Class<?>>map(RecordComponent::getType)
                            .orElse(Object.class);
        }
        return at;
    }

    private static void findUnknown(JsonNode tree, Class<?> type, String path, List<String> errors) {
        if (!type.isRecord() || !tree.isObject()) {
            return;
        }
        Map<String, Class<?>> known = new java.util.LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = snakeCase(component.getName());
            known.put(name, component.getType());
            recordOfEach(component)
                    .ifPresent(each -> tree.path(name)
                            .properties()
                            .forEach(entry -> findUnknown(
                                    entry.getValue(), each, path + name + "." + entry.getKey() + ".", errors)));
        }
        tree.fieldNames().forEachRemaining(name -> {
            Class<?> child = known.get(name);
            if (child == null) {
                errors.add(path + name + ": unknown key; " + suggestion(name, known));
            } else {
                findUnknown(tree.get(name), child, path + name + ".", errors);
            }
        });
    }

    /// Of a map from names to records, the record.
    private static Optional<Class<?>> recordOfEach(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType map
                        && map.getRawType() == Map.class
                        && map.getActualTypeArguments()[1] instanceof Class<?> each
                        && each.isRecord()
                ? Optional.of(each)
                : Optional.empty();
    }

    private static String suggestion(String name, Map<String, Class<?>> known) {
        return known.keySet().stream()
                .filter(candidate -> Distance.between(name, candidate) <= 2)
                .findFirst()
                .map(candidate -> "did you mean '" + candidate + "'?")
                .orElse("known here: " + String.join(", ", known.keySet()));
    }

    /// A section that is absent is an empty one: every record has defaults of its own.
    private static void fill(ObjectNode tree, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType().isRecord()) {
                String name = snakeCase(component.getName());
                JsonNode section = tree.path(name);
                if (section.isMissingNode() || section.isNull()) {
                    section = tree.putObject(name);
                }
                if (section instanceof ObjectNode inner) {
                    fill(inner, component.getType());
                }
            }
        }
    }

    /// Binds section by section, so that an error in one does not hide those of the next.
    private static <T extends Record> Optional<T> bind(ObjectNode tree, Class<T> type, List<String> errors) {
        int before = errors.size();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType().isRecord()) {
                String name = snakeCase(component.getName());
                bindOne(tree.path(name), component.getType(), name + ".", errors);
            }
        }
        return errors.size() > before ? Optional.empty() : bindOne(tree, type, "", errors);
    }

    private static <T> Optional<T> bindOne(JsonNode tree, Class<T> type, String path, List<String> errors) {
        try {
            return Optional.of(YAML.readerFor(type)
                    .without(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(tree));
        } catch (JsonMappingException e) {
            errors.add((path + pathOf(e)).replaceFirst("\\.$", "") + ": " + reason(e));
        } catch (IOException e) {
            errors.add(path + ": " + e.getMessage());
        }
        return Optional.empty();
    }

    private static String pathOf(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : e.getPath()) {
            path.append(path.isEmpty() ? "" : ".")
                    .append(reference.getFieldName() != null ? reference.getFieldName() : "" + reference.getIndex());
        }
        if (e.getCause() instanceof InvalidField invalid) {
            path.append(path.isEmpty() ? "" : ".").append(invalid.field());
        }
        return path.toString();
    }

    private static String reason(JsonMappingException e) {
        return e.getCause() instanceof IllegalArgumentException cause
                ? String.valueOf(cause.getMessage())
                : JsonReason.of(e);
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}

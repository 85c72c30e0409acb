package dev.touchstone.stats;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Compares a reference case with what the package computes: floats by the case's absolute tolerance, integers,
/// strings and nulls exactly. Everything the case expects must have been computed.
final class ReferenceComparison {
    private static final Map<String, Function<Inputs, Outputs>> METHODS = Stream.of(
                    EstimateReferences.METHODS,
                    JudgeReferences.METHODS,
                    DriftReferences.METHODS,
                    SamplingReferences.METHODS)
            .flatMap(methods -> methods.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final double tolerance;
    private final List<String> differences = new ArrayList<>();

    private ReferenceComparison(double tolerance) {
        this.tolerance = tolerance;
    }

    /// All differences of a case, each naming its place; empty when it is reproduced.
    static List<String> differences(JsonNode reference) {
        String method = reference.path("method").asText();
        Function<Inputs, Outputs> computation = METHODS.get(method);
        if (computation == null) {
            return List.of("unknown method " + method);
        }
        JsonNode tolerance = reference.path("tolerance").path("abs");
        if (!tolerance.isNumber()) {
            return List.of("the case has no tolerance.abs");
        }
        JsonNode expected = reference.path("expected");
        if (expected.isEmpty()) {
            return List.of("the case expects nothing");
        }
        ReferenceComparison comparison = new ReferenceComparison(tolerance.asDouble());
        comparison.compare(method, expected, computation.apply(new Inputs(reference.path("inputs"))));
        return comparison.differences;
    }

    private void compare(String place, JsonNode expected, @Nullable Object actual) {
        switch (actual) {
            case null -> expect(isUndefined(expected), place, expected, null);
            case Outputs outputs when expected.isObject() -> compareObject(place, expected, outputs);
            case List<?> list when expected.isArray() -> compareList(place, expected, list);
            case Double number
            when expected.isNumber() ->
                expect(Math.abs(number - expected.asDouble()) <= tolerance, place, expected, number);
            case Integer number -> expect(isInteger(expected, number), place, expected, number);
            case Long number -> expect(isInteger(expected, number), place, expected, number);
            case String text -> expect(expected.isTextual() && text.equals(expected.asText()), place, expected, text);
            default -> expect(false, place, expected, actual);
        }
    }

    /// A result that does not exist is a null, or an object of nothing but nulls.
    private static boolean isUndefined(JsonNode expected) {
        if (expected.isObject() && !expected.isEmpty()) {
            return expected.propertyStream().allMatch(entry -> isUndefined(entry.getValue()));
        }
        return expected.isNull();
    }

    private static boolean isInteger(JsonNode expected, long actual) {
        return expected.isIntegralNumber() && expected.asLong() == actual;
    }

    private void compareObject(String place, JsonNode expected, Outputs outputs) {
        expected.properties().forEach(entry -> {
            String inner = place + "." + entry.getKey();
            if (outputs.computes(entry.getKey())) {
                compare(inner, entry.getValue(), outputs.get(entry.getKey()));
            } else {
                differences.add(inner + ": expected " + entry.getValue() + ", nothing computes it");
            }
        });
    }

    private void compareList(String place, JsonNode expected, List<?> actual) {
        expect(expected.size() == actual.size(), place + ".length", expected, actual.size());
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            compare(place + "[" + i + "]", expected.get(i), actual.get(i));
        }
    }

    private void expect(boolean equal, String place, JsonNode expected, @Nullable Object actual) {
        if (!equal) {
            differences.add(place + ": expected " + expected + ", was " + actual);
        }
    }
}

package dev.touchstone.console.sheet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A form with one button, or several that send the same fields to different addresses.
///
/// @param path below the console, where the first button sends it
/// @param hidden fields that nobody sees
/// @param fields that are filled in
/// @param buttons at least one
public record Act(String path, Map<String, String> hidden, List<Field> fields, List<Button> buttons) {
    public Act {
        hidden = Map.copyOf(hidden);
        fields = List.copyOf(fields);
        buttons = List.copyOf(buttons);
    }

    /// A field.
    ///
    /// @param kind `text`, `area`, or `choice`
    /// @param hint what to write; empty for nothing
    /// @param choices of a `choice`, as value and label
    public record Field(
            String name, String label, String value, String kind, String hint, Map<String, String> choices) {
        public Field {
            choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
        }
    }

    /// @param path below the console
    /// @param style `primary`, `danger`, or empty
    public record Button(String path, String label, String style) {}

    /// A form of one button.
    public static Act of(String path, String label) {
        return new Act(path, Map.of(), List.of(), List.of(new Button(path, label, "")));
    }

    public Act with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(hidden);
        more.put(name, value);
        return new Act(path, more, fields, buttons);
    }

    public Act field(String name, String label, @Nullable String value, String hint) {
        return field(new Field(name, label, value == null ? "" : value, "text", hint, Map.of()));
    }

    public Act area(String name, String label, String value, String hint) {
        return field(new Field(name, label, value, "area", hint, Map.of()));
    }

    public Act choice(String name, String label, String value, Map<String, String> choices) {
        return field(new Field(name, label, value, "choice", "", choices));
    }

    private Act field(Field field) {
        List<Field> more = new ArrayList<>(fields);
        more.add(field);
        return new Act(path, hidden, more, buttons);
    }

    /// Another button beside the first.
    public Act or(String other, String label) {
        List<Button> more = new ArrayList<>(buttons);
        more.add(new Button(other, label, ""));
        return new Act(path, hidden, fields, more);
    }

    /// The first button is what the page is for.
    public Act primary() {
        return styled("primary");
    }

    /// The first button takes something away.
    public Act dangerous() {
        return styled("danger");
    }

    private Act styled(String style) {
        List<Button> more = new ArrayList<>(buttons);
        more.set(0, new Button(more.getFirst().path(), more.getFirst().label(), style));
        return new Act(path, hidden, fields, more);
    }
}

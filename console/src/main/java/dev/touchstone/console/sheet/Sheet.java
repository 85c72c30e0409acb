package dev.touchstone.console.sheet;

import dev.touchstone.console.output.Passage;
import dev.touchstone.console.quality.Course;
import dev.touchstone.console.quality.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What stands on a page, in order. Not thread-safe; each page fills its own.
public final class Sheet {
    private final List<Part> parts = new ArrayList<>();

    /// One part of a page.
    public sealed interface Part {
        /// The answer.
        record Headline(String text) implements Part {}

        /// How far the answer can be trusted, or a sentence.
        record Sentence(String text) implements Part {}

        /// What somebody must know.
        record Notice(String text, boolean bad) implements Part {}

        record Heading(String text) implements Part {}

        record Facts(List<Passage> facts) implements Part {}

        /// @param caption what it holds, for whoever does not see its place
        record Table(String caption, List<String> heads, List<Row> rows) implements Part {}

        /// @param told the same in words
        record Chart(Course course, String told) implements Part {}

        /// @param href a page of ours
        record Link(String href, String label) implements Part {}

        record Form(Act act) implements Part {}

        /// How one text became another.
        record Changes(List<Difference.Changed> lines) implements Part {}

        /// A text of somebody else's.
        record Quoted(Passage passage, boolean open) implements Part {}
    }

    /// A row of a table; the first cell names it.
    ///
    /// @param grey whether it rests on too little
    public record Row(List<Cell> cells, boolean grey) {}

    /// Collects rows.
    public static final class Rows {
        private final List<Row> rows = new ArrayList<>();

        public Rows add(Cell... cells) {
            return add(true, cells);
        }

        /// @param enough false when it rests on too little: shown grey
        public Rows add(boolean enough, Cell... cells) {
            rows.add(new Row(List.of(cells), !enough));
            return this;
        }
    }

    public List<Part> parts() {
        return parts;
    }

    public Sheet headline(String text) {
        return part(new Part.Headline(text));
    }

    public Sheet say(@Nullable String text) {
        return text == null || text.isBlank() ? this : part(new Part.Sentence(text));
    }

    public Sheet note(@Nullable String text) {
        return text == null || text.isBlank() ? this : part(new Part.Notice(text, false));
    }

    public Sheet notes(List<String> texts) {
        texts.forEach(this::note);
        return this;
    }

    public Sheet warn(@Nullable String text) {
        return text == null || text.isBlank() ? this : part(new Part.Notice(text, true));
    }

    public Sheet heading(String text) {
        return part(new Part.Heading(text));
    }

    public Sheet facts(List<Passage> facts) {
        return facts.isEmpty() ? this : part(new Part.Facts(List.copyOf(facts)));
    }

    /// @param none what is said instead of a table without rows
    public Sheet table(String caption, List<String> heads, Rows rows, String none) {
        return rows.rows.isEmpty()
                ? say(none)
                : part(new Part.Table(caption, List.copyOf(heads), List.copyOf(rows.rows)));
    }

    /// A course over time; nothing where there is no value to draw.
    ///
    /// @param what it is a course of, such as "Share of wrong outputs by week"
    public Sheet course(String what, List<Line> lines) {
        List<Line> known = lines.stream().filter(line -> line.value() != null).toList();
        if (known.isEmpty()) {
            return this;
        }
        String told = known.stream()
                .map(line -> line.name() + ": " + line.percent())
                .collect(Collectors.joining(", ", what + ". ", ". The table below holds the same."));
        return part(new Part.Chart(Course.ofErrors(lines), told));
    }

    /// @param path below the console
    public Sheet link(String path, String label) {
        return part(new Part.Link("/console" + path, label));
    }

    public Sheet form(Act act) {
        return part(new Part.Form(act));
    }

    public Sheet difference(List<Difference.Changed> lines) {
        return lines.isEmpty() ? say("Nothing is different.") : part(new Part.Changes(List.copyOf(lines)));
    }

    public Sheet quote(String title, String text, boolean open) {
        return part(new Part.Quoted(new Passage(title, text, null), open));
    }

    private Sheet part(Part part) {
        parts.add(part);
        return this;
    }
}

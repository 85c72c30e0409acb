package dev.touchstone.bot.card.text;

import java.util.List;

/// An output's text as `rich_text`: fenced code and tables keep their columns, everything else is shown as written. The
/// text's own Markdown is left alone, since a reviewer judges what the model wrote, not how it might be rendered.
public final class Prose {
    private static final String FENCE = "```";

    /// A text that changes more often is not meant to be read as code.
    private static final int MOST_SWITCHES = 30;

    private final Rich rich = new Rich();
    private final StringBuilder open = new StringBuilder();
    private boolean code;
    private int switches;

    private Prose() {}

    /// @param clean text that is clean, not blank, and short enough for one block
    public static Rich of(String clean) {
        Prose prose = new Prose();
        List<String> lines = clean.lines().toList();
        boolean fenced = false;
        for (String line : lines) {
            boolean fence = line.stripLeading().startsWith(FENCE);
            if (!fence) {
                prose.add(line, fenced || line.startsWith("|"));
            }
            fenced ^= fence;
        }
        prose.flush();
        return prose.rich.isEmpty() ? prose.rich.section(Rich.text(clean)) : prose.rich;
    }

    private void add(String line, boolean isCode) {
        if (isCode != code && switches < MOST_SWITCHES) {
            switches++;
            flush();
            code = isCode;
        }
        open.append(line).append('\n');
    }

    private void flush() {
        String text = open.toString().stripTrailing();
        open.setLength(0);
        if (text.isBlank()) {
            return;
        }
        if (code) {
            rich.code(text);
        } else {
            rich.section(Rich.text(text));
        }
    }
}

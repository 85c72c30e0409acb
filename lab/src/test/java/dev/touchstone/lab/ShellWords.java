package dev.touchstone.lab;

import java.util.ArrayList;
import java.util.List;

/// Reads a shell's commands as far as documents use it: words, quotes, comments, lines that go on.
final class ShellWords {
    private final String text;
    private final List<List<String>> commands = new ArrayList<>();
    private List<String> command = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;

    private ShellWords(String text) {
        this.text = text;
    }

    /// The words of each command, without quotes and comments. Nothing is replaced: `$NAME` stays.
    static List<List<String>> commands(String text) {
        return new ShellWords(text.replace("\\\n", " ")).read();
    }

    private List<List<String>> read() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'' || c == '"') {
                int end = text.indexOf(c, at + 1);
                add(text.substring(at + 1, end));
                at = end;
            } else if (text.startsWith("$(", at)) {
                int end = text.indexOf(')', at);
                add(text.substring(at, end + 1));
                at = end;
            } else if (c == '#' && !inWord) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end - 1;
            } else if (c == '\n') {
                endWord();
                endCommand();
            } else if (Character.isWhitespace(c)) {
                endWord();
            } else {
                add(String.valueOf(c));
            }
            at++;
        }
        endWord();
        endCommand();
        return commands;
    }

    private void add(String part) {
        word.append(part);
        inWord = true;
    }

    private void endWord() {
        if (inWord) {
            command.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private void endCommand() {
        if (!command.isEmpty()) {
            commands.add(command);
            command = new ArrayList<>();
        }
    }
}

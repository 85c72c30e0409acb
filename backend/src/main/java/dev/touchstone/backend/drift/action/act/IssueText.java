package dev.touchstone.backend.drift.action.act;

import dev.touchstone.api.alarm.Alarm;
import java.util.stream.Collectors;

/// The texts of an issue, in GitHub's Markdown. Values come from what outputs said of themselves: as code they can
/// neither call people nor link, and as one line they stay in their cell.
final class IssueText {
    private static final int MOST_TITLE_CHARS = 256;
    private static final int MOST_VALUE_CHARS = 2000;

    private IssueText() {}

    static String title(Alarm alarm) {
        return AlarmFacts.atMost(
                oneLine("[" + alarm.pipeline() + "] " + alarm.message().headline()), MOST_TITLE_CHARS);
    }

    /// @param mark by which it is found again
    static String body(Alarm alarm, String mark) {
        String rows = AlarmFacts.of(alarm).entrySet().stream()
                .map(fact -> "| " + fact.getKey() + " | " + code(fact.getValue()) + " |")
                .collect(Collectors.joining("\n"));
        return code(alarm.message().headline()) + "\n\n| | |\n|---|---|\n" + rows
                + "\n\nOpened by Touchstone because of a drift alarm.\n\n" + marker(mark) + "\n";
    }

    static String over(Alarm alarm, String mark) {
        return "The alarm is over: " + code(alarm.message().headline()) + "\n\n" + marker(mark) + "\n";
    }

    /// Not shown to readers.
    static String marker(String mark) {
        return "<!-- touchstone:" + mark + " -->";
    }

    /// A backtick would end the code, a bar the cell.
    private static String code(String value) {
        String safe = AlarmFacts.atMost(oneLine(value), MOST_VALUE_CHARS)
                .replace('`', '\'')
                .replace("|", "\\|");
        return safe.isBlank() ? "" : "`" + safe + "`";
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").strip();
    }
}

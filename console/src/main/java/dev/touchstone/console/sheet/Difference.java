package dev.touchstone.console.sheet;

import java.util.ArrayList;
import java.util.List;

/// How one text became another, line by line: a longest common subsequence (Wagner and Fischer 1974), so that as few
/// lines as possible are told as changed.
public final class Difference {
    private static final int AROUND = 2;
    /// Beyond that, the table of the comparison would take too much.
    private static final int MOST_LINES = 3000;

    private Difference() {}

    /// @param sign `+` for a new line, `-` for one that is gone, a blank for one that stayed, `…` for left out ones
    public record Changed(char sign, String text) {}

    /// The changed lines, each with two around it; empty when nothing changed.
    public static List<Changed> of(String before, String after) {
        return shortened(all(before.lines().toList(), after.lines().toList()));
    }

    private static List<Changed> all(List<String> before, List<String> after) {
        List<Changed> lines = new ArrayList<>();
        if (before.size() > MOST_LINES || after.size() > MOST_LINES) {
            before.forEach(line -> lines.add(new Changed('-', line)));
            after.forEach(line -> lines.add(new Changed('+', line)));
            return lines;
        }
        int[][] common = common(before, after);
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                lines.add(new Changed(' ', before.get(i)));
                i++;
                j++;
            } else if (j == after.size() || i < before.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add(new Changed('-', before.get(i++)));
            } else {
                lines.add(new Changed('+', after.get(j++)));
            }
        }
        return lines;
    }

    /// How many lines the ends of both have in common, from each pair of lines on.
    private static int[][] common(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static List<Changed> shortened(List<Changed> all) {
        List<Changed> shown = new ArrayList<>();
        boolean gap = false;
        for (int i = 0; i < all.size(); i++) {
            if (nearChange(all, i)) {
                shown.add(all.get(i));
                gap = false;
            } else if (!gap) {
                shown.add(new Changed('…', ""));
                gap = true;
            }
        }
        return shown.stream().allMatch(line -> line.sign() == '…') ? List.of() : shown;
    }

    private static boolean nearChange(List<Changed> all, int at) {
        return all.subList(Math.max(0, at - AROUND), Math.min(all.size(), at + AROUND + 1)).stream()
                .anyMatch(line -> line.sign() != ' ');
    }
}

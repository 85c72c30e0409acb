package dev.touchstone.app;

import dev.touchstone.api.report.Digest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/// A digest as plain text for a terminal, with the very figures of the digest. Text that came from outside is shown
/// without control characters: a terminal would obey them.
final class DigestText {
    private static final int LABEL = 24;

    private DigestText() {}

    static String of(Digest digest) {
        StringBuilder text = new StringBuilder();
        ZoneId zone = ZoneId.of(digest.period().zone());
        text.append(digest.pipeline() + ", week " + digest.period().week() + " ("
                + day(digest.period().from(), zone) + " to "
                + day(digest.period().to().minusMillis(1), zone) + ", "
                + digest.period().zone() + ")\n\n" + digest.headline() + "\n");
        section(
                text,
                "",
                digest.sections().facts().stream().map(DigestText::fact).toList());
        section(
                text,
                "Lowest quality",
                digest.sections().worst().stream().map(DigestText::fact).toList());
        section(
                text,
                "Charts",
                digest.sections().charts().stream()
                        .map(chart -> padded(chart.title()) + chart.takeaway())
                        .toList());
        section(text, "What changed", digest.sections().changes());
        section(text, "Notes", digest.sections().notes());
        section(
                text,
                "Thanks to",
                digest.sections().thanks().stream()
                        .map(thanks -> padded(thanks.reviewer().displayName()) + thanks.reviews() + " reviews")
                        .toList());
        return printable(text.toString());
    }

    private static void section(StringBuilder text, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append(title.isEmpty() ? "\n" : "\n" + title + "\n");
            lines.forEach(line -> text.append("  ").append(line).append('\n'));
        }
    }

    private static String fact(Digest.Fact fact) {
        return padded(fact.label()) + fact.text();
    }

    private static String padded(String label) {
        return label + " ".repeat(Math.max(2, LABEL - label.length()));
    }

    private static LocalDate day(Instant moment, ZoneId zone) {
        return LocalDate.ofInstant(moment, zone);
    }

    private static String printable(String text) {
        return text.codePoints()
                .filter(c -> c == '\n' || !Character.isISOControl(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

package dev.touchstone.bot.card.digest;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.TextObject;
import dev.touchstone.api.report.Digest;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.Words;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The parts of a digest that are words.
final class DigestBlocks {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
    private static final int NAME = 80;
    private static final int HEADLINE = 400;
    private static final int LINE = 150;
    /// Of a fact, whose label is ours.
    private static final int LABEL = 40;
    // Slack takes no more fields in one section.
    private static final int FIELDS = 10;
    private static final int MOST_FACTS = 14;
    private static final int MOST_LINES = 6;
    private static final int MOST_THANKED = 10;

    private static final Pattern RANGE = Pattern.compile("[0-9]+(?:\\.[0-9]+)?–[0-9]+(?:\\.[0-9]+)? %");

    private DigestBlocks() {}

    /// Which week of which pipeline, and the week in a sentence.
    static List<LayoutBlock> head(Digest digest) {
        return List.of(
                Kit.header("📊 " + week(digest) + " · "
                        + SlackText.plainLine(digest.pipeline().value(), NAME)),
                Kit.context(days(digest)),
                Kit.section("*" + headline(digest).replace('*', ' ') + "*"));
    }

    /// What notifications say.
    static String text(Digest digest) {
        return SlackText.mrkdwnLine(digest.pipeline().value(), NAME) + " · " + SlackText.escape(week(digest)) + ": "
                + headline(digest);
    }

    static String headline(Digest digest) {
        return SlackText.orElse(SlackText.mrkdwnLine(digest.headline(), HEADLINE), "–");
    }

    /// `2026-W47` reads `Week 47`.
    static String week(Digest digest) {
        return digest.period().week().matches("[0-9]{4}-W[0-9]{2}")
                ? "Week " + Integer.parseInt(digest.period().week().substring(6))
                : SlackText.plainLine(digest.period().week(), NAME);
    }

    /// `16 November to 22 November 2026 · Europe/Berlin`; a week that has not ended says so.
    private static String days(Digest digest) {
        LocalDate first = digest.period().from().atZone(zone(digest)).toLocalDate();
        LocalDate last =
                digest.period().to().minusMillis(1).atZone(zone(digest)).toLocalDate();
        DateTimeFormatter start = first.getYear() == last.getYear() ? DAY_OF_YEAR : DAY;
        String partial = digest.createdAt().isBefore(digest.period().to()) ? " · *so far*, the week has not ended" : "";
        return start.format(first) + " to " + DAY.format(last) + " · "
                + SlackText.mrkdwnLine(digest.period().zone(), NAME) + partial;
    }

    private static ZoneId zone(Digest digest) {
        try {
            return ZoneId.of(digest.period().zone());
        } catch (DateTimeException e) {
            // A zone that only the backend's newer tables know.
            return ZoneOffset.UTC;
        }
    }

    static List<LayoutBlock> facts(Digest digest) {
        List<TextObject> fields = digest.sections().facts().stream()
                .limit(MOST_FACTS)
                .map(fact -> Kit.field(label(fact, LABEL), SlackText.mrkdwnLine(fact.text(), LINE)))
                .toList();
        List<LayoutBlock> sections = new ArrayList<>();
        for (int from = 0; from < fields.size(); from += FIELDS) {
            sections.add(SectionBlock.builder()
                    .fields(fields.subList(from, Math.min(fields.size(), from + FIELDS)))
                    .build());
        }
        return sections;
    }

    private static String label(Digest.Fact fact, int most) {
        String name = SlackText.orElse(SlackText.mrkdwnLine(fact.label(), most), "–");
        return name.replace('*', ' ');
    }

    /// What is worst, what has changed, what to know, and thanks.
    static List<LayoutBlock> lists(Digest digest) {
        List<LayoutBlock> blocks = new ArrayList<>();
        list(
                "Where it is worst",
                digest.sections().worst().stream()
                        .map(fact -> "*" + label(fact, NAME) + "*  " + SlackText.mrkdwnLine(fact.text(), LINE))
                        .toList(),
                blocks);
        list("What changed", lines(digest.sections().changes()), blocks);
        if (!digest.sections().notes().isEmpty()) {
            blocks.add(Kit.context(
                    "ℹ️ " + String.join("\n", cut(lines(digest.sections().notes())))));
        }
        if (!digest.sections().thanks().isEmpty()) {
            blocks.add(Kit.context(thanks(digest)));
        }
        return blocks;
    }

    /// What ranges mean, once for a message that has any.
    static Optional<LayoutBlock> explanation(List<Digest> digests) {
        return digests.stream()
                .flatMap(digest -> Stream.concat(
                        Stream.of(digest.headline()),
                        digest.sections().facts().stream().map(Digest.Fact::text)))
                .map(RANGE::matcher)
                .filter(Matcher::find)
                .findFirst()
                .map(found ->
                        Kit.context("ℹ️ A range such as " + found.group() + " says how sure a figure is: in 95 % of"
                                + " such cases the true value lies within. A wide range means few reviews."));
    }

    private static void list(String title, List<String> lines, List<LayoutBlock> blocks) {
        if (!lines.isEmpty()) {
            blocks.add(Kit.section("*" + title + "*\n"
                    + cut(lines).stream().map(line -> "• " + line).collect(Collectors.joining("\n"))));
        }
    }

    private static List<String> lines(List<String> texts) {
        return texts.stream().map(text -> SlackText.mrkdwnLine(text, LINE)).toList();
    }

    private static List<String> cut(List<String> lines) {
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        List<String> shown = new ArrayList<>(lines.subList(0, MOST_LINES));
        shown.add("and " + (lines.size() - MOST_LINES) + " more");
        return shown;
    }

    private static String thanks(Digest digest) {
        int more = digest.sections().thanks().size() - MOST_THANKED;
        return "🙏 Thank you: "
                + digest.sections().thanks().stream()
                        .limit(MOST_THANKED)
                        .map(one -> SlackText.mention(one.reviewer()) + " ("
                                + Words.counted(one.reviews(), "review", "reviews") + ")")
                        .collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}

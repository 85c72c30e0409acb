package dev.touchstone.lab.mail;

import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.report.Digest;
import dev.touchstone.api.review.ReviewDetail;
import java.util.List;
import java.util.stream.Stream;

/// What a mail says. Whatever a model or a person wrote stands in it as text: in HTML nothing of it is a tag,
/// and in the subject nothing of it begins another header.
///
/// @param subject one line
/// @param text for readers without HTML
/// @param html the same
record Letter(String subject, String text, String html) {
    private static final int MOST_SUBJECT = 150;

    static Letter of(Digest digest) {
        List<String> lines = Stream.of(
                        digest.sections().facts().stream().map(fact -> fact.label() + ": " + fact.text()),
                        digest.sections().worst().stream().map(fact -> fact.label() + ": " + fact.text()),
                        digest.sections().changes().stream(),
                        digest.sections().notes().stream())
                .flatMap(part -> part)
                .toList();
        return of(digest.pipeline() + ", " + digest.period().week(), digest.headline(), lines);
    }

    static Letter of(ReviewDetail review) {
        NewOutput body = review.output().body();
        String query = body == null ? null : body.queryText();
        String answer = body == null
                ? "Its text is gone."
                : body.output().isTextual()
                        ? body.output().textValue()
                        : body.output().toString();
        return of(
                review.output().pipeline() + ": an answer waits for somebody",
                query == null ? "" : query,
                List.of(answer, "Review " + review.review().id()));
    }

    private static Letter of(String subject, String headline, List<String> lines) {
        StringBuilder html = new StringBuilder("<h1>").append(escaped(headline)).append("</h1>");
        lines.forEach(line -> html.append("<p style=\"white-space: pre-wrap\">")
                .append(escaped(line))
                .append("</p>"));
        return new Letter(line(subject), headline + "\n\n" + String.join("\n", lines), html.toString());
    }

    private static String line(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\u2028\u2029]+", " ").strip();
        return line.length() > MOST_SUBJECT ? line.substring(0, MOST_SUBJECT) : line;
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

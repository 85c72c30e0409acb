package dev.touchstone.backend.http;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.report.Digest;
import dev.touchstone.api.wire.Range;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.TrendPoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The part of [WireExamples] about digests.
final class ReportWireExamples {
    private static final Instant MONDAY = Instant.parse("2026-11-15T23:00:00Z");
    private static final Range RANGE = new Range(0.91, 0.96, 0.95);
    private static final QualityFigure FIGURE = new QualityFigure(
            "approval_rate",
            0.94,
            RANGE,
            120,
            118.5,
            1034,
            "stratified Hajek, LHW interval",
            "finite",
            List.of(3),
            true,
            null,
            null,
            null);
    private static final Digest.Fact QUALITY =
            new Digest.Fact("quality", "Quality", "94 % (91-96 %), from 120 of 1,034 outputs", FIGURE);
    private static final Digest.Fact BACKLOG =
            new Digest.Fact("backlog", "Backlog", "3 open now, 0 of them past due", null);
    private static final TrendPoint SEEN = new TrendPoint("2026-W47", MONDAY, 0.94, RANGE, 120);
    private static final TrendPoint UNSEEN = new TrendPoint("2026-W46", MONDAY.minusSeconds(604_800), null, null, 0);
    private static final Digest.Chart CHART = new Digest.Chart(
            "quality", "line", "Quality by week", "Quality held", "A line", "percent", List.of(UNSEEN, SEEN));
    private static final Digest.Thanks THANKS =
            new Digest.Thanks(new Reviewer(new ReviewerId("slack:U0123"), "Ann"), 80);

    private ReportWireExamples() {}

    static Map<String, List<Object>> bySchema() {
        return Map.of(
                "Digest",
                List.of(
                        digest(
                                List.of(QUALITY, BACKLOG),
                                List.of(CHART),
                                List.of(QUALITY),
                                List.of("Prompt version 7 appeared."),
                                List.of("The week is not over."),
                                List.of(THANKS)),
                        digest(List.of(), List.of(), List.of(), List.of(), List.of(), List.of())),
                "DigestFact",
                List.of(QUALITY, BACKLOG),
                "DigestChart",
                List.of(CHART),
                "DigestThanks",
                List.of(THANKS, new Digest.Thanks(Reviewer.of(new ReviewerId("bob@example.org")), 1)),
                "TrendPoint",
                List.of(SEEN, UNSEEN));
    }

    private static Digest digest(
            List<Digest.Fact> facts,
            List<Digest.Chart> charts,
            List<Digest.Fact> worst,
            List<String> changes,
            List<String> notes,
            List<Digest.Thanks> thanks) {
        return new Digest(
                "d1",
                new PipelineName("support"),
                new Digest.Period("2026-W47", "Europe/Berlin", MONDAY, MONDAY.plusSeconds(604_800)),
                MONDAY.plusSeconds(700_000),
                "Quality held at 94 % (91-96 %), from 120 reviews.",
                new Digest.Sections(facts, charts, worst, changes, notes, thanks));
    }
}

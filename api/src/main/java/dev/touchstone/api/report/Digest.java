package dev.touchstone.api.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.TrendPoint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a pipeline's owners should know about one week. The figures are those of the API for the same period.
///
/// @param id stays the same for a pipeline and week
/// @param headline the week in one sentence of plain words
public record Digest(
        String id,
        PipelineName pipeline,
        @JsonUnwrapped Period period,
        Instant createdAt,
        String headline,
        @JsonUnwrapped Sections sections) {
    /// Which week.
    ///
    /// @param week an ISO week, such as `2026-W47`
    /// @param zone the time zone in which the week begins on Monday, 0:00
    public record Period(String week, String zone, Instant from, Instant to) {}

    /// What it says.
    ///
    /// @param facts in the order they are shown
    /// @param charts in the order they are shown
    /// @param worst strata and prompt versions with the most errors, worst first
    /// @param changes what changed in the week, in words
    /// @param notes what a reader must know about the figures
    /// @param thanks who reviewed, most first
    public record Sections(
            List<Fact> facts,
            List<Chart> charts,
            List<Fact> worst,
            List<String> changes,
            List<String> notes,
            List<Thanks> thanks) {
        public Sections {
            facts = List.copyOf(facts);
            charts = List.copyOf(charts);
            worst = List.copyOf(worst);
            changes = List.copyOf(changes);
            notes = List.copyOf(notes);
            thanks = List.copyOf(thanks);
        }
    }
    /// One line of the digest.
    ///
    /// @param name `quality`, `change`, `reviewed`, `verdicts`, `review_rate`, `time_to_review`, `judge`,
    ///     `agreement`, `cost`, `backlog`, `attributes`, `finds`, `error_cost` or `users_disagree`; of a worst
    ///     group, such as `stratum:de` or `prompt_version:7`
    /// @param label as a reader sees it, such as "Quality"
    /// @param text the value in plain words, with n and interval
    /// @param figure the same as the API gives it; null for counts
    public record Fact(
            String name,
            String label,
            String text,
            @Nullable QualityFigure figure) {}

    /// A chart. Its picture is at `GET /v1/digests/{id}/charts/{name}.png`.
    ///
    /// @param kind `line` for a course with its band, `bar` for parts
    /// @param takeaway what it shows, in words, to stand above it
    /// @param altText what it shows, for people who cannot see it
    /// @param unit `percent` for shares from 0 to 1 that are shown as percent, or `count`
    /// @param points weeks of a line, oldest first; parts of a bar chart, largest first, each with the count of the
    ///     whole as its n
    public record Chart(
            String name,
            String kind,
            String title,
            String takeaway,
            String altText,
            String unit,
            List<TrendPoint> points) {
        public Chart {
            points = List.copyOf(points);
        }
    }

    /// @param reviews decided in the week
    public record Thanks(Reviewer reviewer, long reviews) {}
}

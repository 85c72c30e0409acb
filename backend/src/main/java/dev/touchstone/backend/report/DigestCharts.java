package dev.touchstone.backend.report;

import dev.touchstone.api.report.Digest.Chart;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.wire.TrendPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The charts of a digest. One with nothing to show is left out.
final class DigestCharts {
    static final String LINE = "line";
    static final String BAR = "bar";
    static final String PERCENT = "percent";
    private static final String COUNT = "count";
    private static final int MOST_BARS = 8;

    private final WeekData data;
    private final Instant from;

    private DigestCharts(WeekData data) {
        this.data = data;
        this.from = data.course().now().period().from();
    }

    static List<Chart> of(WeekData data) {
        DigestCharts charts = new DigestCharts(data);
        List<Chart> all = new ArrayList<>();
        charts.quality(all);
        charts.reasons(all);
        charts.routes(all);
        return all;
    }

    private void quality(List<Chart> all) {
        List<TrendPoint> points = data.course().quality();
        if (points.stream().allMatch(point -> point.value() == null)) {
            return;
        }
        all.add(new Chart(
                "quality",
                LINE,
                "Quality by week",
                qualityTakeaway(),
                "Share of outputs that are right, with its 95 % interval, by week: "
                        + points.stream().map(DigestCharts::told).collect(Collectors.joining("; ")) + ".",
                PERCENT,
                points));
    }

    private String qualityTakeaway() {
        if (data.quality().value() == null) {
            return "No figure for " + data.week().name();
        }
        String figure = Words.figure(data.quality());
        String told = data.movement().text();
        String change = told == null ? "" : ": " + told;
        return switch (data.movement().kind()) {
            case ROSE -> "Quality rose to " + figure + change;
            case FELL -> "Quality fell to " + figure + change;
            case HELD -> "Quality held at " + figure;
            case UNCLEAR, NOTHING_BEFORE -> "Quality is at " + figure;
        };
    }

    private static String told(TrendPoint point) {
        return point.label() + " "
                + (point.value() == null || point.interval() == null
                        ? "without a figure"
                        : Words.valued(point.value(), point.interval()) + " from "
                                + Words.counted(point.reviewed(), "review"));
    }

    /// Why people did not approve.
    private void reasons(List<Chart> all) {
        Map<String, Long> counts = new LinkedHashMap<>();
        data.counts().verdicts().stream()
                .filter(verdict -> !verdict.action().equals(DecisionAction.APPROVE.wire()))
                .forEach(verdict -> counts.merge(reason(verdict), verdict.reviews(), Long::sum));
        long corrections = counts.values().stream().mapToLong(Long::longValue).sum();
        bars(all, "reasons", "Why outputs were edited or rejected", "edits and rejections", counts, corrections);
    }

    private String reason(WeekDao.Verdict verdict) {
        String id = verdict.reason();
        if (id == null) {
            return verdict.action().equals(DecisionAction.EDIT.wire()) ? "Edited, no reason given" : "No reason given";
        }
        return data.pipeline().policy().rubric().label(id);
    }

    /// Why outputs came to be reviewed. One that had several reasons counts once, under all of them, so that the bars
    /// add up to the reviews.
    private void routes(List<Chart> all) {
        Map<String, Long> counts = new LinkedHashMap<>();
        long reviews = 0;
        for (WeekDao.Routed routed : data.counts().routed()) {
            reviews += routed.reviews();
            counts.merge(reasons(routed.reasons()), routed.reviews(), Long::sum);
        }
        bars(all, "routes", "Why outputs were reviewed", "reviews", counts, reviews);
    }

    /// `random_audit,low_confidence` reads `Random audit + low confidence`.
    private static String reasons(String joined) {
        return Words.title(joined.replace(",", " + "));
    }

    /// @param total what the counts add up to
    private void bars(List<Chart> all, String name, String title, String what, Map<String, Long> counts, long total) {
        if (total == 0) {
            return;
        }
        List<TrendPoint> points = largest(counts).stream()
                .map(bar -> new TrendPoint(bar.getKey(), from, (double) bar.getValue(), null, total))
                .toList();
        TrendPoint first = points.getFirst();
        String told = counted(first) + " of " + Words.count(total) + " " + what;
        all.add(new Chart(
                name,
                BAR,
                title,
                first.label() + ": " + told,
                title + ", of " + Words.count(total) + " " + what + ": "
                        + points.stream()
                                .map(point -> point.label() + " " + counted(point))
                                .collect(Collectors.joining("; "))
                        + ".",
                COUNT,
                points));
    }

    private static String counted(TrendPoint bar) {
        return bar.value() == null ? "0" : Words.count(Math.round(bar.value()));
    }

    /// Largest first; what does not fit is summed up in the last.
    private static List<Map.Entry<String, Long>> largest(Map<String, Long> counts) {
        List<Map.Entry<String, Long>> sorted = new ArrayList<>(counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .toList());
        if (sorted.size() <= MOST_BARS) {
            return sorted;
        }
        List<Map.Entry<String, Long>> rest = sorted.subList(MOST_BARS - 1, sorted.size());
        Map.Entry<String, Long> others = Map.entry(
                rest.size() + " others",
                rest.stream().mapToLong(Map.Entry::getValue).sum());
        rest.clear();
        sorted.add(others);
        return sorted;
    }
}

package dev.touchstone.console.quality;

import dev.touchstone.api.client.QualityClient;
import dev.touchstone.api.client.QualityQuery;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.quality.QualityReport;
import dev.touchstone.console.web.Backends;
import dev.touchstone.console.web.Door;
import dev.touchstone.console.web.Frame;
import dev.touchstone.console.web.Pages;
import dev.touchstone.console.web.Role;
import dev.touchstone.console.web.Visitor;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `GET /quality?pipeline=…&by=stratum|model|prompt_version|attribute`
public final class QualityPages {
    private static final Duration PERIOD = Duration.ofDays(28);
    private static final Duration COURSE = Duration.ofDays(84);
    static final List<String> BREAKDOWNS = List.of("stratum", "model", "prompt_version", "attribute");

    private final Backends backends;
    private final Pages pages;
    private final Door door;
    private final InstantSource clock;

    public QualityPages(Backends backends, Pages pages, Door door, InstantSource clock) {
        this.backends = backends;
        this.pages = pages;
        this.door = door;
        this.clock = clock;
    }

    public void register(RoutesConfig routes) {
        door.get(routes, "/quality", this::show);
    }

    private void show(Context context, Visitor visitor) {
        PipelineName pipeline = pipeline(visitor, context.queryParam("pipeline"));
        String by = context.queryParam("by");
        String breakdown = by != null && BREAKDOWNS.contains(by) ? by : BREAKDOWNS.getFirst();
        // Counters are kept by the hour: the hour that runs is counted to its end.
        Instant now = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
        QualityClient quality = backends.client().quality();
        QualityReport now28 = quality.report(QualityQuery.of(pipeline)
                .period(now.minus(PERIOD), now)
                .with("breakdown", breakdown)
                .with("baseline_from", now.minus(PERIOD.multipliedBy(2)))
                .with("baseline_to", now.minus(PERIOD)));
        QualityReport weeks = quality.report(
                QualityQuery.of(pipeline).period(now.minus(COURSE), now).with("breakdown", "week"));
        QualityPage page = new QualityPage(
                visitor,
                pipeline,
                breakdown,
                Answer.of(now28),
                weeks.groups().stream().map(Line::of).toList(),
                now28.groups().stream().map(Line::of).toList(),
                now28.notes());
        pages.show(
                context,
                "quality",
                Map.of(
                        "frame",
                        new Frame(
                                "Quality of " + pipeline,
                                "How often people found an output right, of all outputs of the last 28 days: also of those"
                                        + " that nobody reviewed, as the random audit tells.",
                                visitor,
                                "quality",
                                pipeline),
                        "page",
                        page));
    }

    /// @throws Door.NothingThereException for a pipeline that the visitor does not own
    private static PipelineName pipeline(Visitor visitor, @Nullable String name) {
        return visitor.where(Role.OWNER).stream()
                .filter(own -> name == null || name.isBlank() || own.value().equals(name))
                .findFirst()
                .orElseThrow(Door.NothingThereException::new);
    }
}

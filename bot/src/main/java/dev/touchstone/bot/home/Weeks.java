package dev.touchstone.bot.home;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.report.Digest;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Digests of pipelines, as they are asked for: a week that has not ended is told as far as it has gone.
final class Weeks {
    private static final Logger log = LoggerFactory.getLogger(Weeks.class);
    private static final Pattern WEEK = Pattern.compile("[0-9]{4}-[Ww][0-9]{2}");

    private static final Set<String> NEWS = Set.of("quality", "reviewed", "verdicts");

    private final TouchstoneClient client;
    private final InstantSource clock;

    Weeks(TouchstoneClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /// This week of some pipelines, by name. What cannot be had is left out: it stands below something that was
    /// asked for.
    List<Digest> current(Collection<PipelineName> pipelines) {
        try {
            return digests(pipelines, null);
        } catch (ApiException | UnreachableException e) {
            log.warn("week left out error={}", e.getMessage());
            return List.of();
        }
    }

    /// What `‹pipeline› ‹week›` asks for, both optional and in any order.
    ///
    /// @param mine the pipelines that may be asked for
    /// @return empty when there is nothing
    List<Digest> asked(String argument, Set<PipelineName> mine) {
        Collection<PipelineName> pipelines = mine;
        String week = null;
        for (String word : argument.isEmpty() ? new String[0] : argument.split("\\s+", -1)) {
            if (WEEK.matcher(word).matches()) {
                week = word.toUpperCase(Locale.ROOT);
            } else {
                pipelines = mine.contains(new PipelineName(word)) ? List.of(new PipelineName(word)) : List.of();
            }
        }
        List<Digest> all = digests(pipelines, week);
        List<Digest> told = all.stream().filter(Weeks::hasNews).toList();
        return told.isEmpty() ? all.subList(0, Math.min(1, all.size())) : told;
    }

    /// Whether anything arrived or was decided in the week, or something waits. Of pipelines without news one says so
    /// for all of them, when there are no others.
    private static boolean hasNews(Digest digest) {
        return digest.sections().facts().stream()
                .anyMatch(fact -> NEWS.contains(fact.name())
                        || fact.name().equals("backlog") && !fact.text().startsWith("0 open now"));
    }

    /// @param week null for the present one
    private List<Digest> digests(Collection<PipelineName> pipelines, @Nullable String week) {
        List<Digest> digests = new ArrayList<>();
        for (PipelineName pipeline : pipelines.stream().sorted().toList()) {
            digest(pipeline, week == null ? thisWeek(client.pipeline(pipeline.value())) : week)
                    .ifPresent(digests::add);
        }
        return digests;
    }

    private Optional<Digest> digest(PipelineName pipeline, String week) {
        try {
            return Optional.of(client.digests().digest(pipeline, week));
        } catch (ApiException e) {
            // No such week, or a backend that writes no digests.
            if (e.status() == 404 || e.status() == 400 || e.status() == 422) {
                log.info("no digest pipeline={} week={} code={}", pipeline, week, e.code());
                return Optional.empty();
            }
            throw e;
        }
    }

    /// The ISO week that it is now where the pipeline's digest is at home.
    private String thisWeek(Pipeline pipeline) {
        ZoneId zone = pipeline.policy().digest() == null
                ? ZoneOffset.UTC
                : ZoneId.of(pipeline.policy().digest().zone());
        ZonedDateTime now = clock.instant().atZone(zone);
        return String.format(
                Locale.ROOT,
                "%04d-W%02d",
                now.get(IsoFields.WEEK_BASED_YEAR),
                now.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
}

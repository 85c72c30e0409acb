package dev.touchstone.console.search;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.console.web.Door;
import dev.touchstone.console.web.Role;
import dev.touchstone.console.web.Visitor;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What somebody searches for. Its address holds all of it, so that a search can be kept and passed on.
///
/// @param decisions whether decisions are searched for; outputs otherwise
/// @param conditions by the names of the API, without those that were left empty
/// @param by who searches
public record Asked(boolean decisions, PipelineName pipeline, Map<String, String> conditions, ReviewerId by) {
    private static final int LONGEST = 200;
    private static final List<String> OF_OUTPUTS =
            List.of("external_id", "model", "prompt_version", "stratum", "reason", "status", "verdict", "reviewer");
    private static final List<String> OF_DECISIONS = List.of(
            "external_id", "model", "prompt_version", "stratum", "reason", "action", "reject_reason", "reviewer");
    private static final List<String> DAYS = List.of("since", "until");

    public Asked {
        conditions = Map.copyOf(conditions);
    }

    /// @throws Door.NothingThereException for a pipeline in which the visitor may not search
    static Asked of(Context context, Visitor visitor) {
        boolean decisions = "decisions".equals(context.queryParam("what"));
        Map<String, String> conditions = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(decisions ? OF_DECISIONS : OF_OUTPUTS);
        names.addAll(DAYS);
        for (String name : names) {
            String value = context.queryParam(name);
            if (value != null && !value.isBlank() && value.length() <= LONGEST) {
                conditions.put(name, value.strip());
            }
        }
        return new Asked(
                decisions,
                pipeline(visitor, context.queryParam("pipeline")),
                conditions,
                visitor.person().id());
    }

    private static PipelineName pipeline(Visitor visitor, @Nullable String name) {
        List<PipelineName> own = visitor.where(Role.LEAD);
        return own.stream()
                .filter(pipeline ->
                        name == null || name.isBlank() || pipeline.value().equals(name))
                .findFirst()
                .orElseThrow(Door.NothingThereException::new);
    }

    /// What a field of the form is filled with.
    public String value(String name) {
        return conditions.getOrDefault(name, "");
    }

    /// A day as the moment it begins in UTC, or ends: the last day is searched too. Null when none is named.
    ///
    /// @throws IllegalArgumentException for what is no day
    @Nullable
    Instant day(String name) {
        String text = conditions.get(name);
        if (text == null) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            return (name.equals("until") ? day.plusDays(1) : day)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("A day is written like 2030-01-07.", e);
        }
    }

    /// The address of the same search.
    public String query() {
        StringBuilder query =
                new StringBuilder("?what=" + (decisions ? "decisions" : "outputs") + "&pipeline=" + pipeline);
        conditions.forEach((name, value) ->
                query.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return query.toString();
    }
}

package dev.touchstone.backend.drift.action.act;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.output.OutputFacts;
import dev.touchstone.backend.store.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// Finds the prompt version to go back to: of those audited before the alarm's own version, the one with the most
/// audit reviews that no open alarm is about. It is the best known of the earlier ones; how well it is known is
/// said with it.
final class LastGood {
    /// Older audits say little of how a version would do today.
    private static final Duration LOOK_BACK = Duration.ofDays(365);

    private final Database database;
    private final InstantSource clock;
    private final AlarmLookup alarms;

    LastGood(Database database, InstantSource clock, AlarmLookup alarms) {
        this.database = database;
        this.clock = clock;
        this.alarms = alarms;
    }

    /// An earlier prompt version.
    ///
    /// @param auditReviews how many decided audit reviews of the last year it has
    record Version(String promptVersion, long auditReviews) {}

    /// Empty when the alarm is not about a prompt version, or there is none to go back to.
    Optional<Version> before(Alarm alarm) {
        long fromHour = clock.instant().minus(LOOK_BACK).getEpochSecond() / 3600;
        List<Audited> audited =
                database.reader().withExtension(Dao.class, dao -> dao.audited(alarm.pipeline(), fromHour));
        Set<String> doubted = alarms.open(alarm.pipeline()).stream()
                .map(each -> each.message().promptVersion())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return audited.stream()
                .filter(version ->
                        version.promptVersion().equals(alarm.message().promptVersion()))
                .findFirst()
                .flatMap(alarmed -> audited.stream()
                        .filter(version -> version.firstMs() < alarmed.firstMs())
                        .filter(version -> !version.promptVersion().equals(OutputFacts.UNSPECIFIED))
                        .filter(version -> !doubted.contains(version.promptVersion()))
                        .max(Comparator.comparingLong(Audited::reviews)))
                .map(version -> new Version(version.promptVersion(), version.reviews()));
    }

    record Audited(String promptVersion, long reviews, long firstMs) {}

    @RegisterConstructorMapper(Audited.class)
    interface Dao {
        @SqlQuery("""
                SELECT prompt_version, COUNT(*) AS reviews, MIN(created_at_ms) AS first_ms FROM review
                WHERE pipeline = :pipeline AND hour >= :fromHour AND u < audit_rate AND state = 'decided'
                GROUP BY prompt_version
                """)
        List<Audited> audited(@Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour);
    }
}

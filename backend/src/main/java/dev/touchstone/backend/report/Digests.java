package dev.touchstone.backend.report;

import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.DigestRules;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.report.Digest;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Database;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps digests and posts each once. One that is not posted is computed whenever it is asked for and kept for its
/// charts; one that is posted stays as it was. Thread-safe.
public final class Digests {
    private final Database database;
    private final Pipelines pipelines;
    private final Outbox outbox;
    private final WeeklyDigest weekly;
    private final InstantSource clock;

    public Digests(Database database, Pipelines pipelines, Outbox outbox, WeeklyDigest weekly, InstantSource clock) {
        this.database = database;
        this.pipelines = pipelines;
        this.outbox = outbox;
        this.weekly = weekly;
        this.clock = clock;
    }

    /// The digest of a week: as it was posted, or else as things stand now.
    public Digest of(PipelineName pipeline, IsoWeek week) {
        return posted(pipeline, week).orElseGet(() -> {
            Digest digest = weekly.of(pipeline, week);
            int written = database.writer().withExtension(DigestDao.class, dao -> write(dao, digest, null));
            return written == 1 ? digest : posted(pipeline, week).orElse(digest);
        });
    }

    /// Posts the digest of a week to its channel, once, whoever asks and however often.
    ///
    /// @return what is posted
    /// @throws Refused as a conflict while the week is not over, as invalid when the policy names no channel
    public Digest post(PipelineName pipelineName, IsoWeek week) {
        Pipeline pipeline = pipelines.require(pipelineName);
        return posted(pipelineName, week).orElseGet(() -> {
            requireOver(pipeline, week);
            String channel = channel(pipeline);
            Digest digest = weekly.of(pipelineName, week);
            boolean first = database.writer().inTransaction(transaction -> {
                boolean won = write(transaction.attach(DigestDao.class), digest, clock.millis()) == 1;
                if (won) {
                    outbox.write(
                            transaction,
                            new Job.ForChannel(DeliveryKind.DIGEST, pipelineName, channel, digest.id(), digest));
                }
                return won;
            });
            return first ? digest : posted(pipelineName, week).orElseThrow();
        });
    }

    private static int write(DigestDao dao, Digest digest, @Nullable Long postedAtMs) {
        String zone = digest.period().zone();
        long created = digest.createdAt().toEpochMilli();
        String content = Json.write(digest);
        int inserted =
                dao.insert(digest.id(), digest.pipeline(), digest.period().week(), zone, created, content, postedAtMs);
        return inserted == 1 ? inserted : dao.renew(digest.id(), zone, created, content, postedAtMs);
    }

    private void requireOver(Pipeline pipeline, IsoWeek week) {
        if (clock.instant().isBefore(week.end(WeeklyDigest.zone(pipeline)))) {
            throw Refused.conflict(
                    "week-not-over",
                    "Week " + week.name() + " is not over before " + week.end(WeeklyDigest.zone(pipeline))
                            + "; post it then, or GET it to see how it stands.");
        }
    }

    private static String channel(Pipeline pipeline) {
        DigestRules rules = pipeline.policy().digest();
        String own = rules == null ? null : rules.channel();
        String channel = own != null ? own : pipeline.policy().reviewers().channel();
        if (channel == null) {
            throw Refused.invalid(
                    "no-channel",
                    "Pipeline '" + pipeline.name() + "' has no channel to post a digest to; name one in its policy as"
                            + " digest.channel or reviewers.channel.");
        }
        return channel;
    }

    private Optional<Digest> posted(PipelineName pipeline, IsoWeek week) {
        return row(WeeklyDigest.id(pipeline, week))
                .filter(row -> row.postedAtMs() != null)
                .map(row -> Json.read(row.content(), Digest.class));
    }

    /// A digest that was computed before, by its id.
    public Optional<Digest> find(String id) {
        return row(id).map(row -> Json.read(row.content(), Digest.class));
    }

    private Optional<DigestDao.Row> row(String id) {
        return database.reader().withExtension(DigestDao.class, dao -> dao.find(id));
    }

    /// Which weeks, from one on, are posted.
    Set<String> postedSince(PipelineName pipeline, IsoWeek from) {
        return new HashSet<>(
                database.reader().withExtension(DigestDao.class, dao -> dao.postedSince(pipeline, from.name())));
    }
}

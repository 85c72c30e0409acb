package dev.touchstone.backend.golden.item;

import dev.touchstone.api.golden.GoldenItem;
import dev.touchstone.api.golden.GoldenSummary;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.review.GoldenFate;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.PageBytes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Lists items, oldest first.
public final class ItemShelf {
    private final Database database;
    private final InstantSource clock;

    public ItemShelf(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Some items, and whether there are more behind them.
    public record Slice(List<GoldenItemRow> rows, boolean more) {
        /// Where the next begins; null when there is none.
        public @Nullable String next() {
            return more ? rows.getLast().id() : null;
        }

        public List<GoldenItem> items() {
            return rows.stream().map(GoldenItemRow::wire).toList();
        }
    }

    /// One page: as many as fit into [PageBytes#MOST], and at least one if there is one.
    public Slice page(ItemFilter filter, int limit) {
        return database.reader().withHandle(handle -> {
            Map<String, Object> values = new HashMap<>();
            String condition = filter.condition(values);
            List<Long> sizes = sizes(handle, condition, values, limit + 1);
            int fitting = PageBytes.fitting(sizes, limit);
            List<GoldenItemRow> rows = fitting == 0 ? List.of() : rows(handle, condition, values, fitting);
            return new Slice(rows, !rows.isEmpty() && fitting < sizes.size());
        });
    }

    private static List<Long> sizes(Handle handle, String condition, Map<String, Object> values, int limit) {
        String sql =
                "SELECT item.bytes FROM golden_item item JOIN golden_input input ON input.id = item.input_id WHERE "
                        + condition + " ORDER BY item.id LIMIT :limit";
        try (Query query = handle.createQuery(sql)) {
            return query.bindMap(values).bind("limit", limit).mapTo(Long.class).list();
        }
    }

    private static List<GoldenItemRow> rows(Handle handle, String condition, Map<String, Object> values, int limit) {
        String sql = "SELECT " + GoldenItemDao.COLUMNS + " FROM " + GoldenItemDao.JOINED + " WHERE " + condition
                + " ORDER BY item.id LIMIT :limit";
        try (Query query = handle.createQuery(sql)) {
            return query.bindMap(values)
                    .bind("limit", limit)
                    .registerRowMapper(ConstructorMapper.factory(GoldenItemRow.class))
                    .mapTo(GoldenItemRow.class)
                    .list();
        }
    }

    public Optional<GoldenItem> find(String id) {
        return database.reader()
                .withExtension(GoldenItemDao.class, dao -> dao.find(id).map(GoldenItemRow::wire));
    }

    /// The pipeline an item is of.
    public Optional<PipelineName> pipelineOf(String id) {
        return database.reader().withExtension(GoldenItemDao.class, dao -> dao.pipelineOf(id));
    }

    /// What became of a decision; empty when nothing did.
    public Optional<GoldenItem> ofDecision(String decisionId) {
        return database.reader()
                .withExtension(
                        GoldenItemDao.class,
                        dao -> dao.ofDecision(decisionId).stream().findFirst().map(GoldenItemRow::wire));
    }

    /// What became of a decision, as seen by the caller's transaction; empty when nothing did.
    public static Optional<GoldenFate> fate(Handle handle, String decisionId) {
        GoldenItemDao dao = handle.attach(GoldenItemDao.class);
        return dao.ofDecision(decisionId).stream()
                .findFirst()
                .map(row -> new GoldenFate(
                        row.id(),
                        row.kind(),
                        row.stand().state(),
                        row.place().conflict(),
                        row.place().held() != null,
                        row.place().split(),
                        dao.golden(row.pipeline(), GoldenFate.MOST)));
    }

    public GoldenSummary summary(PipelineName pipeline) {
        long weekAgo = clock.instant().minus(Duration.ofDays(7)).toEpochMilli();
        return database.reader().withExtension(GoldenItemDao.class, dao -> dao.summary(pipeline, weekAgo));
    }
}

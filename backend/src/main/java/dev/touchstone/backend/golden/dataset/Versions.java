package dev.touchstone.backend.golden.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.golden.DatasetVersion;
import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.golden.VersionComparison;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.WireEnum;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.PageBytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Shows, compares and reads what was frozen.
public final class Versions {
    private static final int MOST_LISTED = 200;

    private final Database database;

    public Versions(Database database) {
        this.database = database;
    }

    public Optional<DatasetVersion> find(String dataset, int number) {
        return database.reader()
                .withExtension(
                        FrozenDao.class, dao -> dao.find(dataset, number).map(row -> row.wire(dao.erased(row.id()))));
    }

    /// Newest first.
    ///
    /// @param before only those with a smaller number
    public List<DatasetVersion> page(String dataset, int before, int limit) {
        return database.reader()
                .withExtension(
                        FrozenDao.class,
                        dao -> dao.page(dataset, before, limit).stream()
                                .map(row -> row.wire(dao.erased(row.id())))
                                .toList());
    }

    /// One item as it leaves in a file.
    ///
    /// @param seq its place in the version
    /// @param text its content as JSON, byte for byte as it was hashed; null once its texts were erased
    public record Member(
            int seq,
            String id,
            String hash,
            GoldenSplit split,
            double weight,
            @Nullable String text) {
        public @Nullable GoldenContent content() {
            return text == null ? null : Json.read(text, GoldenContent.class);
        }

        /// The content as it stands in the database, for files that hold items whole.
        public JsonNode json() {
            return text == null ? Json.mapper().nullNode() : Json.read(text, JsonNode.class);
        }
    }

    /// Some members in the order of the version: as many as fit into [PageBytes#MOST], and at least one if there is
    /// one.
    ///
    /// @param split those of one side; null for all
    /// @param after the place the page before ended with; -1 for the first page
    public List<Member> members(String dataset, int number, @Nullable GoldenSplit split, int after, int limit) {
        return database.reader().withExtension(FrozenDao.class, dao -> {
            String version = dao.find(dataset, number)
                    .orElseThrow(() -> unknown(dataset, number))
                    .id();
            String side = split == null ? "" : split.wire();
            int fitting = PageBytes.fitting(dao.sizes(version, side, after, limit), limit);
            return fitting == 0
                    ? List.of()
                    : dao.page(version, side, after, fitting).stream()
                            .map(Versions::member)
                            .toList();
        });
    }

    private static Member member(FrozenDao.Member row) {
        return new Member(
                row.seq(),
                row.itemId(),
                row.hash(),
                WireEnum.read(GoldenSplit.class, row.split()),
                row.weight(),
                row.content());
    }

    /// How a version differs from another of the same dataset.
    public VersionComparison compare(String dataset, int from, int to) {
        return database.snapshot(handle -> {
            FrozenDao dao = handle.attach(FrozenDao.class);
            FrozenRow one = dao.find(dataset, from).orElseThrow(() -> unknown(dataset, from));
            FrozenRow other = dao.find(dataset, to).orElseThrow(() -> unknown(dataset, to));
            return compared(one.wire(0), other.wire(0), dao.only(one.id(), other.id()), dao.only(other.id(), one.id()));
        });
    }

    private static VersionComparison compared(
            DatasetVersion from, DatasetVersion to, List<FrozenDao.Only> gone, List<FrozenDao.Only> come) {
        Map<String, Deque<String>> goneByInput = new HashMap<>();
        gone.forEach(item -> goneByInput
                .computeIfAbsent(item.inputId(), input -> new ArrayDeque<>())
                .add(item.itemId()));
        List<VersionComparison.Change> changed = new ArrayList<>();
        List<String> added = new ArrayList<>();
        for (FrozenDao.Only item : come) {
            Deque<String> before = goneByInput.get(item.inputId());
            if (before == null || before.isEmpty()) {
                added.add(item.itemId());
            } else {
                changed.add(new VersionComparison.Change(before.pop(), item.itemId()));
            }
        }
        List<String> removed =
                goneByInput.values().stream().flatMap(Deque::stream).sorted().toList();
        return new VersionComparison(
                from.number(),
                to.number(),
                from.counts().items() - gone.size(),
                added.size(),
                removed.size(),
                changed.size(),
                first(added),
                first(removed),
                first(changed));
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(all.size(), MOST_LISTED));
    }

    static Refused unknown(String dataset, int number) {
        return Refused.unknown(
                "unknown-version",
                "The dataset '" + dataset + "' has no version " + number + "; GET /v1/datasets/" + dataset
                        + "/versions lists what there is.");
    }
}

package dev.touchstone.backend.golden.search;

import dev.touchstone.api.golden.FewShotRequest;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Database;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Which items a version of a dataset has on a side: it never changes, so the last ones asked for are kept.
/// Thread-safe.
final class VersionMembers {
    private static final int MOST_VERSIONS = 8;

    private final Database database;
    private final Map<String, Query> members = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Query> eldest) {
            return size() > MOST_VERSIONS;
        }
    };

    VersionMembers(Database database) {
        this.database = database;
    }

    /// The version that is asked for; null without a dataset.
    ///
    /// @throws Refused as invalid for a version of no dataset, as a conflict when the dataset has none
    @Nullable
    Integer number(FewShotRequest asked) {
        String dataset = asked.dataset();
        if (dataset == null && asked.version() != null) {
            throw Refused.invalid("version-without-dataset", "A version needs the dataset it is of; name it too.");
        }
        if (dataset == null) {
            return null;
        }
        return asked.version() != null
                ? asked.version()
                : database.reader()
                        .withExtension(SearchDao.class, dao -> dao.latest(dataset))
                        .orElseThrow(() -> Refused.conflict(
                                "no-version",
                                "The dataset '" + dataset + "' has no version yet; freeze one with POST /v1/datasets/"
                                        + dataset + "/versions."));
    }

    /// Narrows a search to the members of a version on the side that is asked for.
    ///
    /// @throws Refused as unknown when the dataset has no such version
    Query among(FewShotRequest asked, int number) {
        String dataset = String.valueOf(asked.dataset());
        return database.reader().withExtension(SearchDao.class, dao -> {
            String version = dao.version(dataset, number)
                    .orElseThrow(() -> Refused.unknown(
                            "unknown-version",
                            "The dataset '" + dataset + "' has no version " + number + "; GET /v1/datasets/" + dataset
                                    + "/versions lists them."));
            String key = version + " " + asked.split().wire();
            synchronized (members) {
                return members.computeIfAbsent(
                        key,
                        missing -> new TermInSetQuery(
                                KeptIndex.ID,
                                dao.members(version, asked.split().wire()).stream()
                                        .map(BytesRef::new)
                                        .toList()));
            }
        });
    }
}

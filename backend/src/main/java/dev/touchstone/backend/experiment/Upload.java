package dev.touchstone.backend.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.experiment.ExperimentItem;
import dev.touchstone.api.experiment.ExperimentLine;
import dev.touchstone.api.experiment.ExperimentState;
import dev.touchstone.api.wire.CanonicalJson;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Takes outputs in, some at once. What was stored before a failure stays; the same upload again finds it there.
final class Upload {
    static final int MOST_ITEMS = 5000;
    static final int MOST_VERSIONS = 20;

    private static final int AT_ONCE = 200;
    /// Every answer is kept until the upload is read, so there is an end to them.
    private static final int MOST_LINES = 4 * MOST_ITEMS;

    private final Database database;
    private final Ids ids;
    private final String experimentId;

    Upload(Database database, Ids ids, String experimentId) {
        this.database = database;
        this.ids = ids;
        this.experimentId = experimentId;
    }

    /// @return an answer per line, in order
    /// @throws ApiProblem when the upload as a whole cannot be read, or the experiment takes nothing any more
    List<ExperimentLine> read(ItemLines lines) throws IOException {
        List<ExperimentLine> answers = new ArrayList<>();
        List<ItemLines.Line> some = new ArrayList<>();
        for (ItemLines.Line line = lines.next(); line != null; line = lines.next()) {
            some.add(line);
            if (answers.size() + some.size() > MOST_LINES) {
                throw ApiProblem.badRequest(
                        "upload-too-long",
                        "The upload has more than " + MOST_LINES + " lines; an experiment holds " + MOST_ITEMS + ".");
            }
            if (some.size() == AT_ONCE) {
                answers.addAll(store(some));
                some.clear();
            }
        }
        answers.addAll(store(some));
        if (answers.isEmpty()) {
            throw ApiProblem.badRequest("empty-upload", "The upload has no outputs; send one per line.");
        }
        return answers;
    }

    private List<ExperimentLine> store(List<ItemLines.Line> lines) {
        return database.writer().inTransaction(tx -> {
            requireDraft(tx, experimentId);
            Stored stored = new Stored(tx);
            List<ExperimentLine> answers = new ArrayList<>();
            for (ItemLines.Line line : lines) {
                answers.add(
                        switch (line) {
                            case ItemLines.Line.Bad bad -> refused(bad.number(), null, bad.problem());
                            case ItemLines.Line.Read read -> stored.take(read.number(), read.item());
                        });
            }
            stored.flush();
            return answers;
        });
    }

    /// @throws ApiProblem 409
    static void requireDraft(Handle tx, String experimentId) {
        ExperimentRow row = tx.attach(ExperimentDao.class).lock(experimentId).orElseThrow();
        if (row.stateNow() != ExperimentState.DRAFT) {
            throw ApiProblem.conflict(
                    "experiment-started",
                    "The experiment has been started, and its outputs are fixed; create another one.");
        }
    }

    private static ExperimentLine refused(long number, @Nullable ExperimentItem item, ApiProblem problem) {
        return new ExperimentLine(
                number,
                problem.problem().status(),
                item == null ? null : item.caseId(),
                item == null ? null : item.version(),
                problem.problem());
    }

    /// What is there in this transaction.
    private final class Stored {
        private final ItemDao dao;
        private final Set<String> versions;
        private final List<ItemRow> fresh = new ArrayList<>();
        private final int before;

        Stored(Handle tx) {
            dao = tx.attach(ItemDao.class);
            versions = new HashSet<>(dao.versions(experimentId));
            before = dao.count(experimentId);
        }

        ExperimentLine take(long number, ExperimentItem item) {
            ItemRow row = ItemRow.uploaded(ids.next(), experimentId, item);
            ItemRow there = known(row);
            if (there != null) {
                return same(row.body(), there.body())
                        ? new ExperimentLine(number, 200, item.caseId(), item.version(), null)
                        : refused(number, item, differs(item));
            }
            ApiProblem full = full(item);
            if (full != null) {
                return refused(number, item, full);
            }
            fresh.add(row);
            versions.add(item.version());
            return new ExperimentLine(number, 201, item.caseId(), item.version(), null);
        }

        private @Nullable ItemRow known(ItemRow row) {
            return fresh.stream()
                    .filter(other -> other.place().caseId().equals(row.place().caseId())
                            && other.place().version().equals(row.place().version()))
                    .findFirst()
                    .or(() -> dao.find(
                            experimentId, row.place().caseId(), row.place().version()))
                    .orElse(null);
        }

        private static boolean same(@Nullable String one, @Nullable String other) {
            return one != null
                    && other != null
                    && (one.equals(other)
                            || CanonicalJson.same(Json.read(one, JsonNode.class), Json.read(other, JsonNode.class)));
        }

        private @Nullable ApiProblem full(ExperimentItem item) {
            if (before + fresh.size() >= MOST_ITEMS) {
                return ApiProblem.unprocessable(
                        "too-many-items",
                        "An experiment holds " + MOST_ITEMS + " outputs; make another one of the rest.");
            }
            if (versions.size() >= MOST_VERSIONS && !versions.contains(item.version())) {
                return ApiProblem.unprocessable(
                        "too-many-versions",
                        "An experiment compares " + MOST_VERSIONS + " versions; make another one of the rest.");
            }
            return null;
        }

        void flush() {
            if (!fresh.isEmpty()) {
                dao.insert(fresh);
            }
        }
    }

    private static ApiProblem differs(ExperimentItem item) {
        return ApiProblem.conflict(
                "item-differs",
                "Version '" + item.version() + "' has another output to case '" + item.caseId()
                        + "' already; a version answers a case once.");
    }
}

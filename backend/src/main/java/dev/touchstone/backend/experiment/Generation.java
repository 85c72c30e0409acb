package dev.touchstone.backend.experiment;

import dev.touchstone.api.experiment.ExperimentGeneration;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.model.Completions;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Orders outputs from a model, through the outbox: a model that is away delays them and loses none.
final class Generation {
    private final Database database;
    private final Ids ids;
    private final Outbox outbox;
    private final Completions completions;

    Generation(Database database, Ids ids, Outbox outbox, Completions completions) {
        this.database = database;
        this.ids = ids;
        this.outbox = outbox;
        this.completions = completions;
    }

    /// Orders what is not there yet, all or nothing.
    ///
    /// @throws Refused as a conflict without a model, when a version has another prompt already, or after the start
    /// @throws Refused as invalid when there is too much
    void order(ExperimentRow row, ExperimentGeneration asked) {
        if (!completions.enabled()) {
            throw Refused.conflict(
                    "no-model",
                    "No model is configured; set judge.model in config/touchstone.yaml, or upload the outputs.");
        }
        asked.versions()
                .forEach((version, prompt) -> completions
                        .refuses(modelOf(prompt))
                        .ifPresent(why -> {
                            throw Refused.invalid("model-without-price", "Version '" + version + "': " + why + ".");
                        }));
        database.writer().useTransaction(tx -> {
            Upload.requireDraft(tx, row.id());
            List<ItemRow> fresh = new ArrayList<>();
            asked.versions().forEach((version, prompt) -> fresh.addAll(fresh(tx, row, version, prompt, asked.cases())));
            ItemDao dao = tx.attach(ItemDao.class);
            requireRoom(dao, row.id(), fresh);
            if (!fresh.isEmpty()) {
                dao.insert(fresh);
                outbox.write(
                        tx,
                        fresh.stream()
                                .map(item -> Job.Work.about(Writing.KIND, row.population(), item.id()))
                                .toList());
            }
        });
    }

    private String modelOf(ExperimentGeneration.Prompt prompt) {
        return prompt.model() == null ? completions.defaultModel() : prompt.model();
    }

    private List<ItemRow> fresh(
            Handle tx,
            ExperimentRow row,
            String version,
            ExperimentGeneration.Prompt prompt,
            List<ExperimentGeneration.Case> cases) {
        ItemDao dao = tx.attach(ItemDao.class);
        String text =
                Json.write(new ExperimentGeneration.Prompt(prompt.systemPrompt(), prompt.template(), modelOf(prompt)));
        boolean uploaded = dao.prompt(row.id(), version).isEmpty()
                && dao.versions(row.id()).contains(version);
        dao.addPrompt(row.id(), version, text);
        if (uploaded || dao.prompt(row.id(), version).filter(text::equals).isEmpty()) {
            throw Refused.conflict(
                    "version-differs",
                    "Version '" + version + "' has other outputs or another prompt already; give the new one a name of"
                            + " its own.");
        }
        return cases.stream()
                .filter(one -> dao.find(row.id(), one.caseId(), version).isEmpty())
                .map(one -> ItemRow.toGenerate(ids.next(), row.id(), version, one))
                .toList();
    }

    private static void requireRoom(ItemDao dao, String experimentId, List<ItemRow> fresh) {
        Set<String> versions = new HashSet<>(dao.versions(experimentId));
        fresh.forEach(item -> versions.add(item.place().version()));
        if (versions.size() > Upload.MOST_VERSIONS) {
            throw Refused.invalid(
                    "too-many-versions", "An experiment compares " + Upload.MOST_VERSIONS + " versions at most.");
        }
        if (dao.count(experimentId) + fresh.size() > Upload.MOST_ITEMS) {
            throw Refused.invalid(
                    "too-many-items",
                    "An experiment holds " + Upload.MOST_ITEMS
                            + " outputs; versions times cases must not exceed that.");
        }
    }
}

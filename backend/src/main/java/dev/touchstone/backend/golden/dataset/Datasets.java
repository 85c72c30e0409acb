package dev.touchstone.backend.golden.dataset;

import dev.touchstone.api.golden.Dataset;
import dev.touchstone.api.golden.DatasetRule;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Database;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The rules of datasets. Changing one changes no version that was frozen of it.
public final class Datasets {
    private final Database database;
    private final Ledger ledger;
    private final InstantSource clock;

    public Datasets(Database database, Ledger ledger, InstantSource clock) {
        this.database = database;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Defines a dataset, or changes its rule.
    ///
    /// @param name 1 to 63 characters of a-z, 0-9, '.', '_' or '-'
    /// @param by who does
    public Dataset put(String name, DatasetRule rule, String by) {
        Check.name("name", name);
        return database.writer().inTransaction(tx -> {
            DatasetDao dao = tx.attach(DatasetDao.class);
            DatasetRule before = dao.find(name).map(DatasetRow::parsedRule).orElse(null);
            if (!rule.equals(before)) {
                dao.put(name, String.join(",", rule.pipelines()), Json.write(rule), clock.millis(), by);
                ledger.append(tx, by, "dataset.changed", name, before, rule);
            }
            return dao.find(name).orElseThrow().wire();
        });
    }

    public Optional<Dataset> find(String name) {
        return database.reader()
                .withExtension(DatasetDao.class, dao -> dao.find(name).map(DatasetRow::wire));
    }

    /// In the order of their names.
    ///
    /// @param after the name the page before ended with; empty for the first page
    public List<Dataset> page(String after, int limit) {
        return database.reader()
                .withExtension(
                        DatasetDao.class,
                        dao -> dao.page(after, limit).stream()
                                .map(DatasetRow::wire)
                                .toList());
    }

    public static Refused unknown(String name) {
        return Refused.unknown(
                "unknown-dataset",
                "There is no dataset '" + name + "' for this key; GET /v1/datasets lists what there is.");
    }
}

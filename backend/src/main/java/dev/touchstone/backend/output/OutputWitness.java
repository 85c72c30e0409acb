package dev.touchstone.backend.output;

import dev.touchstone.backend.ledger.Vouched;
import dev.touchstone.backend.ledger.Witness;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Says what outputs are now, for the ledger entries of decisions about them. Facts stay for ever; a text goes
/// when its time is over.
public enum OutputWitness implements Witness {
    FACTS("output", false) {
        @Override
        Optional<String> hash(OutputRow row) {
            return Optional.of(row.factsHash());
        }
    },
    TEXT("output.body", true) {
        @Override
        Optional<String> hash(OutputRow row) {
            return row.textHash();
        }
    };

    private final String table;
    private final boolean mayGo;

    OutputWitness(String table, boolean mayGo) {
        this.table = table;
        this.mayGo = mayGo;
    }

    abstract Optional<String> hash(OutputRow row);

    @Override
    public Map<String, String> hashes(Handle handle, Collection<String> ids) {
        Map<String, String> hashes = new HashMap<>();
        handle.attach(OutputDao.class)
                .each(ids)
                .forEach(row -> hash(row).ifPresent(hash -> hashes.put(row.id().value(), hash)));
        return hashes;
    }

    @Override
    public String table() {
        return table;
    }

    @Override
    public boolean mayGo() {
        return mayGo;
    }

    /// What an entry about an output vouches for.
    public static List<Vouched> vouch(OutputRow row) {
        List<Vouched> vouched = new ArrayList<>();
        vouched.add(new Vouched(FACTS.table, row.id().value(), row.factsHash()));
        row.textHash()
                .ifPresent(hash -> vouched.add(new Vouched(TEXT.table, row.id().value(), hash)));
        return vouched;
    }
}

package dev.touchstone.backend.output;

import dev.touchstone.backend.ledger.Vouched;
import dev.touchstone.backend.ledger.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Says what outputs are now, for the ledger entries of decisions about them. Facts stay for ever; a text goes when its
/// time is over.
public enum OutputWitness implements Witness {
    FACTS("output", false) {
        @Override
        public Optional<String> hash(Handle handle, String id) {
            return Outputs.at(handle, id).map(OutputRow::factsHash);
        }
    },
    TEXT("output.body", true) {
        @Override
        public Optional<String> hash(Handle handle, String id) {
            return Outputs.at(handle, id).flatMap(OutputRow::textHash);
        }
    };

    private final String table;
    private final boolean mayGo;

    OutputWitness(String table, boolean mayGo) {
        this.table = table;
        this.mayGo = mayGo;
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
        vouched.add(new Vouched(FACTS.table, row.id(), row.factsHash()));
        row.textHash().ifPresent(hash -> vouched.add(new Vouched(TEXT.table, row.id(), hash)));
        return vouched;
    }
}

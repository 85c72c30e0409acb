package dev.touchstone.backend.ledger;

import dev.touchstone.api.ledger.LedgerCheck;
import dev.touchstone.api.ledger.LedgerLine;
import dev.touchstone.api.wire.LedgerHead;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.Types;
import java.util.List;
import java.util.function.Supplier;

/// `GET /v1/ledger/head`. It tells how many entries there are and a hash, and nothing of what they say, so that
/// whatever keeps heads elsewhere needs no more than the right to export.
public final class LedgerRoutes {
    private final Ledger ledger;
    private final LedgerSearch search;
    private final Supplier<Verification> verify;

    /// @param verify reads the whole chain
    public LedgerRoutes(Ledger ledger, LedgerSearch search, Supplier<Verification> verify) {
        this.ledger = ledger;
        this.search = search;
        this.verify = verify;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/ledger", "listLedger", "Who did what to what, newest first.")
                        .scope(Scope.ADMIN)
                        .query("actor", "Only what this person, key or part of the server did.")
                        .query("action", "Only actions that begin so, such as `policy`.")
                        .query("subject", "Only what was done to this.")
                        .paged()
                        .answers(Types.page(LedgerLine.class))
                        .by(this::list),
                Endpoint.post(
                                "/v1/ledger:verify",
                                "verifyLedger",
                                "Reads the whole ledger, and says whether it holds. It takes its time.")
                        .scope(Scope.ADMIN)
                        .answers(LedgerCheck.class)
                        .heavy()
                        .by(this::verify),
                Endpoint.get(
                                "/v1/ledger/head",
                                "getLedgerHead",
                                "Where the ledger ends. Kept elsewhere, it shows later whether entries were cut off or redone.")
                        .scope(Scope.EXPORTS_READ)
                        .answers(LedgerHead.class)
                        .by(call -> head()));
    }

    private Page<LedgerLine> list(Call call) {
        requireAllPipelines(call);
        LedgerSearch.Wanted wanted = new LedgerSearch.Wanted(
                call.query("actor").orElse(null),
                call.query("action").orElse(null),
                call.query("subject").orElse(null));
        int before = call.queryInt("cursor", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
        LedgerSearch.Found found = search.find(wanted, before, call.queryInt("limit", 50, 1, 200));
        return new Page<>(found.lines(), found.nextBefore() == null ? null : String.valueOf(found.nextBefore()));
    }

    private LedgerCheck verify(Call call) {
        requireAllPipelines(call);
        Verification found = verify.get();
        String words = "The ledger is " + LedgerWords.of(found) + ".";
        return switch (found) {
            case Verification.Intact intact -> new LedgerCheck(true, intact.entries(), null, words);
            case Verification.Unsigned unsigned -> new LedgerCheck(false, unsigned.entries(), null, words);
            case Verification.Broken broken -> new LedgerCheck(false, broken.seq(), broken.seq(), words);
        };
    }

    /// It speaks of every pipeline.
    private static void requireAllPipelines(Call call) {
        if (call.caller().onlyPipeline().isPresent()) {
            throw ApiProblem.forbidden(
                    "key-of-one-pipeline", "The ledger speaks of every pipeline; use a key made without --pipeline.");
        }
    }

    private LedgerHead head() {
        Anchor head = ledger.head();
        return new LedgerHead(head.seq() == null ? 0 : head.seq(), head.hash(), head.toString());
    }
}

package dev.touchstone.backend.golden.item;

import dev.touchstone.api.golden.GoldenItem;
import dev.touchstone.api.golden.GoldenKind;
import dev.touchstone.api.golden.GoldenState;
import dev.touchstone.api.golden.GoldenSummary;
import dev.touchstone.api.golden.ItemAct;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.Types;
import dev.touchstone.backend.store.Blocking;
import java.util.List;
import java.util.function.Function;

/// `GET /v1/golden/items` · `GET /v1/golden/items/{id}` · `POST /v1/golden/items/{id}/admit|retire|restore|erase` ·
/// `GET /v1/golden/waiting` · `GET /v1/golden/summary`
public final class ItemRoutes {
    private static final String ITEM = "/v1/golden/items/{id}";

    private final ItemShelf shelf;
    private final ItemActs acts;
    private final Runnable settle;

    /// @param settle waits until what was decided before is among the items
    public ItemRoutes(ItemShelf shelf, ItemActs acts, Runnable settle) {
        this.shelf = shelf;
        this.acts = acts;
        this.settle = settle;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/golden/items", "listGoldenItems", "Golden items, oldest first.")
                        .scope(Scope.EXPORTS_READ)
                        .query("pipeline", "Items of this pipeline alone; required unless the key belongs to one.")
                        .query("state", GoldenState.class, "Only those in this state.")
                        .query("kind", GoldenKind.class, "Only those of this kind.")
                        .query("conflict", Boolean.class, "Only those whose input has several answers.")
                        .paged()
                        .answers(Types.page(GoldenItem.class))
                        .heavy()
                        .parks()
                        .by(call -> settled(call, this::list)),
                Endpoint.get(ITEM, "getGoldenItem", "An item.")
                        .scope(Scope.EXPORTS_READ)
                        .answers(GoldenItem.class)
                        .by(call -> shelf.find(visible(call)).orElseThrow()),
                Endpoint.get(
                                "/v1/golden/waiting",
                                "listWaitingItems",
                                "Items that wait for a person: proposals, contradictions, and what no split can take.")
                        .scope(Scope.REVIEWS_READ)
                        .query("pipeline", "The pipeline; required unless the key belongs to one.")
                        .paged()
                        .answers(Types.page(GoldenItem.class))
                        .heavy()
                        .parks()
                        .by(call -> settled(call, this::waiting)),
                Endpoint.get("/v1/golden/summary", "goldenSummary", "How large a pipeline's golden set is.")
                        .scope(Scope.REVIEWS_READ)
                        .query("pipeline", "The pipeline; required unless the key belongs to one.")
                        .answers(GoldenSummary.class)
                        .parks()
                        .by(call -> settled(call, one -> shelf.summary(pipeline(one)))),
                act(
                        "admit",
                        "admitGoldenItem",
                        "Makes a proposed item golden; of several answers to one input, chooses this one.",
                        Scope.REVIEWS_WRITE,
                        acts::admit),
                act("retire", "retireGoldenItem", "Takes an item out of use.", Scope.REVIEWS_WRITE, acts::retire),
                act("restore", "restoreGoldenItem", "Takes a retired item back.", Scope.REVIEWS_WRITE, acts::restore),
                act("erase", "eraseGoldenItem", "Deletes the texts of an item for good.", Scope.ADMIN, acts::erase));
    }

    private interface Act {
        GoldenItem on(String id, ItemAct act);
    }

    private Endpoint act(String verb, String id, String summary, Scope scope, Act act) {
        return Endpoint.post(ITEM + "/" + verb, id, summary)
                .scope(scope)
                .takes(ItemAct.class)
                .answers(GoldenItem.class)
                .orRefuses(409, "It does not fit where the item stands.")
                .by(call -> act.on(visible(call), call.body(ItemAct.class)));
    }

    private <T> T settled(Call call, Function<Call, T> answer) {
        settle.run();
        return Blocking.call(() -> answer.apply(call));
    }

    private Page<GoldenItem> list(Call call) {
        int limit = call.queryInt("limit", 50, 1, 200);
        return page(
                limit,
                new ItemFilter(
                        pipeline(call),
                        call.queryEnum("state", GoldenState.class).orElse(null),
                        call.queryEnum("kind", GoldenKind.class).orElse(null),
                        call.queryFlag("conflict"),
                        false,
                        call.query("cursor").orElse("")));
    }

    private Page<GoldenItem> waiting(Call call) {
        int limit = call.queryInt("limit", 50, 1, 200);
        return page(
                limit,
                new ItemFilter(
                        pipeline(call),
                        null,
                        null,
                        false,
                        true,
                        call.query("cursor").orElse("")));
    }

    private Page<GoldenItem> page(int limit, ItemFilter filter) {
        ItemShelf.Slice slice = shelf.page(filter, limit);
        return new Page<>(slice.items(), slice.next());
    }

    private String visible(Call call) {
        String id = call.path("id");
        PipelineName pipeline = shelf.pipelineOf(id).orElseThrow(() -> ItemActs.unknown(id));
        if (!call.sees(pipeline)) {
            throw ItemActs.unknown(id);
        }
        return id;
    }

    private static PipelineName pipeline(Call call) {
        return call.pipelineFilter().orElseThrow(() -> Call.badParameter("pipeline", "is required: name the pipeline"));
    }
}

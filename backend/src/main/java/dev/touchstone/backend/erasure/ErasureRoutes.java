package dev.touchstone.backend.erasure;

import dev.touchstone.api.erasure.Erasure;
import dev.touchstone.api.erasure.Hold;
import dev.touchstone.api.erasure.NewErasure;
import dev.touchstone.api.erasure.NewHold;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.Types;
import dev.touchstone.backend.pipeline.Pipelines;
import java.util.List;

/// `POST /v1/erasures` · `GET /v1/erasures` · `GET /v1/erasures/{id}` · `POST /v1/holds` · `GET /v1/holds` ·
/// `POST /v1/holds/{id}:release`
public final class ErasureRoutes {
    private static final String FIRST = "~";

    private final Erasures erasures;
    private final Holds holds;
    private final Pipelines pipelines;

    public ErasureRoutes(Erasures erasures, Holds holds, Pipelines pipelines) {
        this.erasures = erasures;
        this.holds = holds;
        this.pipelines = pipelines;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(
                                "/v1/erasures",
                                "requestErasure",
                                "Erases the texts of an output, of a user's feedback, or of everything whose metadata says so.")
                        .scope(Scope.ADMIN)
                        .takes(NewErasure.class)
                        .answers(202, Erasure.class)
                        .meaning("It is noted and at work; GET /v1/erasures/{id} tells how far it is.")
                        .by(this::ask),
                Endpoint.get("/v1/erasures", "listErasures", "Erasures, the newest first.")
                        .scope(Scope.ADMIN)
                        .paged()
                        .answers(Types.page(Erasure.class))
                        .by(this::list),
                Endpoint.get("/v1/erasures/{id}", "getErasure", "An erasure; once it is done, its receipt.")
                        .scope(Scope.ADMIN)
                        .answers(Erasure.class)
                        .by(this::get),
                Endpoint.post(
                                "/v1/holds",
                                "placeHold",
                                "Keeps texts from being erased, and from expiring, until the hold is released.")
                        .scope(Scope.ADMIN)
                        .takes(NewHold.class)
                        .answers(201, Hold.class)
                        .meaning("It is in force.")
                        .by(this::hold),
                Endpoint.get("/v1/holds", "listHolds", "Legal holds, the newest first, 1,000 at most.")
                        .scope(Scope.ADMIN)
                        .answers(Types.list(Hold.class))
                        .by(this::holds),
                Endpoint.post(
                                "/v1/holds/{id}:release",
                                "releaseHold",
                                "Lets a hold go; erasures it was in the way of go on.")
                        .scope(Scope.ADMIN)
                        .answers(Hold.class)
                        .meaning("The hold, released now or before.")
                        .by(this::release));
    }

    private Erasure ask(Call call) {
        NewErasure wish = call.body(NewErasure.class);
        requireSight(call, wish.pipeline());
        Erasure erasure = erasures.ask(wish, by(call));
        call.status(202);
        return erasure;
    }

    private Hold hold(Call call) {
        NewHold wish = call.body(NewHold.class);
        requireSight(call, wish.pipeline());
        Hold hold = holds.place(wish, by(call));
        call.status(201);
        return hold;
    }

    private Page<Erasure> list(Call call) {
        int limit = call.queryInt("limit", 50, 1, 200);
        List<Erasure> found = erasures.page(seen(call), call.query("cursor").orElse(FIRST), limit + 1);
        boolean more = found.size() > limit;
        List<Erasure> shown = more ? found.subList(0, limit) : found;
        return new Page<>(shown, more ? shown.getLast().id() : null);
    }

    private Erasure get(Call call) {
        Erasure erasure = erasures.find(call.path("id"));
        if (!call.sees(erasure.pipeline())) {
            throw Erasures.unknown(erasure.id());
        }
        return erasure;
    }

    private List<Hold> holds(Call call) {
        return holds.all(seen(call));
    }

    private Hold release(Call call) {
        Hold hold = holds.find(call.path("id"));
        if (!call.sees(hold.pipeline())) {
            throw Holds.unknown(hold.id());
        }
        return erasures.release(hold.id(), by(call));
    }

    private List<PipelineName> seen(Call call) {
        return pipelines.all().stream().map(Pipeline::name).filter(call::sees).toList();
    }

    private static void requireSight(Call call, PipelineName pipeline) {
        call.requireSight(pipeline, "unknown-pipeline", "Pipeline '" + pipeline + "' is unknown to this key.");
    }

    private static String by(Call call) {
        return "key:" + call.caller().keyId();
    }
}

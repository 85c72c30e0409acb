package dev.touchstone.backend.sampling;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.sampling.NewSample;
import dev.touchstone.api.sampling.Sample;
import dev.touchstone.api.sampling.SampleDetail;
import dev.touchstone.api.sampling.SampleMember;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.Types;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// `GET /v1/samples` · `POST /v1/samples` · `GET /v1/samples/{id}` · `GET /v1/samples/{id}/members`
public final class SampleRoutes {
    private final Samples samples;

    public SampleRoutes(Samples samples) {
        this.samples = samples;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/samples", "listSamples", "Samples, newest first.")
                        .scope(Scope.REVIEWS_READ)
                        .query("pipeline", "Samples of this pipeline alone.")
                        .paged()
                        .answers(Types.page(Sample.class))
                        .by(this::list),
                Endpoint.post(
                                "/v1/samples",
                                "drawSample",
                                "Draws a sample of a past window and opens its reviews: a retroactive audit.")
                        .scope(Scope.SAMPLES_WRITE)
                        .header(Call.IDEMPOTENCY_KEY, "The same key again gets the same sample.")
                        .takes(NewSample.class)
                        .answers(201, SampleDetail.class)
                        .orRefuses(409, "The Idempotency-Key was used before for another sample.")
                        .by(this::draw),
                Endpoint.get("/v1/samples/{id}", "getSample", "A sample, its strata and how far it is reviewed.")
                        .scope(Scope.REVIEWS_READ)
                        .answers(SampleDetail.class)
                        .by(this::get),
                Endpoint.get("/v1/samples/{id}/members", "listSampleMembers", "Who is in a sample.")
                        .scope(Scope.REVIEWS_READ)
                        .paged()
                        .answers(Types.page(SampleMember.class))
                        .by(this::members));
    }

    private Page<Sample> list(Call call) {
        int limit = call.queryInt("limit", 50, 1, 200);
        return page(
                samples.list(
                        call.pipelineFilter().orElse(null), call.query("cursor").orElse(null), limit + 1),
                limit,
                Sample::id);
    }

    private SampleDetail draw(Call call) {
        NewSample asked = call.body(NewSample.class);
        call.requireSight(
                new PipelineName(asked.pipeline()),
                "unknown-pipeline",
                "Pipeline '" + asked.pipeline() + "' is unknown to this key.");
        String key = call.idempotencyKey().orElseGet(() -> UUID.randomUUID().toString());
        Sample drawn = samples.draw(asked, key, call.caller().keyId());
        return samples.detail(drawn.id()).orElseThrow();
    }

    private SampleDetail get(Call call) {
        String id = call.path("id");
        SampleDetail detail = samples.detail(id).orElseThrow(() -> unknown(id));
        requireSight(call, detail.sample());
        return detail;
    }

    private Page<SampleMember> members(Call call) {
        String id = call.path("id");
        int limit = call.queryInt("limit", 50, 1, 200);
        requireSight(call, samples.find(id).orElseThrow(() -> unknown(id)));
        return page(
                samples.members(id, call.query("cursor").orElse(null), limit + 1),
                limit,
                member -> member.outputId().value());
    }

    private static <T> Page<T> page(List<T> rows, int limit, Function<T, String> cursor) {
        boolean more = rows.size() > limit;
        List<T> shown = more ? rows.subList(0, limit) : rows;
        return new Page<>(shown, more ? cursor.apply(shown.getLast()) : null);
    }

    private static void requireSight(Call call, Sample sample) {
        call.requireSight(sample.pipeline(), "unknown-sample", noSample(sample.id()));
    }

    private static ApiProblem unknown(String id) {
        return ApiProblem.notFound("unknown-sample", noSample(id));
    }

    private static String noSample(String id) {
        return "There is no sample " + id + " for this key; GET /v1/samples lists what there is.";
    }
}

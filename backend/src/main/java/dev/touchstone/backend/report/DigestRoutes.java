package dev.touchstone.backend.report;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.report.Digest;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /v1/pipelines/{name}/digests/{week}` · `POST /v1/pipelines/{name}/digests/{week}/post` ·
/// `GET /v1/digests/{id}` · `GET /v1/digests/{id}/charts/{chart}.png`
public final class DigestRoutes {
    private static final String PNG = "image/png";

    private final Digests digests;

    public DigestRoutes(Digests digests) {
        this.digests = digests;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/v1/pipelines/{name}/digests/{week}",
                                "getWeeklyDigest",
                                "What a pipeline's owners should know of an ISO week such as 2026-W47.")
                        .scope(Scope.OUTPUTS_READ)
                        .answers(Digest.class)
                        .meaning("As it was posted; while it is not, as things stand now.")
                        .orRefuses(404, "There is no such pipeline or week.")
                        .by(call -> digests.of(pipeline(call), week(call))),
                Endpoint.post(
                                "/v1/pipelines/{name}/digests/{week}/post",
                                "postWeeklyDigest",
                                "Posts the digest of a week to its channel, once however often it is asked for.")
                        .scope(Scope.ADMIN)
                        .answers(Digest.class)
                        .meaning("It is posted, now or before.")
                        .orRefuses(404, "There is no such pipeline or week.")
                        .orRefuses(409, "The week is not over.")
                        .by(call -> digests.post(pipeline(call), week(call))),
                Endpoint.get("/v1/digests/{id}", "getDigest", "A digest that was computed or posted before.")
                        .scope(Scope.OUTPUTS_READ)
                        .answers(Digest.class)
                        .orRefuses(404, "There is no such digest.")
                        .by(this::find),
                Endpoint.get("/v1/digests/{id}/charts/{chart}.png", "getDigestChart", "A chart of a digest.")
                        .scope(Scope.OUTPUTS_READ)
                        .answers(byte[].class, PNG)
                        .meaning("A picture of 1000 × 440 pixels.")
                        .orRefuses(404, "There is no such digest or chart.")
                        .by(this::chart));
    }

    private static PipelineName pipeline(Call call) {
        PipelineName name = new PipelineName(call.path("name"));
        call.requireSight(name, "unknown-pipeline", "Pipeline '" + name + "' is unknown to this key.");
        return name;
    }

    private static IsoWeek week(Call call) {
        return IsoWeek.parse(call.path("week"))
                .orElseThrow(() -> ApiProblem.notFound(
                        "unknown-week", "There is no week '" + call.path("week") + "'; write it like 2026-W47."));
    }

    private Digest find(Call call) {
        String id = call.path("id");
        String unknown = "There is no digest " + id + "; GET /v1/pipelines/{name}/digests/{week} computes one.";
        Digest digest = digests.find(id).orElseThrow(() -> ApiProblem.notFound("unknown-digest", unknown));
        call.requireSight(digest.pipeline(), "unknown-digest", unknown);
        return digest;
    }

    private @Nullable Object chart(Call call) throws IOException {
        Digest digest = find(call);
        String name = call.path("chart");
        Digest.Chart chart = digest.sections().charts().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiProblem.notFound(
                        "unknown-chart",
                        "Digest " + digest.id() + " has no chart '" + name + "'; it has "
                                + digest.sections().charts().stream()
                                        .map(Digest.Chart::name)
                                        .toList()
                                + "."));
        byte[] png = ChartPicture.png(chart);
        try (OutputStream out = call.stream(PNG)) {
            out.write(png);
        }
        return null;
    }
}

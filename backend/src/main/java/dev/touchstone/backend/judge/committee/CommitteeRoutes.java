package dev.touchstone.backend.judge.committee;

import dev.touchstone.api.judge.CommitteeCase;
import dev.touchstone.api.policy.CommitteeRules;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.judge.judgment.JudgeParts;
import dev.touchstone.backend.judge.judgment.VisibleOutput;
import dev.touchstone.backend.output.OutputRow;
import java.util.List;
import java.util.Optional;

/// `POST /v1/outputs/{id}/committee` · `GET /v1/outputs/{id}/committee`
public final class CommitteeRoutes {
    private final JudgeParts parts;
    private final CommitteeQueue queue;

    public CommitteeRoutes(JudgeParts parts, CommitteeQueue queue) {
        this.parts = parts;
        this.queue = queue;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(
                                "/v1/outputs/{id}/committee",
                                "requestCommittee",
                                "Puts an output to the committee of its pipeline, once; it waits its turn.")
                        .scope(Scope.REVIEWS_WRITE)
                        .answers(202, CommitteeCase.class)
                        .orRefuses(409, "There is no committee, or nothing to ask it.")
                        .by(this::request),
                Endpoint.get(
                                "/v1/outputs/{id}/committee",
                                "getCommittee",
                                "What a committee said of an output; withheld while a blind review of it is open.")
                        .scope(Scope.OUTPUTS_READ)
                        .answers(CommitteeCase.class)
                        .orRefuses(404, "The output is unknown, or was not put to a committee.")
                        .by(call -> shown(visible(call)).orElseThrow(() -> notAsked(call.path("id")))));
    }

    private CommitteeCase request(Call call) {
        OutputRow output = visible(call);
        CommitteeRules rules =
                parts.pipelines().require(output.pipeline()).policy().committee();
        if (rules == null) {
            throw ApiProblem.conflict(
                    "no-committee-rules",
                    "The policy of '" + output.pipeline() + "' names no committee; give it a section committee.");
        }
        if (!queue.enabled()) {
            throw ApiProblem.conflict(
                    "no-committee",
                    "No committee is configured; set committee.models in config/touchstone.yaml and start again.");
        }
        if (!CommitteeQueue.askable(output.parsedBody())) {
            throw ApiProblem.conflict(
                    "nothing-to-ask",
                    "Output " + output.id()
                            + " has no query, or retention has removed its text; no model can be asked.");
        }
        parts.storage().database().writer().useTransaction(transaction -> queue.request(transaction, output, rules));
        return shown(output).orElseThrow();
    }

    private Optional<CommitteeCase> shown(OutputRow output) {
        boolean withheld = output.routed().reviewId() != null
                && parts.queue().underBlindReview(output.routed().reviewId());
        return parts.storage().database().reader().withHandle(handle -> {
            CommitteeDao dao = handle.attach(CommitteeDao.class);
            return dao.find(output.id()).map(row -> row.wire(dao.members(output.id()), withheld));
        });
    }

    private static ApiProblem notAsked(String id) {
        return ApiProblem.notFound(
                "no-committee-case",
                "Output " + id + " was not put to a committee; POST /v1/outputs/" + id + "/committee does.");
    }

    private OutputRow visible(Call call) {
        return VisibleOutput.of(call, parts.outputs());
    }
}

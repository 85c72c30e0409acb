package dev.touchstone.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Problem;
import java.net.http.HttpResponse;

/// What every refusal has to be, whatever it is about.
final class Refused {
    private Refused() {}

    /// Asserts that the answer is exactly one good problem document of this status and code.
    static Problem with(int status, String code, HttpResponse<String> response) {
        assertThat(response.body()).contains("\"code\"");
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .matches("application/problem\\+json(;.*)?");
        // The mapper refuses anything after the first document.
        Problem problem = problem(Json.read(response.body(), JsonNode.class));
        assertThat(problem.code()).as(response.body()).isEqualTo(code);
        assertThat(problem.status()).isEqualTo(status).isEqualTo(response.statusCode());
        return problem;
    }

    static Problem problem(JsonNode json) {
        Problem problem = Json.read(json.toString(), Problem.class);
        assertThat(problem.type()).isEqualTo("urn:touchstone:problem:" + problem.code());
        assertThat(problem.title()).isNotBlank();
        assertThat(problem.detail())
                .isNotBlank()
                .endsWith(".")
                .hasSizeLessThan(1000)
                .doesNotContain(
                        "dev.touchstone", "java.", "jackson", "Exception", "Feature", "StreamRead", "\tat ", "`")
                .doesNotContainPattern("\\p{Cntrl}");
        return problem;
    }
}

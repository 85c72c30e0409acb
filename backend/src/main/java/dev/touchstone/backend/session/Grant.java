package dev.touchstone.backend.session;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.session.NewSignInLink;
import dev.touchstone.api.wire.Reviewer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who signs in, and as what. Public only because JDBI binds through public methods.
///
/// @param pipelines names, separated by commas; empty for none
public record Grant(ReviewerId person, @Nullable String personName, String pipelines, boolean admin) {
    static Grant of(NewSignInLink wish) {
        return new Grant(
                wish.person().id(),
                wish.person().name(),
                wish.pipelines().stream().map(PipelineName::value).distinct().collect(Collectors.joining(",")),
                wish.admin());
    }

    Reviewer reviewer() {
        return new Reviewer(person, personName);
    }

    List<PipelineName> pipelineNames() {
        return pipelines.isEmpty()
                ? List.of()
                : Arrays.stream(pipelines.split(",")).map(PipelineName::new).toList();
    }
}

package dev.touchstone.backend.session;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.session.Session;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Acting;
import dev.touchstone.backend.http.Caller;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Blocking;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What people who are signed in may do themselves: owners everything within their pipeline, administrators everything.
/// Whether somebody is an owner, the policy in force says at this moment. Thread-safe.
public final class SignedInPeople implements Acting {
    private final Sessions sessions;
    private final Pipelines pipelines;

    public SignedInPeople(Sessions sessions, Pipelines pipelines) {
        this.sessions = sessions;
        this.pipelines = pipelines;
    }

    @Override
    public Optional<Caller> of(String session, @Nullable PipelineName pipeline) {
        return Blocking.call(() -> sessions.find(session))
                .filter(person -> person.admin() || pipeline != null && owns(person, pipeline))
                .map(person -> new Caller(person.person().id().value(), pipeline, Set.of(Scope.ADMIN)));
    }

    private boolean owns(Session person, PipelineName pipeline) {
        return pipelines
                .find(pipeline)
                .filter(found -> found.policy()
                        .reviewers()
                        .owners()
                        .contains(person.person().id()))
                .isPresent();
    }
}

package dev.touchstone.console.web;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.Population;
import dev.touchstone.api.session.Session;
import dev.touchstone.api.wire.Reviewer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Somebody who is signed in, with what they may do now.
///
/// @param token of the session; it is sent to the backend and to nobody else
/// @param csrf what a form of theirs must carry
/// @param roles by pipeline; a pipeline that is not in it does not exist for them
public record Visitor(Session session, String token, String csrf, Map<PipelineName, Role> roles) {
    public Visitor {
        roles = Collections.unmodifiableMap(new TreeMap<>(roles));
    }

    public Reviewer person() {
        return session.person();
    }

    public String id() {
        return person().id().value();
    }

    /// The role in a pipeline or in an experiment of it; null for none.
    public @Nullable Role role(PipelineName pipeline) {
        return roles.get(Population.pipelineOf(pipeline));
    }

    public boolean may(Role needed, PipelineName pipeline) {
        Role role = role(pipeline);
        return role != null && role.covers(needed);
    }

    /// Where somebody has at least this role, in order of names.
    public List<PipelineName> where(Role needed) {
        return roles.entrySet().stream()
                .filter(entry -> entry.getValue().covers(needed))
                .map(Map.Entry::getKey)
                .toList();
    }

    public boolean anywhere(Role needed) {
        return !where(needed).isEmpty();
    }

    /// Never the token.
    @Override
    public String toString() {
        return "Visitor[" + id() + "]";
    }
}

package dev.touchstone.console.web;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Reviewers;
import dev.touchstone.api.session.Session;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds out who looks at a page, and what they may see at this moment. What policies say of a person is looked up
/// again every time, so that a role that is taken away is gone from open pages too.
public final class Visitors {
    private final Backends backends;

    public Visitors(Backends backends) {
        this.backends = backends;
    }

    /// Empty for somebody who is not signed in, or no longer.
    public Optional<Visitor> of(Context context) {
        return SessionCookie.read(context).flatMap(this::signedIn);
    }

    private Optional<Visitor> signedIn(String token) {
        try {
            Session session = backends.client().sessions().session(token);
            return Optional.of(new Visitor(session, token, Forms.tokenOf(token), roles(session)));
        } catch (ApiException e) {
            if (e.status() != 404 && e.status() != 422) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Map<PipelineName, Role> roles(Session session) {
        Map<PipelineName, Role> roles = new TreeMap<>();
        for (Pipeline pipeline : backends.pipelines()) {
            Role role = role(session, pipeline);
            if (role != null) {
                roles.put(pipeline.name(), role);
            }
        }
        return roles;
    }

    /// A list of reviewers holds whatever the link said; a channel or a user group only Slack can look into,
    /// and the bot did when it made the link.
    private static @Nullable Role role(Session session, Pipeline pipeline) {
        Reviewers reviewers = pipeline.policy().reviewers();
        var person = session.person().id();
        if (session.admin()) {
            return Role.ADMIN;
        }
        if (reviewers.owners().contains(person)) {
            return Role.OWNER;
        }
        if (reviewers.leads().contains(person)) {
            return Role.LEAD;
        }
        boolean reviews = reviewers.allow().isEmpty()
                ? session.pipelines().contains(pipeline.name())
                : reviewers.allow().contains(person);
        return reviews ? Role.REVIEWER : null;
    }
}

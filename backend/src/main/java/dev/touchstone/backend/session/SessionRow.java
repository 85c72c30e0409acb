package dev.touchstone.backend.session;

import dev.touchstone.api.session.Session;
import java.time.Instant;
import org.jdbi.v3.core.mapper.Nested;

/// A session as it is stored. Public only because JDBI binds through public methods.
public record SessionRow(String tokenHash, @Nested Grant grant, long expiresAtMs) {
    Session session() {
        return new Session(grant.reviewer(), grant.pipelineNames(), grant.admin(), Instant.ofEpochMilli(expiresAtMs));
    }
}

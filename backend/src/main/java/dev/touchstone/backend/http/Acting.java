package dev.touchstone.backend.http;

import dev.touchstone.api.id.PipelineName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets the console act for somebody who is signed in there, so that its own key needs no right that not every reviewer
/// has: what an owner may do, the owner's session may, and the ledger names the owner.
@FunctionalInterface
public interface Acting {
    /// The token of the session.
    String SESSION = "Touchstone-Session";

    /// The pipeline that the person owns and acts in; absent for administrators who act for the whole installation.
    String PIPELINE = "Touchstone-Pipeline";

    /// Where nobody signs in.
    Acting NOBODY = (session, pipeline) -> Optional.empty();

    /// @param pipeline null for the whole installation
    /// @return who acts; empty when nobody is signed in with the token, or they may not do that
    Optional<Caller> of(String session, @Nullable PipelineName pipeline);
}

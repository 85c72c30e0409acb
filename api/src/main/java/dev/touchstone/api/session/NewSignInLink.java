package dev.touchstone.api.session;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import dev.touchstone.api.wire.Reviewer;
import java.util.List;

/// Asks for a link by which a person signs in at the console.
///
/// @param person who signs in with it
/// @param pipelines that the person is known to review, at most 500; what policies say of the person holds besides
/// @param admin whether the person may look at everything; only a key with the scope `admin` may say so
public record NewSignInLink(
        Reviewer person,
        @Defaulted("[]") @Limits(maxSize = 500) List<PipelineName> pipelines,
        @Defaulted("false") Boolean admin) {
    private static final int MOST = 500;

    public NewSignInLink {
        if (person == null) {
            throw new InvalidField("person", "is required: {id, name}");
        }
        pipelines = pipelines == null ? List.of() : List.copyOf(pipelines);
        if (pipelines.size() > MOST) {
            throw new InvalidField("pipelines", "must be at most " + MOST + ", were " + pipelines.size());
        }
        admin = admin != null && admin;
    }
}

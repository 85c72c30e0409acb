package dev.touchstone.backend.sampling;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.sampling.SampleStratum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of a draw.
///
/// @param population outputs in the window
/// @param strata sizes per stratum, by name
/// @param members who is in it, in order of output id: the order in which their rows are locked
/// @param note what was not possible as asked; null when nothing
public record Drawn(
        long population,
        List<SampleStratum> strata,
        List<Member> members,
        @Nullable String note) {
    public Drawn {
        strata = List.copyOf(strata);
        members = List.copyOf(members);
    }

    /// An output in the sample.
    ///
    /// @param pi the inclusion probability, above 0 to 1
    /// @param hasText whether it can still be reviewed
    public record Member(OutputId outputId, String stratum, double u, double pi, boolean hasText) {}
}

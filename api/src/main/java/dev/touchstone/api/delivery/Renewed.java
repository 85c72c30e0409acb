package dev.touchstone.api.delivery;

import java.util.List;

/// Which leases were extended.
///
/// @param ids of the deliveries; the others that were asked for are settled or somebody else's
public record Renewed(List<String> ids) {
    public Renewed {
        ids = List.copyOf(ids);
    }
}

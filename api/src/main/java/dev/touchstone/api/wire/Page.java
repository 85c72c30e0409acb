package dev.touchstone.api.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param items what is on it
/// @param nextCursor pass it as `cursor` to read on; null on the last page
public record Page<T>(List<T> items, @Nullable String nextCursor) {
    public Page {
        items = List.copyOf(items);
    }
}

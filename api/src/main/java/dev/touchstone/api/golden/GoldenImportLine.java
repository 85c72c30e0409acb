package dev.touchstone.api.golden;

import dev.touchstone.api.wire.Problem;
import org.jspecify.annotations.Nullable;

/// What became of one line of an import.
///
/// @param line where it stands, from 1
/// @param status 201 for a new item, 200 for one that was there already, else that of the problem
/// @param id the item; null when it was refused
/// @param conflict whether the set holds another answer to the same input
/// @param problem why it was refused; null when it was not
public record GoldenImportLine(
        int line,
        int status,
        @Nullable String id,
        boolean conflict,
        @Nullable Problem problem) {}

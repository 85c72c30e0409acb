package dev.touchstone.api.experiment;

import dev.touchstone.api.wire.Problem;
import org.jspecify.annotations.Nullable;

/// The answer to one line of an upload.
///
/// @param line the line's number in the request, from 1; of a CSV record that spans several, the first
/// @param status 201 when it was taken, 200 when it was there before, otherwise that of its problem
/// @param caseId its case; null when it could not be read
/// @param version its version; null when it could not be read
/// @param problem why it was not taken; null when it was
public record ExperimentLine(
        long line,
        int status,
        @Nullable String caseId,
        @Nullable String version,
        @Nullable Problem problem) {}

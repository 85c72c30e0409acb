/// Tells the people behind a pipeline how good it is and what waits for them: the weekly digest with its charts,
/// and reminders. Entry classes [WeeklyDigest], [Digests] and [Reminders]. It computes no figure of its own:
/// every one comes from `quality`, for the same period as the API's.
@NullMarked
package dev.touchstone.backend.report;

import org.jspecify.annotations.NullMarked;

/// The review queue: reviews are opened, ordered, claimed, decided, skipped and opened again. Entry classes
/// [ReviewQueue] (finding and holding a review) and [Decisions] (deciding it, the one place where a verdict comes
/// into being). It does not know how reviews are shown.
@NullMarked
package dev.touchstone.backend.review;

import org.jspecify.annotations.NullMarked;

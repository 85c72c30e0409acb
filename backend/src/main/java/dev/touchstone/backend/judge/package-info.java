/// A language model that looks at many outputs where people look at few. [Judging] starts and stops what the
/// packages below do: single judgments, committees, batches, releases under a certificate. Statistics are not its
/// business: what a judge is worth is for `quality` to say.
@NullMarked
package dev.touchstone.backend.judge;

import org.jspecify.annotations.NullMarked;

/// Counts what the gateway has stored, in the background: looks for outputs that came later than what users did with
/// them, and hands what is found to `signal` and `alert` in one transaction. Entry class [FeedbackWork].
@NullMarked
package dev.touchstone.backend.feedback.work;

import org.jspecify.annotations.NullMarked;

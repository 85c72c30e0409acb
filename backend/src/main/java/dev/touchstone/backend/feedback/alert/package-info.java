/// What users' behaviour leads to: a review of what they find critically bad, one per output however many say so, and
/// their words in the thread of its card. Entry class [FeedbackAlerts]. Such a review has no inclusion probability,
/// because it depends on what the output says, so no estimate takes it in.
@NullMarked
package dev.touchstone.backend.feedback.alert;

import org.jspecify.annotations.NullMarked;

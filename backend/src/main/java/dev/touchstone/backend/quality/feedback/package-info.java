/// What users' behaviour is worth, measured by audits alone. Entry class [FeedbackWorth]; [WorthCount] is pure, and the
/// evidence runs the same code.
@NullMarked
package dev.touchstone.backend.quality.feedback;

import org.jspecify.annotations.NullMarked;

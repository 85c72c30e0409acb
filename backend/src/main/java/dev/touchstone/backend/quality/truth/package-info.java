/// Figures with the reviewers' own errors taken out, beside the plain ones. Entry class [ReviewerTruth]. It
/// reads what reviewers said of the same outputs through [dev.touchstone.backend.quality.agreement.Agreement]
/// and knows no table.
@NullMarked
package dev.touchstone.backend.quality.truth;

import org.jspecify.annotations.NullMarked;

/// Reviewers who are not always right: what their own errors do to an error rate. Entry class [CorrectedRate].
@NullMarked
package dev.touchstone.stats.reviewer;

import org.jspecify.annotations.NullMarked;

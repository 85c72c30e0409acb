/// Judgments of a whole window in one job of the model's batch API. Entry class [JudgeBatches].
@NullMarked
package dev.touchstone.backend.judge.batch;

import org.jspecify.annotations.NullMarked;

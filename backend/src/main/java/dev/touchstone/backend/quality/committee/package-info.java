/// How often committees disagree with pipelines, and how often people found that they were right to. `CommitteeFigures`
/// is the entry. It must not show agreement as quality: models can be wrong together.
@NullMarked
package dev.touchstone.backend.quality.committee;

import org.jspecify.annotations.NullMarked;

/// From which score on a judge version may release outputs, as long as its certificate holds. Entry class
/// [JudgeReleases].
@NullMarked
package dev.touchstone.backend.judge.release;

import org.jspecify.annotations.NullMarked;

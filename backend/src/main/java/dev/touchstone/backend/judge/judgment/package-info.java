/// One score by one judge version of one output. [JudgeQueue] says what waits, [Judge] makes one judgment,
/// [JudgmentBook] records it with all that follows from it.
@NullMarked
package dev.touchstone.backend.judge.judgment;

import org.jspecify.annotations.NullMarked;

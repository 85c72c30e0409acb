/// The task of judging one output: the review, the decisions about it, and what has become of the output
/// ([OutputView]).
@NullMarked
package dev.touchstone.api.review;

import org.jspecify.annotations.NullMarked;

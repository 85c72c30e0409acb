/// What a reviewer is asked about an output and answers: the lines of a [Rubric], and the labels of single
/// attributes.
@NullMarked
package dev.touchstone.api.rubric;

import org.jspecify.annotations.NullMarked;

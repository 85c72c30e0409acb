/// Reviews that somebody asks for, or asks no more for: a pipeline, a person, another program. Entry classes
/// [RequestedReviews] and [WithdrawnReviews]. They have no
/// inclusion probability, because somebody chose the output, so no estimate takes them in.
@NullMarked
package dev.touchstone.backend.review.request;

import org.jspecify.annotations.NullMarked;

/// What things are called by: ids of reviews, outputs and reviewers, names of pipelines, each a type of its own, so
/// that two of them cannot change places. Text on the wire. It knows nothing of the things themselves.
@NullMarked
package dev.touchstone.api.id;

import org.jspecify.annotations.NullMarked;

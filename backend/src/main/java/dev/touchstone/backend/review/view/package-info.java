/// What people and callers are shown: pages of reviews ([ReviewLists]), one review with all that a card or a form needs
/// ([ReviewViews]), and what became of an output, also for those who wait for it ([Verdicts]). It reads what `review`
/// keeps and changes nothing.
@NullMarked
package dev.touchstone.backend.review.view;

import org.jspecify.annotations.NullMarked;

/// Searches outputs, and decisions, by what is known of them and of their reviews. Entry classes [OutputSearch] and
/// [DecisionSearch]. It reads and changes
/// nothing, and each page costs the same however many outputs there are.
@NullMarked
package dev.touchstone.backend.review.search;

import org.jspecify.annotations.NullMarked;

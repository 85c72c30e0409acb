/// The card of a review and what hangs on it: [ReviewCard], the resolved card, sources and full texts. Pure
/// functions from the API's records to Block Kit: no I/O, no clock but the `Instant` that is given. All texts of
/// pipelines are untrusted.
@NullMarked
package dev.touchstone.bot.card.review;

import org.jspecify.annotations.NullMarked;

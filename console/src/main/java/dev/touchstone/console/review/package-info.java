/// The queue, one review with everything on one page, and what people decide there. [ReviewFeature] is the way in. It
/// decides nothing: whether a decision counts, the backend says, by the same rules as for Slack.
@NullMarked
package dev.touchstone.console.review;

import org.jspecify.annotations.NullMarked;

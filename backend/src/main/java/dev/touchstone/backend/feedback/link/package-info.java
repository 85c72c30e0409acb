/// Feedback without a key: links that a browser, an e-mail or a chat may follow. Entry class [FeedbackLinks].
/// A link is a token under HMAC and nothing is stored of it; looking at one changes nothing, and one counts
/// once per kind.
@NullMarked
package dev.touchstone.backend.feedback.link;

import org.jspecify.annotations.NullMarked;

/// A typed hand for tests: it acts as one person by the same requests the page makes. The entry is `SlackHand`. It
/// knows nothing but the sandbox's address.
@NullMarked
package dev.touchstone.sandbox.hand;

import org.jspecify.annotations.NullMarked;

/// Conversations in the chat form of OpenAI's API: what was asked ([Query]), a message ([ChatMessage]) and its calls of
/// tools. Messages are kept as they were sent, unknown members included, so that exports lose nothing; what is known
/// of them is checked. It knows nothing of outputs, reviews and golden items.
@NullMarked
package dev.touchstone.api.chat;

import org.jspecify.annotations.NullMarked;

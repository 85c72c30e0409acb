package dev.touchstone.bot.posting;

import dev.touchstone.bot.card.kit.Message;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The same message, from the richest form to the poorest. Each is made only when it is needed.
///
/// @param drawn with charts that Slack draws; null when it has none
/// @param rich without such charts
/// @param plain what Slack cannot refuse
record Versions(@Nullable Supplier<Message> drawn, Supplier<Message> rich, Supplier<Message> plain) {}

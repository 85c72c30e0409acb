/// What reviewers decided, from the click to the backend's answer. Every intent is written to disk before its click
/// is acknowledged ([Journal]); when the backend is away it waits there and is applied, or refused visibly, later
/// ([Intents]). The journal knows nothing of Slack's blocks.
@NullMarked
package dev.touchstone.bot.intent;

import org.jspecify.annotations.NullMarked;

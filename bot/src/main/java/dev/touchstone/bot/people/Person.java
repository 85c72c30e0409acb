package dev.touchstone.bot.people;

import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.bot.card.kit.Refusal.Barrier;
import org.jspecify.annotations.Nullable;

/// Somebody in Slack.
///
/// @param reviewer their id and name in the API
/// @param barrier why they can review nothing at all; null when they are a full member
public record Person(Reviewer reviewer, @Nullable Barrier barrier) {}

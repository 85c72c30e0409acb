package dev.touchstone.bot.sandbox.page;

import dev.touchstone.bot.sandbox.interactivity.Clicks;
import dev.touchstone.bot.sandbox.interactivity.Commands;
import dev.touchstone.bot.sandbox.interactivity.Modals;
import dev.touchstone.bot.sandbox.interactivity.People;

/// Everything people can do.
public record Acts(Clicks clicks, Modals modals, Commands commands, People people) {}

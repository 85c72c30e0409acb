package dev.touchstone.sandbox.page;

import dev.touchstone.sandbox.interactivity.Clicks;
import dev.touchstone.sandbox.interactivity.Commands;
import dev.touchstone.sandbox.interactivity.Modals;
import dev.touchstone.sandbox.interactivity.People;

/// Everything people can do.
public record Acts(Clicks clicks, Modals modals, Commands commands, People people) {}

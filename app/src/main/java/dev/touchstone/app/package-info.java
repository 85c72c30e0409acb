/// The one runnable jar and its commands. Entry class [Main]. Commands read the configuration, wire backend and
/// bot, and talk to people; they hold no rules of the product.
@NullMarked
package dev.touchstone.app;

import org.jspecify.annotations.NullMarked;

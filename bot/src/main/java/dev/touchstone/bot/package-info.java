@NullMarked
package dev.touchstone.bot;

import org.jspecify.annotations.NullMarked;

/// Corrections of people, as examples.
@NullMarked
package dev.touchstone.api.golden;

import org.jspecify.annotations.NullMarked;

/// Development mode: prompt versions compared on a small set.
@NullMarked
package dev.touchstone.api.experiment;

import org.jspecify.annotations.NullMarked;

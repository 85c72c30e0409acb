@NullMarked
package dev.touchstone.lab.flywheel;

import org.jspecify.annotations.NullMarked;

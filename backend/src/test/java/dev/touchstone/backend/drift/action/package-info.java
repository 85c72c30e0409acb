@NullMarked
package dev.touchstone.backend.drift.action;

import org.jspecify.annotations.NullMarked;

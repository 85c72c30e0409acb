@NullMarked
package dev.touchstone.backend.report;

import org.jspecify.annotations.NullMarked;

/// What happens when the database cannot do as it is told: refusals, what goes on meanwhile, and recovery.
@NullMarked
package dev.touchstone.backend.faults;

import org.jspecify.annotations.NullMarked;

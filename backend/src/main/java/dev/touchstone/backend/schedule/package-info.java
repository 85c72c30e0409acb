/// Runs work at its time. Entry class [Schedule]; the only package that knows Quartz. It does not know what the work
/// does: each piece asks for itself which of its periods are missing, so a run too many does no harm.
@NullMarked
package dev.touchstone.backend.schedule;

import org.jspecify.annotations.NullMarked;

/// The feedback gateway: what users do, turned into evidence, in rooms by step. `event` takes it in, `link`
/// takes it from those without a key, `work` counts it in the background, `signal` says what it comes to, and
/// `alert` sends to review what users find critically bad.
@NullMarked
package dev.touchstone.backend.feedback;

import org.jspecify.annotations.NullMarked;

/// The versioned rules of a pipeline. [Policy] holds them all; each part checks its own ranges.
@NullMarked
package dev.touchstone.api.policy;

import org.jspecify.annotations.NullMarked;

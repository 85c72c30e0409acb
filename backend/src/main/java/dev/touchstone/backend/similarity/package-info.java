/// Whether two texts are nearly the same. Pure; entry class [NearDuplicates]. It must not know what the texts are
/// of.
@NullMarked
package dev.touchstone.backend.similarity;

import org.jspecify.annotations.NullMarked;

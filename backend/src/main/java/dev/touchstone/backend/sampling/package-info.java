/// Random choice. So far the sampling key, from which every random choice is made; scheduled draws build on it. Entry
/// class
/// [SamplingKey].
@NullMarked
package dev.touchstone.backend.sampling;

import org.jspecify.annotations.NullMarked;

/// How good a pipeline is, on one page that an owner understands in ten seconds. [QualityPages] is the way in. It
/// computes no
/// figure: each comes from the API with its interval and what it rests on.
@NullMarked
package dev.touchstone.console.quality;

import org.jspecify.annotations.NullMarked;

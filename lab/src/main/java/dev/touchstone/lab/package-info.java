/// What measures the product and is no part of it: benchmarks, evidence on recorded outputs, the kill loop,
/// scenarios. Entry class [Lab].
@NullMarked
package dev.touchstone.lab;

import org.jspecify.annotations.NullMarked;

/// The benchmark: what intake costs and how it grows, printed as ratios of one run because absolute times say more
/// about the machine than about the product. Entry class [BenchCommand].
@NullMarked
package dev.touchstone.lab.bench;

import org.jspecify.annotations.NullMarked;

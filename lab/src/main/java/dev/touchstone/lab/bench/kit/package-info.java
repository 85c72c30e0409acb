/// What benchmarks are made of: servers, load, bodies, and goals that figures are held against.
@NullMarked
package dev.touchstone.lab.bench.kit;

import org.jspecify.annotations.NullMarked;

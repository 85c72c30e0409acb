/// Simulated worlds whose truth is known, and how often what the product says about them holds: where outputs
/// belong together, where reviewers err, where batches are certified. Entry class [PromisesCommand]. The
/// statistics are those of the product.
@NullMarked
package dev.touchstone.lab.promise;

import org.jspecify.annotations.NullMarked;

/// What the models beside the pipeline's own are worth, for its owners: the judge, the committee, and prompt
/// versions in experiments. [ModelsFeature] is the way in. It computes no figure.
@NullMarked
package dev.touchstone.console.models;

import org.jspecify.annotations.NullMarked;

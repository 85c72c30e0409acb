/// The golden flywheel with a real model: requests whose intent is known go through the real HTTP API week by
/// week, people's verdicts become a dataset, the model is trained from the exported file alone and certified from
/// test items it never saw. Entry class [Flywheel]. It knows the product by its API, and its certificate by the code
/// that issues it.
@NullMarked
package dev.touchstone.lab.flywheel;

import org.jspecify.annotations.NullMarked;

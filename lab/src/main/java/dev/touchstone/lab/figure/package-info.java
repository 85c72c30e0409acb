/// Every figure of a quality report held against recorded outputs whose truth is known: shares, attributes,
/// confidences, of what was delivered and of the process behind it, their differences, and what unanswered
/// reviews do to them. Entry class [FigurePage]. The truth is counted without the product's estimators.
@NullMarked
package dev.touchstone.lab.figure;

import org.jspecify.annotations.NullMarked;

/// Development mode: prompt versions compared on a small set before one goes live. Entry classes `Experiments` (from
/// upload to close) and `Comparison` (pure: verdicts → figures). Its outputs and reviews stand under a population of
/// their own; it must not know how reviews are shown, and nothing of it may reach a figure of the pipeline.
@NullMarked
package dev.touchstone.backend.experiment;

import org.jspecify.annotations.NullMarked;

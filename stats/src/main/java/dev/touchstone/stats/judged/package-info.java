/// Human verdicts of some outputs and a judge's scores of many, combined: post-stratification by the judge's verdict
/// ([JudgePostStratification]) and prediction-powered inference ([Ppi]).
@NullMarked
package dev.touchstone.stats.judged;

import org.jspecify.annotations.NullMarked;

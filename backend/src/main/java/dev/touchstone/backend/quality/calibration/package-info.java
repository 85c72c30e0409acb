/// What a judge is worth: its verdicts held against those of people on outputs that chance chose, and used,
/// corrected by that, to make people's figures more precise. `JudgeCalibration` is the entry. It must not show what
/// a judge says as quality.
@NullMarked
package dev.touchstone.backend.quality.calibration;

import org.jspecify.annotations.NullMarked;

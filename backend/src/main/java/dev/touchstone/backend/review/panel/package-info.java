/// Several people who judge one output: how chance draws them, the seats they take, and what their verdicts come to.
/// Entry classes [PanelDraw], [Seats] and [PanelVerdict]. It knows neither reviews nor how a verdict counts; that is
/// for `review`.
@NullMarked
package dev.touchstone.backend.review.panel;

import org.jspecify.annotations.NullMarked;

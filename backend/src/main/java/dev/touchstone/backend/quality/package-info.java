/// Reports on quality: estimates with intervals, the targets, agreement between reviewers and the planner. Entry
/// class [QualitySnapshot]. It reads other features' tables, through read-only joins over reviews, decisions and
/// counters, and never the outputs themselves; it writes nothing.
@NullMarked
package dev.touchstone.backend.quality;

import org.jspecify.annotations.NullMarked;

/// Notices when a pipeline gets worse, and keeps its promise about false alarms. `Watch` is the pure part: audited
/// outputs in order of arrival → what is watched and what has alarmed. `DriftWatch` feeds it from the stored
/// reviews, `Alarms` keeps the episodes. It reads the tables of other features and must not write them.
@NullMarked
package dev.touchstone.backend.drift;

import org.jspecify.annotations.NullMarked;

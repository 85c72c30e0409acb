/// Notices when a pipeline gets worse, and keeps its promise about false alarms. The detectors stand in `drift.watch`;
/// [DriftWatch] feeds them from the stored reviews, [Alarms] keeps the episodes. It reads the tables of other
/// features and must not write them.
@NullMarked
package dev.touchstone.backend.drift;

import org.jspecify.annotations.NullMarked;

/// Replays real outputs with known human verdicts and decides their reviews as the humans did. Entry class
/// [dev.touchstone.lab.scenario.ScenarioDriver]; `scripts/scenario` runs it. The data stays outside the project.
@NullMarked
package dev.touchstone.lab.scenario;

import org.jspecify.annotations.NullMarked;

package dev.touchstone.backend.judge.check;

/// The payload of a delivery that asks for a check.
///
/// @param model the name of the committee's model; empty for the judge's
record CheckWork(String model) {}

package dev.touchstone.backend.store;

import java.time.InstantSource;

/// Where a feature keeps its rows, with what each new row needs.
///
/// @param ids of the rows
/// @param clock their times
public record Storage(Database database, Ids ids, InstantSource clock) {}

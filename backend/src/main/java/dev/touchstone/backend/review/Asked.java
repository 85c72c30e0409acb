package dev.touchstone.backend.review;

/// Why a review was opened and what its reviewer may know. Public only because JDBI binds through public methods.
///
/// @param reasons comma-separated, as stored
/// @param blind whether confidence and judge are kept from the reviewer
/// @param calm 1 − risk: ascending order puts the riskiest first
public record Asked(String reasons, boolean blind, double calm) {}

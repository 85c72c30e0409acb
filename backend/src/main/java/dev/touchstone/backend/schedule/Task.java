package dev.touchstone.backend.schedule;

import java.time.ZoneId;

/// Work that comes again and again. It may run late, twice, or on two nodes at once, and must bear it.
///
/// @param name unique
/// @param cron when, in the scheduler's notation
/// @param zone the time zone of the cron expression
/// @param work what to do; an exception is logged and the next run comes as planned
public record Task(String name, String cron, ZoneId zone, Runnable work) {}

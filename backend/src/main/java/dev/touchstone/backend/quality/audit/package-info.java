/// Learns which outputs an active audit should look at more often, and says beforehand whether that pays. Entry
/// classes [AuditPlanner] and [AuditAdvisor]. It fixes rates and never draws: `audit` does.
@NullMarked
package dev.touchstone.backend.quality.audit;

import org.jspecify.annotations.NullMarked;

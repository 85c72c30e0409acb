package dev.touchstone.backend.intake;

import dev.touchstone.backend.audit.AuditPlans;
import dev.touchstone.backend.sampling.Budgets;
import dev.touchstone.stats.sampling.SamplingKey;

/// What decides which outputs people see.
///
/// @param key of every random choice
/// @param budgets how many doubtful outputs they can look at
/// @param audits which outputs the audit draws more often
public record Chances(SamplingKey key, Budgets budgets, AuditPlans audits) {}

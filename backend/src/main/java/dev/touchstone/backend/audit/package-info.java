/// The active audit: which bands of a score are audited at which rate. Entry classes [AuditPlans], which knows
/// the bands in force, and [ScoredAudits], which draws outputs whose score came after them. It does not learn
/// bands: that takes verdicts, and `quality` does it.
@NullMarked
package dev.touchstone.backend.audit;

import org.jspecify.annotations.NullMarked;

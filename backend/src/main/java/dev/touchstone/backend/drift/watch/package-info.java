/// The detectors without any storage: audited outputs in order of arrival → what is watched, on what baseline, and
/// what has alarmed. Entry class [Watch]; it is fed [AuditFact]s and kept between them as text. The evidence runs
/// the same code over simulated years. It must not know reviews, tables or clocks.
@NullMarked
package dev.touchstone.backend.drift.watch;

import org.jspecify.annotations.NullMarked;

/// Whether verdicts can be relied on: agreement between reviewers ([Agreement]), and between a judge and people as a
/// pure function ([JudgeAgreement]) over rows that whoever runs judges supplies.
@NullMarked
package dev.touchstone.backend.quality.agreement;

import org.jspecify.annotations.NullMarked;

/// From which score on the judge may release doubtful outputs: certified on audits, by Learn-then-Test, with an error
/// budget for all certifications together. `ReleaseCertification` is the entry. It must not release anything itself.
@NullMarked
package dev.touchstone.backend.quality.release;

import org.jspecify.annotations.NullMarked;

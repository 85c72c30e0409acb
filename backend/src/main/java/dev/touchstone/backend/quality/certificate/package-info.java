/// BatchCertification of closed batches: with a promise, at most so much of what left the house is wrong, the part
/// that people saw and the part that went out by itself together. Entry class [BatchCertification]; [BatchEvidence]
/// is pure, and the simulations behind `docs/evidence/certificates.md` call it too.
@NullMarked
package dev.touchstone.backend.quality.certificate;

import org.jspecify.annotations.NullMarked;

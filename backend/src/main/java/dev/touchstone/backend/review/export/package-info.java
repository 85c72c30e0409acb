/// Every decision with all it was about, as a file: approvals, undos and full texts included. Entry class
/// [DecisionExport]. It must not decide anything, and no figure is made of it.
@NullMarked
package dev.touchstone.backend.review.export;

import org.jspecify.annotations.NullMarked;

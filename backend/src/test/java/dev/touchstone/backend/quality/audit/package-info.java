/// Tests of how active audits are learnt, drawn and estimated.
@NullMarked
package dev.touchstone.backend.quality.audit;

import org.jspecify.annotations.NullMarked;

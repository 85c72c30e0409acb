/// Several models asked the same: [CommitteeQueue] says which outputs are put to them, [Committee] asks,
/// [CommitteeVerdict] counts who agrees.
@NullMarked
package dev.touchstone.backend.judge.committee;

import org.jspecify.annotations.NullMarked;

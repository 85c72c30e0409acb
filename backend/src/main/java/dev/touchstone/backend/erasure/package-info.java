/// What must go and what must stay: retention, erasures, legal holds, over one list of the places where texts lie,
/// [dev.touchstone.backend.erasure.Places]. Entry class: [dev.touchstone.backend.erasure.Erasures].
@NullMarked
package dev.touchstone.backend.erasure;

import org.jspecify.annotations.NullMarked;

/// What a caller cannot have, said once for all doors: the domain throws a [Refused], and whoever took the request
/// turns it into an answer, `http` into a status. What is expected of a well-meant call is no refusal but a sealed
/// result.
@NullMarked
package dev.touchstone.backend.refusal;

import org.jspecify.annotations.NullMarked;

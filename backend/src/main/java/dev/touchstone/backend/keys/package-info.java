/// API keys: made once, shown once, looked up by id and checked in constant time. Entry class [ApiKeys]. It knows
/// nothing of what the scopes guard.
@NullMarked
package dev.touchstone.backend.keys;

import org.jspecify.annotations.NullMarked;

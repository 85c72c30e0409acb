/// API keys: made, listed and revoked. A key's token is told once.
@NullMarked
package dev.touchstone.api.key;

import org.jspecify.annotations.NullMarked;

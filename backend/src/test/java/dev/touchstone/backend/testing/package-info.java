/// What the backend's tests share: a clock that stands still, both databases, and the features wired without HTTP.
@NullMarked
package dev.touchstone.backend.testing;

import org.jspecify.annotations.NullMarked;

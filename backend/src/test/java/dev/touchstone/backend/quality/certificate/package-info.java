@NullMarked
package dev.touchstone.backend.quality.certificate;

import org.jspecify.annotations.NullMarked;

/// Episodes of drift, what is done about them, and the state of the detectors ([DriftReport]).
@NullMarked
package dev.touchstone.api.alarm;

import org.jspecify.annotations.NullMarked;

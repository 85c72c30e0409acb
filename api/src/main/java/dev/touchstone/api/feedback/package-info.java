/// What end users do with outputs, as it is posted and read: events of many kinds, and the few ordered classes they
/// come to.
@NullMarked
package dev.touchstone.api.feedback;

import org.jspecify.annotations.NullMarked;

/// Rules about the whole project's sources and documents that need no compiled class. They stand in the module that is
/// built first, so that whoever breaks one hears it within seconds.
@NullMarked
package dev.touchstone.api.house;

import org.jspecify.annotations.NullMarked;

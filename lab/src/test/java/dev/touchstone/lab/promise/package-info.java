@NullMarked
package dev.touchstone.lab.promise;

import org.jspecify.annotations.NullMarked;

/// Reads typed configuration: a YAML file under records with ranges of their own, overridden by `TOUCHSTONE_…`
/// environment variables. Entry class [ConfigLoader]. It knows no setting by name; every feature owns its record.
@NullMarked
package dev.touchstone.backend.config;

import org.jspecify.annotations.NullMarked;

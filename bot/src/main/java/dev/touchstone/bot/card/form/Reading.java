package dev.touchstone.bot.card.form;

import java.util.Map;

/// What a submitted view said.
///
/// @param <T> the form's own result
public sealed interface Reading<T> {
    /// The form is right.
    record Valid<T>(T input) implements Reading<T> {}

    /// Fields are wrong: what to answer with `response_action: errors`, so that the words stand at the field.
    ///
    /// @param errors message by block id; at least one
    record Invalid<T>(Map<String, String> errors) implements Reading<T> {
        public Invalid {
            errors = Map.copyOf(errors);
        }
    }
}

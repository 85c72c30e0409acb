package dev.touchstone.api.wire;

/// A field of a request has a value the API cannot take. The server answers 422 and points at the field; the message
/// says what is allowed.
public final class InvalidField extends IllegalArgumentException {
    private final String field;

    /// @param field the field's name on the wire, relative to the record that holds it
    /// @param detail what is wrong and what would be right, as a sentence
    public InvalidField(String field, String detail) {
        super(detail);
        this.field = field;
    }

    /// The field's name on the wire, relative to the record that holds it.
    public String field() {
        return field;
    }
}

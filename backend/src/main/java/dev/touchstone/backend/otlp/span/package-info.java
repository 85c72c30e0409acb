/// Spans as OTLP sends them, protobuf or JSON, made one form: [Span]. Nothing here knows what an attribute means.
@NullMarked
package dev.touchstone.backend.otlp.span;

import org.jspecify.annotations.NullMarked;

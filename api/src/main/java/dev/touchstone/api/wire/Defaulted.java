package dev.touchstone.api.wire;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The component may be absent from a request: the compact constructor puts a default in its place. Says so in the
/// OpenAPI document; a test holds each against what the record really does.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Defaulted {
    /// The default as it is written on the wire; empty when it is too long to state.
    String value() default "";
}

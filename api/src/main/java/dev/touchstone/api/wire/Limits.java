package dev.touchstone.api.wire;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a component may be, for the OpenAPI document. The compact constructor does the refusing, with a sentence that
/// helps; a test holds the two against each other.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Limits {
    /// The least number.
    double min() default Double.NEGATIVE_INFINITY;

    /// The greatest number.
    double max() default Double.POSITIVE_INFINITY;

    /// The fewest characters of a text or entries of a list or map.
    int minSize() default 0;

    /// The most characters of a text or entries of a list or map.
    int maxSize() default Integer.MAX_VALUE;

    /// What a text must match, as a regular expression.
    String pattern() default "";
}

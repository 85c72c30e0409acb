package dev.touchstone.backend.http;

import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.touchstone.api.Page;
import java.lang.reflect.Type;

/// Generic answer types, for the OpenAPI document.
public final class Types {
    private Types() {}

    /// A [Page] of some record.
    public static Type page(Class<?> item) {
        return TypeFactory.defaultInstance().constructParametricType(Page.class, item);
    }

    /// A list of some record.
    public static Type list(Class<?> item) {
        return TypeFactory.defaultInstance().constructCollectionType(java.util.List.class, item);
    }
}

package dev.touchstone.backend.http;

import dev.touchstone.api.wire.Page;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Generic answer types, for the OpenAPI document.
public final class Types {
    private Types() {}

    /// A [Page] of some record.
    public static Type page(Class<?> item) {
        return new Generic(Page.class, item);
    }

    /// A list of some record.
    public static Type list(Class<?> item) {
        return new Generic(List.class, item);
    }

    private record Generic(Class<?> raw, Class<?> argument) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {argument};
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return null;
        }
    }
}

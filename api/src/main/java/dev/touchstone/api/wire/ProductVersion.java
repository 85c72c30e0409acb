package dev.touchstone.api.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/// The version of this Touchstone, as its build names it: the same on the command line, in the API's document, in the
/// jar
/// and in the list of its parts. It follows Semantic Versioning; docs/upgrading.md says what is promised.
public final class ProductVersion {
    /// Such as `1.0.0`.
    public static final String NUMBER = read();

    private ProductVersion() {}

    private static String read() {
        try (InputStream in = ProductVersion.class.getResourceAsStream("/touchstone-version.properties")) {
            Properties properties = new Properties();
            properties.load(Objects.requireNonNull(in, "touchstone-version.properties is missing in the jar"));
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

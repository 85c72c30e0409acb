package dev.touchstone.api.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every source file is formatted by palantir-java-format. The formatter runs here rather than in a Maven plugin
/// because a plugin runs in Maven's own JVM, which may be too old to parse today's Java.
///
/// `./mvnw -pl api test -Dtest=FormatTest -Dformat.apply=true` rewrites.
class FormatTest {
    private static final boolean APPLY = Boolean.getBoolean("format.apply");
    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(Style.PALANTIR)
            .formatJavadoc(false)
            .build());

    @Test
    void everySourceFileIsFormatted() throws Exception {
        List<Path> sources = House.sources();
        List<Path> unformatted = new ArrayList<>();

        for (Path source : sources) {
            if (!isFormatted(source)) {
                unformatted.add(House.ROOT.relativize(source));
            }
        }

        assertThat(sources).hasSizeGreaterThan(3);
        assertThat(unformatted)
                .as("rewrite with ./mvnw -pl api test -Dtest=FormatTest -Dformat.apply=true")
                .isEmpty();
    }

    private boolean isFormatted(Path source) throws IOException, FormatterException {
        String before = Files.readString(source);
        // Not formatSourceAndFixImports: that also re-indents text blocks away from the code around them.
        String after = formatter.formatSource(
                RemoveUnusedImports.removeUnusedImports(ImportOrderer.reorderImports(before, Style.PALANTIR)));
        if (before.equals(after)) {
            return true;
        }
        if (APPLY) {
            Files.writeString(source, after);
        }
        return APPLY;
    }
}

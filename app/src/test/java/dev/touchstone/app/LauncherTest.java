package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./touchstone` as it is shipped, around a program small enough to be replaced many times: a cache of what the
/// JVM has worked out may only make it faster.
class LauncherTest {
    private static final Path LAUNCHER =
            Path.of(System.getProperty("touchstone.root", "..")).resolve("touchstone");
    private static final boolean CACHES = Runtime.version().feature() >= 25;

    @TempDir
    private Path root;

    private Path packed;

    @BeforeEach
    void install() throws Exception {
        packed = Files.createDirectories(root.resolve("app/target/touchstone"));
        Files.createDirectories(packed.resolve("lib"));
        Files.copy(LAUNCHER, root.resolve("touchstone"), StandardCopyOption.COPY_ATTRIBUTES);
        program("one");
        library("first");
    }

    @Test
    void aReplacedJarNeverRunsOldClasses() throws Exception {
        assertThat(run("now")).isEqualTo(said("one", "first", CACHES));
        List<Path> before = caches();
        assertThat(before).hasSize(CACHES ? 1 : 0);
        FileTime time = Files.getLastModifiedTime(packed.resolve("touchstone.jar"));

        program("two");
        Files.setLastModifiedTime(packed.resolve("touchstone.jar"), time);

        assertThat(run("later")).as("without a cache of its own").isEqualTo(said("two", "first", false));
        assertThat(run("now")).isEqualTo(said("two", "first", CACHES));
        assertThat(caches()).hasSize(before.size()).doesNotContainAnyElementsOf(before);
    }

    @Test
    void aReplacedLibraryNeverRunsOldClasses() throws Exception {
        assertThat(run("now")).isEqualTo(said("one", "first", CACHES));
        FileTime time = Files.getLastModifiedTime(packed.resolve("lib/library.jar"));

        library("other");
        Files.setLastModifiedTime(packed.resolve("lib/library.jar"), time);

        assertThat(run("later")).isEqualTo(said("one", "other", false));
        assertThat(run("now")).isEqualTo(said("one", "other", CACHES));
    }

    @Test
    void itStartsWithoutACacheWhereNoneCanBeMadeOrWanted() throws Exception {
        assertThat(run("off")).isEqualTo(said("one", "first", false));
        assertThat(caches()).isEmpty();

        Files.createFile(packed.resolve("aot"));
        assertThat(run("now")).isEqualTo(said("one", "first", false));
    }

    @Test
    void aCacheThatIsRuinedIsLeftOut() throws Exception {
        run("now");
        for (Path cache : caches()) {
            Files.write(cache, new byte[5000]);
        }

        assertThat(run("now")).contains("one first");
    }

    private static String said(String program, String library, boolean cached) {
        return program + " " + library + (cached ? " from a cache" : "") + "\n";
    }

    private List<Path> caches() throws IOException {
        Path folder = packed.resolve("aot");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private String run(String caching) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("sh", root.resolve("touchstone").toString(), "keys");
        builder.environment()
                .putAll(Map.of("TOUCHSTONE_JAVA_HOME", System.getProperty("java.home"), "TOUCHSTONE_AOT", caching));
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private void program(String word) throws Exception {
        jar(
                packed.resolve("touchstone.jar"),
                Map.of(
                        "dev.touchstone.app.Main",
                        """
                package dev.touchstone.app;
                public class Main {
                    public static void main(String[] arguments) {
                        boolean cached = java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments()
                                .stream().anyMatch(one -> one.startsWith("-XX:AOTCache="));
                        System.out.println("%s " + library.Library.WORD.get() + (cached ? " from a cache" : ""));
                    }
                }
                """.formatted(word),
                        "dev.touchstone.app.WarmUp",
                        """
                package dev.touchstone.app;
                public class WarmUp {
                    public static void main(String[] arguments) {
                        Main.main(arguments);
                    }
                }
                """,
                        "library.Library",
                        libraryText("first")),
                "Main-Class: dev.touchstone.app.Main\nClass-Path: lib/library.jar\n");
    }

    private void library(String word) throws Exception {
        jar(packed.resolve("lib/library.jar"), Map.of("library.Library", libraryText(word)), "");
    }

    private static String libraryText(String word) {
        return """
                package library;
                public class Library {
                    public static final java.util.function.Supplier<String> WORD = () -> "%s";
                }
                """.formatted(word);
    }

    /// Compiles and packs; the library that the program is compiled against is not packed with it.
    private void jar(Path jar, Map<String, String> sources, String manifest) throws Exception {
        Path classes = Files.createTempDirectory(root, "classes");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<SimpleJavaFileObject> units = new ArrayList<>();
        sources.forEach((name, text) -> units.add(
                new SimpleJavaFileObject(
                        URI.create("string:///" + name.replace('.', '/') + ".java"), SimpleJavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                }));
        assertThat(compiler.getTask(null, null, null, List.of("-d", classes.toString()), null, units)
                        .call())
                .isTrue();
        if (sources.size() > 1) {
            try (Stream<Path> library = Files.list(classes.resolve("library"))) {
                for (Path file : library.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(classes.resolve("library"));
        }
        Path entries = Files.writeString(Files.createTempFile(root, "manifest", ".txt"), manifest);
        Files.deleteIfExists(jar);
        assertThat(java.util.spi.ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(
                                System.out,
                                System.err,
                                "cfm",
                                jar.toString(),
                                entries.toString(),
                                "-C",
                                classes.toString(),
                                "."))
                .isZero();
    }
}

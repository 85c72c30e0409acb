package dev.touchstone.api.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The project's files, as tests look at them.
final class House {
    static final Path ROOT = Path.of(System.getProperty("touchstone.root", ".."));

    private static final Pattern TABLE_CHANGE = Pattern.compile("(?i)CREATE TABLE (?:IF NOT EXISTS )?(?<made>[a-z_]+)"
            + "|(?:DROP TABLE|ALTER TABLE) (?<gone>[a-z_]+)(?: RENAME TO (?<renamed>[a-z_]+)|;)");

    private House() {}

    /// The folders of the Maven modules, by name.
    static List<Path> modules() {
        try (Stream<Path> entries = Files.list(ROOT)) {
            return entries.filter(entry -> Files.exists(entry.resolve("pom.xml")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every Java file of every module, tests too.
    static List<Path> sources() {
        return modules().stream()
                .flatMap(module -> files(module.resolve("src"), ".java").stream())
                .toList();
    }

    /// The Java files of a module that are no tests.
    static List<Path> mainSources(Path module) {
        return files(module.resolve("src/main/java"), ".java");
    }

    /// What people read: README, CONTRIBUTING and everything in `docs`.
    static List<Path> documents() {
        List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
        documents.addAll(files(ROOT.resolve("docs"), ".md"));
        return documents;
    }

    /// The text of a document from one heading to the next of the same depth.
    ///
    /// @param heading with its number signs, such as `## Modules`
    static String section(Path document, String heading) {
        String text = read(document);
        int from = ("\n" + text).indexOf("\n" + heading + "\n");
        if (from < 0) {
            throw new AssertionError(document + " has no section '" + heading + "'");
        }
        String depth = heading.substring(0, heading.indexOf(' ') + 1);
        int to = text.indexOf("\n" + depth, from + heading.length());
        return text.substring(from, to < 0 ? text.length() : to);
    }

    /// The cells of the rows of the tables in a text, without heads.
    static List<List<String>> rows(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            boolean head = i + 1 < lines.size() && lines.get(i + 1).startsWith("|---");
            if (lines.get(i).startsWith("|") && !lines.get(i).startsWith("|---") && !head) {
                rows.add(Stream.of(lines.get(i).substring(1).split("\\|"))
                        .map(String::strip)
                        .toList());
            }
        }
        return rows;
    }

    /// What stands between backticks in a text.
    static List<String> quoted(String text) {
        return Pattern.compile("`([^`]+)`")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /// Whether a package, written from below `dev.touchstone` or from a module's own root on, holds main sources.
    static boolean hasPackage(String name) {
        return packages().stream().anyMatch(one -> one.equals(name) || one.endsWith("." + name));
    }

    /// Whether a class of the main sources is there, written like `intake.IntakeRoutes`.
    static boolean hasClass(String name) {
        String path = "/" + name.replace('.', '/') + ".java";
        return modules().stream()
                .flatMap(module -> mainSources(module).stream())
                .anyMatch(file -> file.toString().endsWith(path));
    }

    /// Every package with main sources, from below `dev.touchstone` on, such as `backend.intake`.
    static Set<String> packages() {
        return modules().stream()
                .flatMap(module -> {
                    Path root = module.resolve("src/main/java/dev/touchstone");
                    return mainSources(module).stream().map(file -> root.relativize(file.getParent()));
                })
                .map(folder -> folder.toString().replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The tables that the migrations leave, under their last names.
    static Set<String> tables() {
        Set<String> tables = new TreeSet<>();
        String migrations = files(ROOT.resolve("migrations"), ".sql").stream()
                .sorted(Comparator.comparingInt(House::version))
                .map(House::read)
                .collect(Collectors.joining("\n"));
        Matcher matcher = TABLE_CHANGE.matcher(migrations);
        while (matcher.find()) {
            if (matcher.group("gone") != null) {
                tables.remove(matcher.group("gone"));
            }
            String made = matcher.group("made") == null ? matcher.group("renamed") : matcher.group("made");
            if (made != null) {
                tables.add(made);
            }
        }
        return tables;
    }

    private static int version(Path migration) {
        return Integer.parseInt(migration.getFileName().toString().replaceFirst("V(\\d+)_.*", "$1"));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

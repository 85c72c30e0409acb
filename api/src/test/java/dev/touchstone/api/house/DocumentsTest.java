package dev.touchstone.api.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the documents name exists: packages, classes, tables, files. Prose that nothing checks goes stale.
class DocumentsTest {
    private static final Path README = House.ROOT.resolve("README.md");
    private static final Path ARCHITECTURE = House.ROOT.resolve("docs/architecture.md");

    /// `package.Class`, perhaps with a member.
    private static final Pattern CLASS = Pattern.compile("((?:[a-z]+\\.)+[A-Z][A-Za-z]+)(?:\\.[a-z]\\w*)?");

    private static final Pattern PACKAGE = Pattern.compile("[a-z]+(?:\\.[a-z]+)*");

    @Test
    void everyClassADocumentNamesExists() {
        List<String> missing = new ArrayList<>();
        for (Path document : House.documents()) {
            for (String name : classes(House.read(document))) {
                if (!House.hasClass(name)) {
                    missing.add(House.ROOT.relativize(document) + " names " + name);
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void followOneOutputNamesAClassOnEachOfItsEightLegs() {
        String section = House.section(README, "## Follow one output");

        List<String> legs = Pattern.compile("(?m)^(\\d\\..*(?:\\n   .*)*)")
                .matcher(section)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(legs).hasSize(8).allSatisfy(leg -> assertThat(classes(leg)).isNotEmpty());
    }

    /// The table of the legs says the same as the README, with where each leg enters and what it leaves behind.
    @Test
    void everyLegHasAnEntryClassThatExistsAndWritesTablesThatExist() {
        List<List<String>> legs = House.rows(House.section(ARCHITECTURE, "## The eight legs of an output"));
        Set<String> tables = House.tables();
        String readme = House.section(README, "## Follow one output");

        assertThat(legs).hasSize(8);
        for (List<String> leg : legs) {
            assertThat(classes(leg.get(2)))
                    .as("entry class of " + leg)
                    .hasSize(1)
                    .allMatch(House::hasClass)
                    .allMatch(readme::contains);
            assertThat(tables).as("tables of " + leg).containsAll(House.quoted(leg.get(3)));
        }
        assertThat(legs.stream().map(List::getFirst)).containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
        assertThat(legs.subList(0, 7)).allSatisfy(leg -> assertThat(leg.get(4)).isNotEmpty());
    }

    @Test
    void thePackagesOfTheBackendAreThoseOfTheTable() {
        List<List<String>> rows = House.rows(House.section(ARCHITECTURE, "## Packages of the backend"));

        Set<String> named = rows.stream()
                .flatMap(row -> House.quoted(row.getFirst()).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).allMatch(House::hasPackage);
        assertThat(named).containsAll(below("backend."));
        Set<String> tables = House.tables();
        rows.forEach(row -> assertThat(tables)
                .as("tables of " + row.getFirst())
                .containsAll(House.quoted(row.get(2)).stream()
                        .filter(name -> !name.endsWith("_"))
                        .toList()));
    }

    @Test
    void theMapOfTheBotShowsEachOfItsPackagesWithItsEntry() {
        List<List<String>> rows = House.rows(House.section(ARCHITECTURE, "## A map of the bot"));

        Set<String> named = rows.stream()
                .flatMap(row -> House.quoted(row.getFirst()).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).allMatch(name -> House.hasPackage("bot." + name)).containsAll(below("bot."));
        assertThat(rows)
                .allSatisfy(row -> assertThat(classes(row.get(1)))
                        .as("entry of " + row.getFirst())
                        .isNotEmpty()
                        .allMatch(House::hasClass));
    }

    @Test
    void everyLocalLinkOfADocumentLeadsSomewhere() {
        Pattern link = Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#\\s]+)");
        List<String> broken = new ArrayList<>();
        for (Path document : House.documents()) {
            Matcher matcher = link.matcher(House.read(document));
            while (matcher.find()) {
                if (!Files.exists(document.resolveSibling(matcher.group(1)))) {
                    broken.add(House.ROOT.relativize(document) + " → " + matcher.group(1));
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void everyPackageHasAnIntroduction() {
        Set<String> without = new TreeSet<>();
        for (Path module : House.modules()) {
            House.mainSources(module).stream()
                    .map(Path::getParent)
                    .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                    .forEach(folder -> without.add(folder.toString()));
        }

        assertThat(without).isEmpty();
    }

    /// The packages one level or more below this one, without it. The sandbox has a document of its own.
    private static Set<String> below(String parent) {
        return House.packages().stream()
                .filter(name -> name.startsWith(parent))
                .map(name -> name.substring(parent.length()))
                .filter(name -> PACKAGE.matcher(name).matches())
                .filter(name -> !name.startsWith("sandbox"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> classes(String text) {
        return House.quoted(text).stream()
                .map(CLASS::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .toList();
    }
}

package dev.touchstone.api.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// A name leads to one class, and tells what it is.
class NamesTest {
    @Test
    void noClassOfTheMainSourcesIsCalledATest() {
        Set<String> tests = new TreeSet<>();
        for (Path module : House.modules()) {
            House.mainSources(module).stream()
                    .map(NamesTest::simpleName)
                    .filter(name -> name.endsWith("Test"))
                    .forEach(name -> tests.add(module.getFileName() + ": " + name));
        }

        assertThat(tests).isEmpty();
    }

    @Test
    void noSimpleNameStandsTwiceInAModule() {
        Set<String> twice = new TreeSet<>();
        for (Path module : House.modules()) {
            Set<String> seen = new HashSet<>();
            House.mainSources(module).stream()
                    .map(NamesTest::simpleName)
                    .filter(name -> !name.equals("package-info"))
                    .filter(name -> !seen.add(name))
                    .forEach(name -> twice.add(module.getFileName() + ": " + name));
        }

        assertThat(twice).isEmpty();
    }

    private static String simpleName(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }
}

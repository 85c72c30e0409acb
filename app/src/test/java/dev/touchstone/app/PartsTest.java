package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.ProductVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// What is shipped: which parts, under which licences, and as which version.
class PartsTest {
    private static final Path ROOT = Path.of(System.getProperty("touchstone.root", ".."));

    /// Each part may be used under at least one of these. They ask for a notice and no more; EPL-2.0 asks who changes
    /// such
    /// a part to publish the change.
    private static final Set<String> ALLOWED =
            Set.of("Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0", "CC0-1.0");

    /// Parts whose own file says another thing than what the list makes of their name for it.
    private static final Map<String, String> READ_BY_HAND =
            Map.of("org.jline:jline-terminal", "BSD-3-Clause", "org.jline:jline-native", "BSD-3-Clause");

    private static JsonNode parts() throws IOException {
        try (InputStream in = PartsTest.class.getResourceAsStream("/META-INF/sbom/touchstone.cdx.json")) {
            return Json.read(
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8), JsonNode.class);
        }
    }

    private static Set<String> licences(JsonNode part) {
        Set<String> licences = new TreeSet<>();
        for (JsonNode one : part.path("licenses")) {
            JsonNode licence = one.path("license");
            licences.add(licence.path("id")
                    .asText(licence.path("name").asText(one.path("expression").asText())));
        }
        return licences;
    }

    private static String nameOf(JsonNode part) {
        return part.path("group").asText() + ":" + part.path("name").asText();
    }

    @Test
    void everyPartMayBeShippedUnderALicenceThatAsksForANoticeAtMost() throws IOException {
        Map<String, Set<String>> refused = new TreeMap<>();
        for (JsonNode part : parts().path("components")) {
            String read = READ_BY_HAND.get(nameOf(part));
            Set<String> licences = read == null ? licences(part) : Set.of(read);
            if (licences.stream().noneMatch(ALLOWED::contains)) {
                refused.put(nameOf(part), licences);
            }
        }

        assertThat(refused).isEmpty();
    }

    @Test
    void theListHoldsWhatIsShippedAndNothingOfTheTests() throws IOException {
        List<String> names = new ArrayList<>();
        parts().path("components").forEach(part -> names.add(nameOf(part)));

        assertThat(names)
                .hasSizeGreaterThan(80)
                .contains("org.postgresql:postgresql", "org.xerial:sqlite-jdbc", "com.slack.api:bolt")
                .doesNotContain("org.junit.jupiter:junit-jupiter", "com.microsoft.playwright:playwright")
                .noneMatch(name -> name.contains("error_prone_core"));
    }

    @Test
    void thereIsOneVersionEverywhere() throws IOException {
        String version = ProductVersion.NUMBER;
        StringWriter said = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(said));
        int exit = line.execute("--version");

        assertThat(version).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
        assertThat(exit).isZero();
        assertThat(said.toString().strip()).isEqualTo("Touchstone " + version);
        assertThat(parts().at("/metadata/component/version").asText()).isEqualTo(version);
        assertThat(first("pom.xml", "<version>([^<]+)</version>")).isEqualTo(version);
        assertThat(first("CHANGELOG.md", "(?m)^## \\[?([0-9]+\\.[0-9]+\\.[0-9]+)"))
                .isEqualTo(version);
        assertThat(first("config/deploy/kubernetes.yaml", "image: touchstone:(\\S+)"))
                .isEqualTo(version);
    }

    private static String first(String file, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(ROOT.resolve(file)));
        assertThat(matcher.find()).as(file).isTrue();
        return matcher.group(1);
    }
}

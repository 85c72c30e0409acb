package dev.touchstone.lab;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.touchstone.app.Main;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// Every command line that a document shows is one that `./touchstone` takes: itself, or for what measures it.
class DocumentedCommandsTest {
    private static final CommandLine PRODUCT = new CommandLine(Main.class);
    private static final CommandLine LAB = Lab.commandLine();

    private static final Pattern INLINE = Pattern.compile("`\\./touchstone ([^`]+)`");
    private static final Pattern NESTED = Pattern.compile("\\$\\((\\./touchstone [^)]+)\\)");

    static Stream<ShownCode> blocks() {
        return ShownCode.in("sh");
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void whatABlockTellsTouchstoneToDoItCanDo(ShownCode block) {
        for (List<String> words : touchstone(block.text())) {
            assertParses(block.place(), words);
        }
    }

    @Test
    void whatIsMentionedInASentenceItCanDoToo() {
        int found = 0;
        for (var document : ShownCode.documents()) {
            Matcher matcher = INLINE.matcher(ShownCode.read(document));
            while (matcher.find()) {
                // Brackets stand for what may be left out.
                List<String> words =
                        List.of(matcher.group(1).replaceAll("[\\[\\]]", "").split("\\s+"));
                if (words.size() == 1) {
                    assertThat(tree(words).getSubcommands()).containsKey(words.getFirst());
                } else {
                    assertParses(document.toString(), words);
                }
                found++;
            }
        }

        assertThat(found).isPositive();
    }

    @Test
    void theTableOfCommandsNamesThemAll() {
        String readme = ShownCode.read(ShownCode.ROOT.resolve("README.md"));
        List<String> named = Pattern.compile("(?m)^\\| `([a-z][^`]*)` \\|")
                .matcher(readme)
                .results()
                .map(found -> found.group(1))
                .toList();

        List<String> commands = named.stream().map(line -> line.split(" ")[0]).toList();
        Set<String> known = new TreeSet<>();
        // By their first names: an alias needs no line of its own.
        Stream.of(PRODUCT, LAB)
                .flatMap(line -> line.getSubcommands().values().stream())
                .forEach(command -> known.add(command.getCommandName()));

        assertThat(known).containsAll(commands);
        known.removeAll(commands);
        assertThat(known).as("not in the table").isSubsetOf("help", "backend", "bot");
        for (String line : named) {
            if (line.contains("\\|")) {
                String[] words = line.split(" ");
                CommandLine parent = requireNonNull(PRODUCT.getSubcommands().get(words[0]));
                assertThat(parent.getSubcommands()).containsKeys(words[1].split("\\\\\\|"));
            } else {
                assertParses("README.md", List.of(line.split(" ")));
            }
        }
    }

    private static List<List<String>> touchstone(String shell) {
        List<List<String>> lines = new ArrayList<>();
        for (List<String> words : ShellWords.commands(shell)) {
            if (words.getFirst().equals("./touchstone")) {
                lines.add(words.subList(1, words.size()));
            }
            Matcher nested = NESTED.matcher(String.join(" ", words));
            while (nested.find()) {
                List<String> inner = ShellWords.commands(nested.group(1)).getFirst();
                lines.add(inner.subList(1, inner.size()));
            }
        }
        return lines;
    }

    private static void assertParses(String place, List<String> words) {
        assertThatCode(() -> tree(words).parseArgs(words.toArray(String[]::new)))
                .as(place + ": ./touchstone " + String.join(" ", words))
                .doesNotThrowAnyException();
    }

    private static CommandLine tree(List<String> words) {
        return LAB.getSubcommands().containsKey(words.getFirst()) ? LAB : PRODUCT;
    }
}

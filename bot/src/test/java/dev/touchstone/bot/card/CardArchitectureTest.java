package dev.touchstone.bot.card;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CardArchitectureTest {
    private final JavaClasses cards = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.touchstone.bot.card");

    @Test
    void cardsDoNoInputOrOutput() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..",
                        "java.net..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.util.concurrent..",
                        "com.slack.api",
                        "com.slack.api.bolt..",
                        "com.slack.api.methods..",
                        "com.slack.api.socket_mode..",
                        "org.slf4j..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, System.class, Clock.class)
                .check(cards);
    }

    @Test
    void cardsKnowNoTimeButTheOneTheyAreGiven() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Instant.class, "now", Clock.class)
                .check(cards);
    }

    @Test
    void cardsKnowNoOtherPartOfTheBot() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.touchstone.backend..", "dev.touchstone.app..", "dev.touchstone.bot")
                .check(cards);
    }
}

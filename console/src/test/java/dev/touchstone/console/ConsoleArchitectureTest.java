package dev.touchstone.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The console knows the API and nothing else of ours, and its packages have an order.
class ConsoleArchitectureTest {
    private static final String CONSOLE = "dev.touchstone.console";

    private final JavaClasses code = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(CONSOLE);

    @Test
    void itKnowsTheBackendOnlyThroughTheApi() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        CONSOLE + "..",
                        "dev.touchstone.api..",
                        "java..",
                        "jakarta.servlet..",
                        "io.javalin..",
                        "kotlin..",
                        "gg.jte..",
                        "com.fasterxml.jackson..",
                        "org.slf4j..",
                        "org.jspecify..")
                .check(code);
    }

    @Test
    void itsPackagesFormNoCycle() {
        slices().matching(CONSOLE + ".(*)..").should().beFreeOfCycles().check(code);
    }
}

package dev.touchstone.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The sandbox stands alone and its packages have an order.
class SandboxArchitectureTest {
    private static final String SANDBOX = "dev.touchstone.sandbox";

    private final JavaClasses code = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(SANDBOX);

    @Test
    void itDependsOnNothingElseOfOursAndNotOnSlacksSdk() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        SANDBOX + "..",
                        "java..",
                        "javax.crypto..",
                        "jakarta.servlet..",
                        "io.javalin..",
                        "kotlin..",
                        "org.eclipse.jetty..",
                        "com.fasterxml.jackson..",
                        "org.slf4j..",
                        "org.jspecify..")
                .check(code);
    }

    @Test
    void itsPackagesFormNoCycle() {
        slices().matching(SANDBOX + ".(*)..").should().beFreeOfCycles().check(code);
    }
}

package dev.touchstone.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/// The shape of the house, as rules. What folders only suggest, these enforce.
@AnalyzeClasses(packages = "dev.touchstone", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] IO = {
        "java.io..",
        "java.nio.file..",
        "java.nio.channels..",
        "java.net..",
        "java.sql..",
        "javax.sql..",
        "org.jdbi..",
        "dev.touchstone.backend.store..",
        "dev.touchstone.backend.http..",
        "io.javalin.."
    };

    @ArchTest
    static final ArchRule featuresFormNoCycles =
            slices().matching("dev.touchstone.backend.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule routingDoesNoIo = noClasses()
            .that()
            .resideInAPackage("dev.touchstone.backend.routing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(IO);

    @ArchTest
    static final ArchRule statisticsDoNoIo = noClasses()
            .that()
            .resideInAPackage("dev.touchstone.backend.quality.stats..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(IO);

    @ArchTest
    static final ArchRule onlyTheWiringSeesEverything = noClasses()
            .that()
            .resideInAPackage("dev.touchstone.backend.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.touchstone.backend");

    @ArchTest
    static final ArchRule onlyTheBotKnowsSlack = noClasses()
            .that()
            .resideOutsideOfPackage("dev.touchstone.bot..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.slack..");

    @ArchTest
    static final ArchRule onlyTheScheduleKnowsQuartz = noClasses()
            .that()
            .resideOutsideOfPackage("dev.touchstone.backend.schedule..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.quartz..");

    @ArchTest
    static final ArchRule onlyTheJudgeKnowsOpenAi = noClasses()
            .that()
            .resideOutsideOfPackage("dev.touchstone.backend.judge..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.openai..");

    @ArchTest
    static final ArchRule onlyTheStoreNamesADatabase = noClasses()
            .that()
            .resideOutsideOfPackage("dev.touchstone.backend.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.sqlite..", "org.postgresql..", "com.zaxxer..", "org.flywaydb..");

    @ArchTest
    static final ArchRule theApiStandsAlone = noClasses()
            .that()
            .resideInAPackage("dev.touchstone.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.touchstone.backend..", "dev.touchstone.bot..", "dev.touchstone.app..");

    @ArchTest
    static final ArchRule theBotSeesOnlyTheApi = noClasses()
            .that()
            .resideInAPackage("dev.touchstone.bot..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.touchstone.backend..", "dev.touchstone.app..");

    /// The sandbox stands for a server of its own, which has a clock of its own.
    @ArchTest
    static final ArchRule onlyTheAppReadsTheClock = noClasses()
            .that()
            .resideOutsideOfPackages("dev.touchstone.app..", "dev.touchstone.sandbox..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.InstantSource.class, "system")
            .orShould()
            .callMethod(java.time.Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule daosStayInsideTheirFeature =
            classes().that().haveSimpleNameEndingWith("Dao").should().bePackagePrivate();
}

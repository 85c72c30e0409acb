package dev.touchstone.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;

/// The shape of the house, as rules. What folders only suggest, these enforce.
@AnalyzeClasses(
        packages = "dev.touchstone",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {
    /// Tests of other modules that tests use are packed before the later modules are looked at.
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

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

    /// Every package of ours, at every depth, is a slice of its own.
    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("dev.touchstone.(**)").should().beFreeOfCycles();

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
            .resideInAPackage("dev.touchstone.stats..")
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

    /// Besides routes only what answers a body of many lines writes problems, one for each line.
    @ArchTest
    static final ArchRule onlyTheDoorsKnowProblemDocuments = noClasses()
            .that()
            .resideOutsideOfPackages("dev.touchstone.backend.http..", "dev.touchstone.api..")
            .and()
            .haveNameMatching("dev\\.touchstone\\.backend\\..*")
            .and()
            .haveNameNotMatching(".*(Routes|\\.Batch|\\.Upload|Lines)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("dev\\.touchstone\\.(backend\\.http\\.(ApiProblem|Problems)|api\\.wire\\.Problem)");

    @ArchTest
    static final ArchRule onlyTheScheduleKnowsQuartz = noClasses()
            .that()
            .resideOutsideOfPackage("dev.touchstone.backend.schedule..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.quartz..");

    @ArchTest
    static final ArchRule onlyTheModelLineKnowsOpenAi = noClasses()
            .that()
            .resideOutsideOfPackage("dev.touchstone.backend.model..")
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
            .resideInAnyPackage(
                    "dev.touchstone.stats..",
                    "dev.touchstone.backend..",
                    "dev.touchstone.bot..",
                    "dev.touchstone.sandbox..",
                    "dev.touchstone.app..",
                    "dev.touchstone.lab..");

    @ArchTest
    static final ArchRule theStatisticsStandAlone = noClasses()
            .that()
            .resideInAPackage("dev.touchstone.stats..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.touchstone.api..",
                    "dev.touchstone.backend..",
                    "dev.touchstone.bot..",
                    "dev.touchstone.sandbox..",
                    "dev.touchstone.app..",
                    "dev.touchstone.lab..");

    /// What stands in for other people's servers shares no code with what it tests.
    @ArchTest
    static final ArchRule theSandboxStandsAlone = noClasses()
            .that()
            .resideInAPackage("dev.touchstone.sandbox..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.touchstone.api..",
                    "dev.touchstone.stats..",
                    "dev.touchstone.backend..",
                    "dev.touchstone.bot..",
                    "dev.touchstone.app..",
                    "dev.touchstone.lab..");

    @ArchTest
    static final ArchRule nothingOfTheProductKnowsTheLab = noClasses()
            .that()
            .resideOutsideOfPackage("dev.touchstone.lab..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.touchstone.lab..");

    @ArchTest
    static final ArchRule cardsDoNoIo = noClasses()
            .that()
            .resideInAPackage("dev.touchstone.bot.card..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(IO);

    @ArchTest
    static final ArchRule theBotSeesOnlyTheApi = noClasses()
            .that()
            .resideInAPackage("dev.touchstone.bot..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.touchstone.stats..",
                    "dev.touchstone.backend..",
                    "dev.touchstone.sandbox..",
                    "dev.touchstone.app..",
                    "dev.touchstone.lab..");

    /// The sandbox stands for a server of its own, which has a clock of its own.
    @ArchTest
    static final ArchRule onlyTheAppReadsTheClock = noClasses()
            .that()
            .resideOutsideOfPackages("dev.touchstone.app..", "dev.touchstone.lab..", "dev.touchstone.sandbox..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.InstantSource.class, "system")
            .orShould()
            .callMethod(java.time.Clock.class, "systemUTC");

    /// A feature is a package below `backend` with all that stands in it.
    @ArchTest
    static final ArchRule daosStayInsideTheirFeature =
            classes().that().haveSimpleNameEndingWith("Dao").should(beUsedByTheirFeatureAlone());

    private static ArchCondition<JavaClass> beUsedByTheirFeatureAlone() {
        return new ArchCondition<>("be used by their feature alone") {
            @Override
            public void check(JavaClass dao, ConditionEvents events) {
                dao.getDirectDependenciesToSelf().stream()
                        .filter(use -> !feature(use.getOriginClass()).equals(feature(dao)))
                        .forEach(use -> events.add(SimpleConditionEvent.violated(use, use.getDescription())));
            }
        };
    }

    private static String feature(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.");
        return parts.length > 3 ? parts[3] : "";
    }
}

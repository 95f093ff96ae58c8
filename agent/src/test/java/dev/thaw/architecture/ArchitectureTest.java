package dev.thaw.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Which package may know which: the arrows run down only. */
@AnalyzeClasses(packages = "dev.thaw", importOptions = ArchitectureTest.OfTheAgent.class)
class ArchitectureTest {
    /** From the top of the house to its bottom. */
    private static final List<String> LAYERS =
            List.of("runtime", "weave", "intercept", "lambda", "handle", "session", "cache", "classfile");

    private static final String JDK = "java..";

    /** Neither the tests nor the test kit. */
    static final class OfTheAgent implements ImportOption {
        @Override
        public boolean includes(com.tngtech.archunit.core.importer.Location location) {
            return location.contains("/agent/target/classes/");
        }
    }

    @ArchTest
    static void arrowsRunDownOnly(JavaClasses agent) {
        for (int i = 0; i < LAYERS.size(); i++) {
            List<String> allowed = new ArrayList<>(List.of(JDK, "javax.sql..", "javax.naming.."));
            for (String below : LAYERS.subList(i, LAYERS.size())) {
                allowed.add("dev.thaw." + below);
            }
            only(LAYERS.get(i), allowed).allowEmptyShould(true).check(agent);
        }
    }

    @ArchTest
    static final ArchRule theEntryPointKnowsClassFilesOnly =
            only("agent", List.of(JDK, "dev.thaw.agent", "dev.thaw.classfile"));

    @ArchTest
    static final ArchRule theBuildKnowsTheHandlesAndByteBuddy =
            only("build", List.of(JDK, "dev.thaw.build", "dev.thaw.handle", "dev.thaw.classfile", "net.bytebuddy.."));

    @ArchTest
    static final ArchRule nobodyKnowsTheBuild = noClasses()
            .that()
            .resideOutsideOfPackage("dev.thaw.build")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.thaw.build");

    @ArchTest
    static final ArchRule theCacheKnowsJavaSqlAndNothingElse =
            only("cache", List.of("java.lang..", "java.util..", "java.sql", "dev.thaw.cache"));

    /** A generator in memory would be in a snapshot, and draw the same in all that are restored from it. */
    @ArchTest
    static final ArchRule nothingIsDrawnButFromTheKernel = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.thaw.intercept.Salt")
            .should()
            .dependOnClassesThat(assignableTo(RandomGenerator.class).or(equivalentTo(UUID.class)))
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule norIsAGeneratorKept = noFields().should().haveRawType(assignableTo(RandomGenerator.class));

    @ArchTest
    static void everyClassIsInAPackageOfTheHouse(JavaClasses agent) {
        List<String> known = new ArrayList<>(LAYERS);
        known.addAll(List.of("agent", "build"));
        assertThat(agent)
                .isNotEmpty()
                .allSatisfy(
                        type -> assertThat(known).contains(type.getPackageName().substring("dev.thaw.".length())));
    }

    private static ArchRule only(String layer, List<String> allowed) {
        return classes()
                .that()
                .resideInAPackage("dev.thaw." + layer)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new));
    }
}

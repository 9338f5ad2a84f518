package counterfoil.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
    private static final Path ROOT = Repository.ofThisModule().root();
    private static final JavaClasses SHIPPED = new ClassFileImporter()
            .importPaths(
                    classesOf("protocol"), classesOf("persistence"), classesOf("http-api"), classesOf("cluster-node"));

    /** The packages that a module may hold, by the beginning of their names. */
    private static final Map<String, String> PACKAGES = Map.of(
            "protocol", "counterfoil\\.(protocol|market|money)(\\..*)?",
            "persistence", "counterfoil\\.persistence\\..*",
            "http-api", "counterfoil\\.http(\\..*)?",
            "cluster-node", "counterfoil\\.(node|domain)(\\..*)?");

    private static Path classesOf(String module) {
        return ROOT.resolve(module).resolve("target/classes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"protocol", "persistence", "http-api", "cluster-node"})
    void everyModuleHoldsItsOwnPackagesOnly(String module) {
        JavaClasses own = new ClassFileImporter().importPath(classesOf(module));
        assertThat(own).isNotEmpty();
        assertThat(own)
                .extracting(JavaClass::getPackageName)
                .allSatisfy(name -> assertThat(name).matches(PACKAGES.getOrDefault(module, "")));
    }

    @Test
    void protocolKnowsNoOtherModule() {
        ArchitectureRules.protocolKnowsNoOtherModule().check(SHIPPED);
    }

    @Test
    void persistenceKnowsOnlyProtocol() {
        ArchitectureRules.persistenceKnowsOnlyProtocol().check(SHIPPED);
    }

    @Test
    void httpKnowsOnlyProtocolAndTheReadSideOfPersistence() {
        ArchitectureRules.httpKnowsOnlyProtocolAndTheReadSideOfPersistence().check(SHIPPED);
    }

    @Test
    void sealNeedsTheJdkAndJacksonCoreOnly() {
        ArchitectureRules.sealNeedsTheJdkAndJacksonCoreOnly().check(SHIPPED);
    }

    @Test
    void httpNeverSeesTheNode() {
        ArchitectureRules.httpNeverSeesTheNode().check(SHIPPED);
    }

    @Test
    void domainIsPure() {
        ArchitectureRules.domainIsPure().check(SHIPPED);
    }

    @Test
    void domainDrawsNothingByChance() {
        ArchitectureRules.domainDrawsNothingByChance().check(SHIPPED);
    }

    @Test
    void domainReadsNoClock() {
        ArchitectureRules.domainReadsNoClock().check(SHIPPED);
    }

    @Test
    void onlyTheCommandLineReadsTheClock() {
        ArchitectureRules.onlyTheCommandLineReadsTheClock().check(SHIPPED);
    }

    @Test
    void nobodyReadsJavaObjects() {
        ArchitectureRules.nobodyReadsJavaObjects().check(SHIPPED);
    }

    @Test
    void nobodyDeletesEvents() {
        ArchitectureRules.nobodyDeletesEvents().check(SHIPPED);
    }

    @Test
    void noClassNameIsATypeTag() {
        ArchitectureRules.noClassNameIsATypeTag().check(SHIPPED);
    }

    @Test
    void eventsHoldNoActor() {
        ArchitectureRules.eventsHoldNoActor().check(SHIPPED);
    }

    @Test
    void actorsAndRoutesDoNotWait() {
        ArchitectureRules.actorsAndRoutesDoNotWait().check(SHIPPED);
    }

    @Test
    void everyPackageIsNullMarked() {
        ArchitectureRules.everyPackageIsNullMarked().check(SHIPPED);
    }
}

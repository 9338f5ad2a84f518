package counterfoil.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule is shown a planted class that breaks it, and one beside it that does not. */
class ArchitectureRulesTest {
    /** A rule, the body of a class that breaks it and that of one that does not, both in one package. */
    record Pair(String name, Supplier<ArchRule> rule, String inPackage, String broken, String kept) {
        @Override
        public String toString() {
            return name + " " + broken;
        }
    }

    static List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>(modules());
        pairs.addAll(domain());
        pairs.addAll(everywhere());
        pairs.add(journal());
        return pairs;
    }

    private static List<Pair> modules() {
        String sees = "Class<?> a = counterfoil.%s.class;";
        return List.of(
                new Pair(
                        "protocolKnowsNoOtherModule",
                        ArchitectureRules::protocolKnowsNoOtherModule,
                        "counterfoil.market",
                        sees.formatted("domain.series.Series"),
                        sees.formatted("money.Money")),
                new Pair(
                        "persistenceKnowsOnlyProtocol",
                        ArchitectureRules::persistenceKnowsOnlyProtocol,
                        "counterfoil.persistence.journal",
                        sees.formatted("http.Problem"),
                        sees.formatted("market.Bar")),
                new Pair(
                        "httpKnowsOnlyProtocolAndTheReadSideOfPersistence",
                        ArchitectureRules::httpKnowsOnlyProtocolAndTheReadSideOfPersistence,
                        "counterfoil.http.stock",
                        sees.formatted("persistence.journal.EventSerializer"),
                        sees.formatted("persistence.query.DatabaseHealth")),
                new Pair(
                        "httpNeverSeesTheNode",
                        ArchitectureRules::httpNeverSeesTheNode,
                        "counterfoil.http.stock",
                        sees.formatted("domain.series.Series"),
                        sees.formatted("protocol.stock.StockView")));
    }

    private static List<Pair> domain() {
        List<Pair> pairs = new ArrayList<>();
        Supplier<ArchRule> pure = ArchitectureRules::domainIsPure;
        String list = "java.util.List<String> a = java.util.List.of();";
        for (String type : List.of(
                "org.apache.pekko.actor.typed.ActorRef",
                "java.sql.Connection",
                "com.fasterxml.jackson.databind.JsonNode",
                "java.nio.file.Path",
                "counterfoil.protocol.Cause")) {
            pairs.add(new Pair("domainIsPure", pure, "counterfoil.domain.book", type + " a;", list));
        }
        Supplier<ArchRule> seal = ArchitectureRules::sealNeedsTheJdkAndJacksonCoreOnly;
        for (String type : List.of(
                "com.fasterxml.jackson.databind.JsonNode",
                "java.sql.Connection",
                "counterfoil.protocol.Cause",
                "counterfoil.persistence.query.SealedEvent",
                "org.slf4j.Logger")) {
            pairs.add(new Pair(
                    "sealNeedsTheJdkAndJacksonCoreOnly",
                    seal,
                    "counterfoil.persistence.seal",
                    type + " a;",
                    "com.fasterxml.jackson.core.JsonParser a; java.nio.file.Path b;"));
        }
        Supplier<ArchRule> chance = ArchitectureRules::domainDrawsNothingByChance;
        for (String draw : List.of("new java.util.Random(7)", "Math.random()", "java.util.UUID.randomUUID()")) {
            pairs.add(new Pair(
                    "domainDrawsNothingByChance", chance, "counterfoil.domain.book", "Object a = " + draw + ";", list));
        }
        Supplier<ArchRule> clock = ArchitectureRules::domainReadsNoClock;
        for (String time : List.of(
                "java.time.Instant.now()",
                "java.time.LocalDate.now(java.time.ZoneOffset.UTC)",
                "System.currentTimeMillis()",
                "System.nanoTime()",
                "java.time.Clock.systemUTC()")) {
            pairs.add(new Pair(
                    "domainReadsNoClock",
                    clock,
                    "counterfoil.domain.book",
                    "Object a = " + time + ";",
                    "Object a(java.time.Clock given) { return given.instant(); }"));
        }
        return pairs;
    }

    private static Pair journal() {
        return new Pair(
                "nobodyDeletesEvents",
                ArchitectureRules::nobodyDeletesEvents,
                "counterfoil.node.stock",
                "Object a(org.apache.pekko.persistence.typed.javadsl.SnapshotCountRetentionCriteria b) {"
                        + " return b.withDeleteEventsOnSnapshot(); }",
                "Object a(org.apache.pekko.persistence.typed.javadsl.SnapshotCountRetentionCriteria b) {"
                        + " return b.toString(); }");
    }

    private static List<Pair> everywhere() {
        String actor = "org.apache.pekko.actor.typed.ActorRef<String>";
        String event = "record Kept(%s a, counterfoil.protocol.Cause cause) implements counterfoil.protocol.Event {}";
        String tag = "@com.fasterxml.jackson.annotation.JsonTypeInfo(use ="
                + " com.fasterxml.jackson.annotation.JsonTypeInfo.Id.%s) interface Tagged {}";
        String wait = "Object a(java.util.concurrent.CompletableFuture<String> b) throws Exception { return b.%s; }";
        return List.of(
                new Pair(
                        "onlyTheCommandLineReadsTheClock",
                        ArchitectureRules::onlyTheCommandLineReadsTheClock,
                        "counterfoil.node.stock",
                        "Object a = java.time.LocalDate.now();",
                        "Object a(java.time.Clock b) { return java.time.Instant.now(b); }"),
                new Pair(
                        "nobodyReadsJavaObjects",
                        ArchitectureRules::nobodyReadsJavaObjects,
                        "counterfoil.http",
                        "java.io.ObjectInputStream a;",
                        "java.io.InputStream a;"),
                new Pair(
                        "noClassNameIsATypeTag",
                        ArchitectureRules::noClassNameIsATypeTag,
                        "counterfoil.http",
                        tag.formatted("CLASS"),
                        tag.formatted("NAME")),
                new Pair(
                        "noClassNameIsATypeTag",
                        ArchitectureRules::noClassNameIsATypeTag,
                        "counterfoil.http",
                        "void a(com.fasterxml.jackson.databind.ObjectMapper b) {"
                                + " b.activateDefaultTyping(b.getPolymorphicTypeValidator()); }",
                        "void a(com.fasterxml.jackson.databind.ObjectMapper b) { b.findAndRegisterModules(); }"),
                new Pair(
                        "eventsHoldNoActor",
                        ArchitectureRules::eventsHoldNoActor,
                        "counterfoil.protocol.stock",
                        event.formatted(actor),
                        event.formatted("String")),
                new Pair(
                        "eventsHoldNoActor",
                        ArchitectureRules::eventsHoldNoActor,
                        "counterfoil.protocol.stock",
                        event.formatted("java.util.List<" + actor + ">"),
                        event.formatted("java.util.List<String>")),
                new Pair(
                        "actorsAndRoutesDoNotWait",
                        ArchitectureRules::actorsAndRoutesDoNotWait,
                        "counterfoil.node.stock",
                        wait.formatted("join()"),
                        wait.formatted("thenApply(c -> c)")),
                new Pair(
                        "actorsAndRoutesDoNotWait",
                        ArchitectureRules::actorsAndRoutesDoNotWait,
                        "counterfoil.http.stock",
                        wait.formatted("thenApply(c -> b.join()).get()"),
                        wait.formatted("whenComplete((c, d) -> {})")));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aPlantedFaultIsFound(Pair pair, @TempDir Path folder) {
        JavaClasses planted = PlantedClasses.compile(folder, List.of(source(pair, pair.broken())));
        assertThatThrownBy(() -> pair.rule().get().check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("was violated")
                .hasMessageContaining("Planted");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whatIsAllowedPasses(Pair pair, @TempDir Path folder) {
        pair.rule().get().check(PlantedClasses.compile(folder, List.of(source(pair, pair.kept()))));
    }

    @Test
    void aPackageThatIsNotNullMarkedIsFound(@TempDir Path without, @TempDir Path with) {
        String type = "package counterfoil.node.stock; class Planted {}";
        String info = "@org.jspecify.annotations.NullMarked package counterfoil.node.stock;";
        ArchRule rule = ArchitectureRules.everyPackageIsNullMarked();
        JavaClasses unmarked = PlantedClasses.compile(without, List.of(type));
        assertThatThrownBy(() -> rule.check(unmarked)).hasMessageContaining("is not null-marked");
        rule.check(PlantedClasses.compile(with, List.of(type, info)));
    }

    /** A rule about a package that no longer exists would let everything pass. */
    @Test
    void aRuleThatAppliesToNothingFails(@TempDir Path folder) {
        JavaClasses elsewhere = PlantedClasses.compile(folder, List.of("package elsewhere; class Planted {}"));
        for (Pair pair : pairs()) {
            assertThatThrownBy(() -> pair.rule().get().check(elsewhere))
                    .as(pair.name())
                    .hasMessageContaining("failed to check any classes");
        }
    }

    @Test
    void everyRuleHasAPlantedFault() {
        List<String> rules = Arrays.stream(ArchitectureRules.class.getDeclaredMethods())
                .filter(method -> ArchRule.class.isAssignableFrom(method.getReturnType()))
                .map(method -> method.getName())
                .toList();
        List<String> planted = new ArrayList<>(List.of("everyPackageIsNullMarked"));
        pairs().forEach(pair -> planted.add(pair.name()));
        assertThat(planted).containsAll(rules);
        assertThat(Arrays.stream(ArchitectureTest.class.getDeclaredMethods()).map(method -> method.getName()))
                .containsAll(rules);
    }

    private static String source(Pair pair, String body) {
        return "package " + pair.inPackage() + "; class Planted { " + body + " }";
    }
}

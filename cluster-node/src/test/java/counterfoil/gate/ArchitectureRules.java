package counterfoil.gate;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import counterfoil.protocol.Event;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * What the compiled classes of all modules are held against. Every rule fails when it applies to no class at all, so a
 * renamed package cannot switch one off.
 */
final class ArchitectureRules {
    private static final String[] PROTOCOL = {"counterfoil.protocol..", "counterfoil.market..", "counterfoil.money.."};
    private static final String[] PERSISTENCE = {"counterfoil.persistence.."};
    private static final String[] HTTP = {"counterfoil.http.."};
    private static final String[] NODE = {"counterfoil.node..", "counterfoil.domain.."};

    private static final Set<String> CHANCE = Set.of(
            "java.util.Random",
            "java.util.concurrent.ThreadLocalRandom",
            "java.util.SplittableRandom",
            "java.util.random.RandomGenerator",
            "java.security.SecureRandom");
    private static final Set<String> DELETIONS =
            Set.of("withDeleteEventsOnSnapshot", "deleteMessages", "asyncDeleteMessagesTo");
    private static final Map<String, Set<String>> SYSTEM_CLOCK = Map.of(
            "java.lang.System", Set.of("currentTimeMillis"),
            "java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system", "tickSeconds", "tickMillis"),
            "java.time.InstantSource", Set.of("system"));

    private ArchitectureRules() {}

    static ArchRule protocolKnowsNoOtherModule() {
        return noClasses()
                .that()
                .resideInAnyPackage(PROTOCOL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(join(PERSISTENCE, HTTP, NODE));
    }

    static ArchRule persistenceKnowsOnlyProtocol() {
        return noClasses()
                .that()
                .resideInAnyPackage(PERSISTENCE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(join(HTTP, NODE));
    }

    static ArchRule httpKnowsOnlyProtocolAndTheReadSideOfPersistence() {
        DescribedPredicate<JavaClass> inside = describe(
                "persistence outside of persistence.query and the pure persistence.seal",
                type -> type.getPackageName().startsWith("counterfoil.persistence")
                        && !type.getPackageName().startsWith("counterfoil.persistence.query")
                        && !type.getPackageName().equals("counterfoil.persistence.seal"));
        return noClasses().that().resideInAnyPackage(HTTP).should().dependOnClassesThat(inside);
    }

    static ArchRule httpNeverSeesTheNode() {
        return noClasses()
                .that()
                .resideInAnyPackage(HTTP)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(NODE);
    }

    /** Says what is allowed instead of what is not: no framework that comes later slips in. */
    static ArchRule domainIsPure() {
        return classes()
                .that()
                .resideInAPackage("counterfoil.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "counterfoil.domain..",
                        "counterfoil.market..",
                        "counterfoil.money..",
                        "java.lang..",
                        "java.math..",
                        "java.nio",
                        "java.nio.charset",
                        "java.time..",
                        "java.util..",
                        "org.jspecify.annotations..");
    }

    /** An auditor runs it from a small jar that holds this package and jackson-core, nothing else. */
    static ArchRule sealNeedsTheJdkAndJacksonCoreOnly() {
        return classes()
                .that()
                .resideInAPackage("counterfoil.persistence.seal..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "counterfoil.persistence.seal..",
                        "com.fasterxml.jackson.core..",
                        "java.io..",
                        "java.lang..",
                        "java.nio..",
                        "java.security..",
                        "java.time..",
                        "java.util..",
                        "org.jspecify.annotations..");
    }

    static ArchRule domainDrawsNothingByChance() {
        return noClasses()
                .that()
                .resideInAPackage("counterfoil.domain..")
                .should()
                .dependOnClassesThat(describe("draw by chance", type -> CHANCE.contains(type.getName())))
                .orShould()
                .accessTargetWhere(describe("Math.random or a random UUID", ArchitectureRules::isChance));
    }

    static ArchRule domainReadsNoClock() {
        return noClasses()
                .that()
                .resideInAPackage("counterfoil.domain..")
                .should()
                .accessTargetWhere(describe(
                        "a clock is read",
                        access -> readsClock(access) || isCall(access, "java.lang.System", "nanoTime")));
    }

    /** The command line, where a process begins, hands the clock to everything else. */
    static ArchRule onlyTheCommandLineReadsTheClock() {
        return noClasses()
                .that()
                .resideInAPackage("counterfoil..")
                .and()
                .resideOutsideOfPackage("counterfoil.node.command..")
                .should()
                .accessTargetWhere(describe("the clock is read", ArchitectureRules::readsClock));
    }

    static ArchRule nobodyReadsJavaObjects() {
        return noClasses()
                .that()
                .resideInAPackage("counterfoil..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ObjectOutputStream.class);
    }

    /** Of Pekko's ways to delete events, none is taken: the journal keeps all of them. */
    static ArchRule nobodyDeletesEvents() {
        return noClasses()
                .that()
                .resideInAPackage("counterfoil..")
                .should()
                .accessTargetWhere(describe("events are deleted", access -> DELETIONS.contains(access.getName())));
    }

    static ArchRule noClassNameIsATypeTag() {
        return classes().that().resideInAPackage("counterfoil..").should(nameTheirTypes());
    }

    static ArchRule eventsHoldNoActor() {
        return classes().that().areAssignableTo(Event.class).should(holdNoActor());
    }

    /** As well as bytecode can tell: a wait in a lambda counts for the class around it. */
    static ArchRule actorsAndRoutesDoNotWait() {
        return noClasses()
                .that()
                .resideInAnyPackage("counterfoil.http..", "counterfoil.node..")
                .and()
                .resideOutsideOfPackages(
                        "counterfoil.node.command..", "counterfoil.node.demo..", "counterfoil.node.database..")
                .and(describe("are not the node's own start and stop", type -> !isStart(type)))
                .should()
                .accessTargetWhere(describe("a future is waited for", ArchitectureRules::waits));
    }

    static ArchRule everyPackageIsNullMarked() {
        return classes().that().resideInAPackage("counterfoil..").should(resideInANullMarkedPackage());
    }

    private static String[] join(String[]... packages) {
        return Stream.of(packages).flatMap(Stream::of).toArray(String[]::new);
    }

    private static boolean isStart(JavaClass type) {
        String name = type.getName();
        return name.equals("counterfoil.node.Node") || name.startsWith("counterfoil.node.Node$");
    }

    private static boolean isCall(JavaAccess<?> access, String owner, String method) {
        return access.getTargetOwner().getName().equals(owner)
                && access.getName().equals(method);
    }

    private static boolean isChance(JavaAccess<?> access) {
        return isCall(access, "java.lang.Math", "random")
                || isCall(access, "java.lang.StrictMath", "random")
                || isCall(access, "java.util.UUID", "randomUUID");
    }

    /** {@code now()} of an injected clock, {@code now(clock)}, is no reading of the computer's. */
    private static boolean readsClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        if (SYSTEM_CLOCK.getOrDefault(owner, Set.of()).contains(access.getName())) {
            return true;
        }
        boolean nowOfTime = owner.startsWith("java.time.") && access.getName().equals("now");
        return nowOfTime && !access.getTarget().getFullName().contains("(java.time.Clock)");
    }

    private static boolean waits(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        if (owner.getName().equals("scala.concurrent.Await")) {
            return true;
        }
        return owner.isAssignableTo(Future.class) && Set.of("join", "get").contains(access.getName());
    }

    private static ArchCondition<JavaClass> nameTheirTypes() {
        return condition("name their types by name, not by class", (type, events) -> {
            Stream<? extends CanBeAnnotated> annotated = Stream.of(
                            Stream.of(type), type.getFields().stream(), type.getMethods().stream())
                    .flatMap(each -> each);
            annotated
                    .filter(each -> each.isAnnotatedWith(describe("a class as tag", ArchitectureRules::isClassTag)))
                    .forEach(each -> events.add(violated(type, each + " is tagged by class")));
            type.getAccessesFromSelf().stream()
                    .filter(access -> access.getName().matches("(activate|enable)DefaultTyping.*"))
                    .forEach(access -> events.add(violated(type, access.getDescription())));
        });
    }

    private static boolean isClassTag(JavaAnnotation<?> annotation) {
        if (!annotation.getRawType().isEquivalentTo(JsonTypeInfo.class)) {
            return false;
        }
        JsonTypeInfo.Id use = annotation.as(JsonTypeInfo.class).use();
        return use == JsonTypeInfo.Id.CLASS || use == JsonTypeInfo.Id.MINIMAL_CLASS;
    }

    private static ArchCondition<JavaClass> holdNoActor() {
        return condition("hold no ActorRef", (type, events) -> {
            for (JavaField field : type.getAllFields()) {
                boolean actor = field.getType().getAllInvolvedRawTypes().stream()
                        .anyMatch(assignableTo("org.apache.pekko.actor.typed.RecipientRef")
                                .or(assignableTo("org.apache.pekko.actor.ActorRef")));
                if (actor) {
                    events.add(violated(type, field.getFullName() + " is an actor"));
                }
            }
        });
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return condition("reside in a package whose package-info is @NullMarked", (type, events) -> {
            if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                events.add(violated(type, type.getPackageName() + " is not null-marked (" + type.getName() + ")"));
            }
        });
    }

    private static ConditionEvent violated(JavaClass type, String message) {
        return SimpleConditionEvent.violated(type, message);
    }

    private interface Check {
        void look(JavaClass type, ConditionEvents events);
    }

    private static ArchCondition<JavaClass> condition(String description, Check check) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                check.look(type, events);
            }
        };
    }
}

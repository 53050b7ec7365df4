package io.tradewind.commerce;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must never depend on what inside the core. Each rule is named after what it keeps true. */
@AnalyzeClasses(
        packages = "io.tradewind.commerce",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.OnlyCore.class})
class ArchitectureTest {
    private static final String OURS = "io.tradewind.commerce";

    /** The packages from the ground up: each may use those before it and none after it. */
    private static final List<String> ORDER = List.of(
            "error",
            "database",
            "access",
            "flow",
            "internal.world",
            "internal.json",
            "internal.db",
            "store",
            "job",
            "event",
            "internal.plugin",
            "plugin",
            "verification",
            "customer",
            "catalog",
            "stock",
            "launch",
            "pricing",
            "ledger",
            "promotion",
            "delivery",
            "cart",
            "payment",
            "order",
            "fulfillment",
            "returns",
            "checkout",
            "message",
            "health",
            ""); // the root package together with internal.wiring, which puts it together

    private static final String[] LIBRARIES = {
        "com.google..",
        "jakarta.inject..",
        "org.jdbi..",
        "tools.jackson..",
        "com.fasterxml..",
        "org.flywaydb..",
        "com.zaxxer..",
        "org.h2..",
        "com.github.kagkarlsson.."
    };

    private static final String[] WORLD = {
        "java.time.Instant.now",
        "java.time.LocalDate.now",
        "java.time.LocalTime.now",
        "java.time.LocalDateTime.now",
        "java.time.ZonedDateTime.now",
        "java.time.OffsetDateTime.now",
        "java.time.Year.now",
        "java.time.YearMonth.now",
        "java.time.Clock.system.*",
        "java.time.Clock.tick.*",
        "java.time.ZoneId.systemDefault",
        "java.lang.System.(currentTimeMillis|nanoTime|getProperty|setProperty|clearProperty)",
        "java.lang.Math.random",
        "java.lang.Thread.(sleep|<init>)",
        "java.util.UUID.randomUUID",
        "java.util.(Random|SplittableRandom|Timer).<init>",
        "java.security.SecureRandom.(<init>|getInstance.*)",
        "java.util.concurrent.ThreadLocalRandom.current",
        "java.util.concurrent.Executors\\..*",
        "java.util.concurrent.ForkJoinPool.(<init>|commonPool)",
        "java.util.Locale.getDefault",
        "java.util.TimeZone.getDefault"
    };

    private static final Pattern ASKS_THE_WORLD = Pattern.compile(String.join("|", WORLD));

    @ArchTest
    static final ArchRule packages_use_only_what_stands_before_them =
            classes().should(keepTheOrderOfPackages()).because("a package may use those above it and none below");

    @ArchTest
    static final ArchRule nobody_depends_on_the_root_or_the_wiring = noClasses()
            .that()
            .resideOutsideOfPackages(OURS, OURS + ".internal.wiring..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(OURS, OURS + ".internal.wiring..");

    @ArchTest
    static final ArchRule what_enters_the_api_is_ours = classes()
            .that()
            .arePublic()
            .and(arePartOfTheApi())
            .and()
            .doNotHaveSimpleName("CommerceModule")
            .should(nameNoLibraryInPublicSignatures());

    @ArchTest
    static final ArchRule only_stores_and_counters_talk_to_the_database = noClasses()
            .that(describe("are neither a store nor a counter", it -> !isStore(it) && !isInternal(it)))
            .and()
            .resideOutsideOfPackages(OURS, OURS + ".internal.db..", OURS + ".internal.wiring..")
            .should()
            .callMethodWhere(describe("Jdbi or JDBC is called", call -> isDatabase(call.getTargetOwner())));

    @ArchTest
    static final ArchRule flows_are_tables_and_know_neither_database_nor_clock = noClasses()
            .that()
            .haveSimpleNameEndingWith("Flow")
            .or()
            .haveSimpleNameEndingWith("Arithmetic")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.jdbi..", "java.sql..", OURS + ".internal..")
                    .or(describe("a clock", it -> it.getName().equals("java.time.Clock"))));

    @ArchTest
    static final ArchRule providers_are_called_through_the_guard_only = noClasses()
            .that()
            .resideOutsideOfPackage(OURS + ".internal.plugin..")
            .should()
            .callMethodWhere(describe(
                    "a provider is called directly",
                    call -> !call.isDeclaredInLambda() && isRemoteProvider(call.getTargetOwner())));

    @ArchTest
    static final ArchRule jackson_stays_in_one_place = noClasses()
            .that()
            .resideOutsideOfPackage(OURS + ".internal.json..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule guava_is_a_matter_of_guice = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google.common..", "com.google.thirdparty..");

    @ArchTest
    static final ArchRule time_ids_chance_and_threads_come_from_the_world = noClasses()
            .that()
            .resideOutsideOfPackage(OURS + ".internal.world..")
            .should()
            .accessTargetWhere(describe("the world is asked directly", ArchitectureTest::asksTheWorld));

    @ArchTest
    static final ArchRule nothing_is_printed = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule logging_is_slf4j = GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule nothing_static_changes = fields().that()
            .areStatic()
            .and(describe("are written by hand", it -> !it.getModifiers().contains(JavaModifier.SYNTHETIC)))
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule names_say_what_a_type_is_for =
            noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?|Service|DTO|Dto)");

    @ArchTest
    static final ArchRule nothing_of_ours_extends_anything_of_ours = classes()
            .should(extendOnlyForeignClasses())
            .because("exceptions apart, behaviour is shared by composition");

    private static ArchCondition<JavaClass> keepTheOrderOfPackages() {
        return condition("keep the order of packages", (origin, events) -> {
            int height = ORDER.indexOf(packageOf(origin));
            if (height < 0) {
                events.add(SimpleConditionEvent.violated(
                        origin, origin.getName() + " is in a package that has no place in ArchitectureTest.ORDER"));
            }
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (isCore(target) && ORDER.indexOf(packageOf(target)) > height) {
                    events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                }
            }
        });
    }

    private static ArchCondition<JavaClass> nameNoLibraryInPublicSignatures() {
        DescribedPredicate<JavaClass> ofLibrary = resideInAnyPackage(LIBRARIES);
        return condition("name no library in public signatures", (type, events) -> {
            Stream<JavaType> supertypes = Stream.concat(type.getInterfaces().stream(), type.getSuperclass().stream());
            Stream<JavaType> members = type.getMembers().stream()
                    .filter(ArchitectureTest::isVisible)
                    .flatMap(ArchitectureTest::typesOf);
            Stream.concat(supertypes, members)
                    .flatMap(it -> it.getAllInvolvedRawTypes().stream())
                    .map(JavaClass::getBaseComponentType)
                    .filter(ofLibrary)
                    .distinct()
                    .forEach(it -> events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " names " + it.getName() + " in a public signature")));
        });
    }

    private static ArchCondition<JavaClass> extendOnlyForeignClasses() {
        return condition(
                "extend only foreign classes",
                (type, events) -> type.getRawSuperclass()
                        .filter(parent -> parent.getPackageName().startsWith(OURS))
                        .filter(parent -> !parent.isEnum() && !parent.isAssignableTo(Throwable.class))
                        .ifPresent(parent -> events.add(
                                SimpleConditionEvent.violated(type, type.getName() + " extends " + parent.getName()))));
    }

    private static ArchCondition<JavaClass> condition(String name, BiConsumer<JavaClass, ConditionEvents> check) {
        return new ArchCondition<>(name) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                check.accept(type, events);
            }
        };
    }

    private static Stream<? extends JavaType> typesOf(JavaMember member) {
        if (member instanceof JavaCodeUnit unit) {
            return Stream.concat(
                    Stream.of(unit.getReturnType()),
                    Stream.concat(unit.getParameterTypes().stream(), unit.getExceptionTypes().stream()));
        }
        return member instanceof JavaField field ? Stream.of(field.getType()) : Stream.empty();
    }

    private static boolean isVisible(JavaMember member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }

    private static DescribedPredicate<JavaClass> arePartOfTheApi() {
        return describe(
                "are part of the API", it -> !it.getPackageName().startsWith(OURS + ".internal") && !isInternal(it));
    }

    private static boolean asksTheWorld(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        String name = target.getOwner().getName() + "." + target.getName();
        return ASKS_THE_WORLD.matcher(name).matches();
    }

    private static boolean isDatabase(JavaClass type) {
        return resideInAnyPackage("org.jdbi..", "java.sql..").test(type) && !type.isAssignableTo(Throwable.class);
    }

    private static boolean isStore(JavaClass type) {
        return type.getSimpleName().endsWith("Store")
                || type.getEnclosingClass().filter(ArchitectureTest::isStore).isPresent();
    }

    private static boolean isRemoteProvider(JavaClass type) {
        return Set.of("PaymentGateway", "Carrier", "CodeSender", "ManagedVerifier", "WarehouseLink")
                        .contains(type.getSimpleName())
                && type.getPackageName().startsWith(OURS + ".spi");
    }

    private static boolean isCore(JavaClass type) {
        String name = type.getPackageName();
        return (name.equals(OURS) || name.startsWith(OURS + "."))
                && !resideInAPackage(OURS + ".spi..").test(type);
    }

    /** Marked itself, or a part (a record, a lambda's class) of a class that is marked. */
    private static boolean isInternal(JavaClass type) {
        return type.isAnnotatedWith(OURS + ".spi.Internal")
                || type.getEnclosingClass().filter(ArchitectureTest::isInternal).isPresent();
    }

    private static String packageOf(JavaClass type) {
        String name = type.getPackageName().substring(OURS.length());
        String[] parts = name.isEmpty() ? new String[] {""} : name.substring(1).split("\\.");
        if (parts[0].equals("internal") && parts.length > 1) {
            return parts[1].equals("wiring") ? "" : "internal." + parts[1];
        }
        return parts[0];
    }

    static final class OnlyCore implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/" + OURS.replace('.', '/') + "/spi/")
                    && !location.contains("/" + OURS.replace('.', '/') + "/testdb/");
        }
    }
}

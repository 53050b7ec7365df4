package io.tradewind.commerce.spi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What a plugin author may rely on: a small contract that drags nothing in and never touches card data. */
@AnalyzeClasses(packages = "io.tradewind.commerce.spi", importOptions = ImportOption.DoNotIncludeTests.class)
class SpiArchitectureTest {
    @ArchTest
    static final ArchRule the_spi_sees_the_jdk_jspecify_and_joda_money_only = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "javax..", "org.jspecify..", "org.joda.money..", "io.tradewind.commerce.spi..");

    @ArchTest
    static final ArchRule no_type_carries_card_data =
            fields().should().haveNameNotMatching("(?i)pan|card_?number|cvc|cvv|expiry(date|month|year)?");

    @ArchTest
    static final ArchRule names_say_what_a_type_is_for =
            noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?|Service|DTO|Dto)");

    @ArchTest
    static final ArchRule the_spi_is_handed_its_clock_and_chance = noClasses()
            .should()
            .callMethod("java.time.Instant", "now")
            .orShould()
            .callMethod("java.util.UUID", "randomUUID")
            .orShould()
            .callMethod("java.lang.Thread", "sleep", "long")
            .orShould()
            .callMethod("java.lang.System", "currentTimeMillis");
}

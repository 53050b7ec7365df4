package io.tradewind.commerce.testkit.payment;

import static io.tradewind.commerce.spi.payment.PaymentCapability.AUTHORIZE;
import static io.tradewind.commerce.spi.payment.PaymentCapability.CANCEL;
import static io.tradewind.commerce.spi.payment.PaymentCapability.INCREMENT;
import static io.tradewind.commerce.spi.payment.PaymentCapability.PURCHASE;

import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One rule of the kit: an id, what it says, what it is about, and how it is checked.
 *
 * @param id as {@code PAY-IDEM-2}
 * @param says the rule in one sentence
 * @param claims capabilities it is about; all must be claimed
 * @param needs what there must be for it to make sense
 * @param kinds the cases it has for a profile; one empty text if there is one only
 * @param check checks one case
 */
record Rule(
        String id,
        String says,
        Set<PaymentCapability> claims,
        Set<Need> needs,
        Function<PaymentProfile, List<String>> kinds,
        Check check) {
    /** What there must be for a rule to make sense. */
    enum Need {
        /** A network between plugin and provider. */
        LINE("the provider lives in the plugin's own process"),
        /** A provider that knows what really happened. */
        COUNT("nobody counts what really happened"),
        /** A provider that answers by itself. */
        MACHINE("a person decides, not a machine");

        final String otherwise;

        Need(String otherwise) {
            this.otherwise = otherwise;
        }
    }

    /** Checks one case; throws {@link Broken}, {@link Skipped}, or nothing. */
    interface Check {
        void on(Bench bench, String kind) throws Exception;
    }

    /** Starts a rule of one case. */
    static Rule of(String id, String says) {
        return new Rule(id, says, Set.of(), Set.of(), profile -> List.of(""), (bench, kind) -> {
            throw Skipped.notRun("not written yet");
        });
    }

    Rule claiming(PaymentCapability... capabilities) {
        return new Rule(id, says, Set.of(capabilities), needs, kinds, check);
    }

    Rule needing(Need... needed) {
        return new Rule(id, says, claims, Set.of(needed), kinds, check);
    }

    Rule cases(String... names) {
        return new Rule(id, says, claims, needs, profile -> List.of(names), check);
    }

    Rule cases(Function<PaymentProfile, List<String>> names) {
        return new Rule(id, says, claims, needs, names, check);
    }

    /** One case for each kind of operation the profile can do. */
    Rule forEachKind() {
        return cases(Rule::operations);
    }

    Rule checked(Check newCheck) {
        return new Rule(id, says, claims, needs, kinds, newCheck);
    }

    /** Returns the id without its number, as {@code PAY-IDEM}. */
    String group() {
        return id.substring(0, id.lastIndexOf('-'));
    }

    private static List<String> operations(PaymentProfile profile) {
        Set<OperationKind> kinds = EnumSet.noneOf(OperationKind.class);
        if (profile.can(AUTHORIZE)) {
            kinds.add(OperationKind.AUTHORIZE);
            kinds.add(OperationKind.CAPTURE);
        }
        if (profile.can(PURCHASE)) {
            kinds.add(OperationKind.PURCHASE);
        }
        if (profile.can(CANCEL)) {
            kinds.add(OperationKind.CANCEL);
        }
        if (refunds(profile)) {
            kinds.add(OperationKind.REFUND);
        }
        if (profile.can(INCREMENT)) {
            kinds.add(OperationKind.INCREMENT);
        }
        return new ArrayList<>(kinds).stream().map(Enum::name).toList();
    }

    /** No capability says "refund in full"; who refunds parts or several times refunds. */
    static boolean refunds(PaymentProfile profile) {
        return profile.can(PaymentCapability.PARTIAL_REFUND) || profile.can(PaymentCapability.MULTI_REFUND);
    }

    static List<String> names(Enum<?>... values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }
}

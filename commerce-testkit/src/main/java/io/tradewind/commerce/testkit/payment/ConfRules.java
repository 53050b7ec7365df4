package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.FieldKind;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.http.HttpCall;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.testkit.payment.Rule.Need;
import io.tradewind.commerce.testkit.proxy.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** GEN-CONF and GEN-HLTH: settings and the connection test. */
final class ConfRules {
    static final List<Rule> ALL = List.of(
            Rule.of("GEN-CONF-1", "A missing or malformed setting is refused, and the field is named")
                    .checked((b, kind) -> badFieldsAreNamed(b)),
            Rule.of("GEN-CONF-2", "Creating an account has no effect")
                    .needing(Need.LINE)
                    .checked((b, kind) -> creatingHasNoEffect(b)),
            Rule.of("GEN-CONF-3", "A live key is refused in TEST, and a test key in LIVE")
                    .cases("LIVE KEY IN TEST", "TEST KEY IN LIVE")
                    .checked(ConfRules::wrongModeIsRefused),
            Rule.of("GEN-CONF-4", "Every request goes to the setting 'endpoint'")
                    .needing(Need.LINE)
                    .checked((b, kind) -> everythingGoesToTheEndpoint(b)),
            Rule.of("GEN-HLTH-1", "Health tells good credentials from bad ones")
                    .cases("GOOD", "BAD")
                    .checked(ConfRules::healthTellsCredentials),
            Rule.of("GEN-HLTH-2", "Health answers by its deadline and has no effect")
                    .cases("IN TIME", "NO EFFECT")
                    .checked(ConfRules::healthIsBounded));

    private ConfRules() {}

    private static void badFieldsAreNamed(Bench b) {
        Map<String, String> good = b.settings();
        b.expect(
                b.problems(good, Environment.TEST).isEmpty(),
                "the harness's settings accepted",
                b.problems(good, Environment.TEST));
        for (ConfigField field : b.fields()) {
            if (field.namePattern().isPresent()) {
                continue;
            }
            if (field.required() && field.preset().isEmpty()) {
                Map<String, String> without = new TreeMap<>(good);
                without.remove(field.name());
                expectRefused(b, without, field.name(), "missing");
            }
            if (field.kind() != FieldKind.TEXT && field.kind() != FieldKind.SECRET) {
                Map<String, String> malformed = new TreeMap<>(good);
                malformed.put(field.name(), "no such value, at all");
                expectRefused(b, malformed, field.name(), "malformed");
            }
        }
    }

    /** The host refuses what the field itself can judge; the rest is the plugin's to refuse by name. */
    private static void expectRefused(Bench b, Map<String, String> values, String field, String what) {
        List<String> problems = b.problems(values, Environment.TEST);
        if (problems.stream().anyMatch(it -> it.startsWith(field + " "))) {
            return;
        }
        try {
            b.createUnchecked("tck", values, b.port, Environment.TEST).close();
        } catch (ConfigurationException refused) {
            b.expect(refused.field().equals(field), "field '" + field + "' named", refused.getMessage());
            return;
        } catch (RuntimeException other) {
            throw new Broken(
                    "expected a ConfigurationException naming '" + field + "' when it is " + what + ", got " + other,
                    other);
        }
        throw new Broken("expected the account refused when '" + field + "' is " + what + ", and it was created");
    }

    private static void creatingHasNoEffect(Bench b) {
        int mark = b.mark();
        b.gateway().profile();
        b.expect(b.effectsSince(mark).isEmpty(), "nothing but questions sent by create()", b.effectsSince(mark));
    }

    private static void wrongModeIsRefused(Bench b, String kind) {
        credentials(b);
        Map<String, String> live = b.harness
                .live(b.endpoint())
                .orElseThrow(() -> Skipped.notRun("the harness gives no live keys: live(…)"));
        boolean liveInTest = kind.startsWith("LIVE");
        Environment environment = liveInTest ? Environment.TEST : Environment.LIVE;
        Map<String, String> values = liveInTest ? live : b.settings();
        Environment own = liveInTest ? Environment.LIVE : Environment.TEST;
        b.expect(b.problems(values, own).isEmpty(), "the keys accepted in " + own, b.problems(values, own));
        if (!b.problems(values, environment).isEmpty()) {
            return;
        }
        try {
            b.createUnchecked("tck", values, b.port, environment).close();
        } catch (ConfigurationException refused) {
            return;
        }
        throw new Broken("expected a " + own + " key refused in " + environment + ": by the field's patterns"
                + " (ConfigField.withPatterns) or by create()");
    }

    private static void everythingGoesToTheEndpoint(Bench b) {
        Tour.of(b).goodOnly();
        List<URI> elsewhere = b.port.calls().stream()
                .map(HttpCall::uri)
                .filter(it -> !b.endpoint().getAuthority().equals(it.getAuthority()))
                .toList();
        b.expect(elsewhere.isEmpty(), "every request to go to " + b.endpoint(), elsewhere);
        b.expect(b.mark() > 0, "requests to arrive at " + b.endpoint(), "none; where did they go?");
    }

    private static void credentials(Bench b) {
        if (b.secrets(b.settings()).isEmpty()) {
            throw Skipped.notApplicable("the account has no credentials");
        }
    }

    private static void healthTellsCredentials(Bench b, String kind) {
        credentials(b);
        if (kind.equals("GOOD")) {
            Health good = b.answer("health", () -> b.gateway().health(b.deadline()));
            b.expect(
                    good.status() == Health.Status.UP
                            && good.credentialsAccepted().equals(Optional.of(true)),
                    "UP and credentials accepted",
                    good);
            return;
        }
        PaymentGateway wrong = b.create(b.harness
                .badCredentials(b.endpoint())
                .orElseThrow(() -> Skipped.notRun("the harness gives no bad credentials: badCredentials(…)")));
        Health bad = b.answer("health with bad credentials", () -> wrong.health(b.deadline()));
        b.expect(bad.credentialsAccepted().equals(Optional.of(false)), "credentials not accepted", bad);
    }

    private static void healthIsBounded(Bench b, String kind) throws Exception {
        if (kind.equals("NO EFFECT")) {
            int mark = b.mark();
            b.answer("health", () -> b.gateway().health(b.deadline()));
            b.expect(b.effectsSince(mark).isEmpty(), "nothing but questions sent", b.effectsSince(mark));
            return;
        }
        b.gateway();
        b.proxy().always(new Fault.Hang(Duration.ofSeconds(30)));
        LineRules.inTime(b, "health", deadline -> b.gateway().health(deadline), true);
    }

    /** Whether there is anything to pay with. */
    static OperationKind opening(Bench b) {
        return b.profile().can(PaymentCapability.PURCHASE) ? OperationKind.PURCHASE : OperationKind.AUTHORIZE;
    }
}

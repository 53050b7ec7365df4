package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusReport;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/**
 * Judges what a payment plugin answered, for every plugin alike: amount, currency, reference, kind, totals, expiry,
 * address and texts. A breach turns the answer into "unknown", which nothing is captured, refunded or shipped upon.
 */
final class Integrity {
    /** What a breach's diagnostic starts with. */
    static final String BREACH = "INTEGRITY ";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int LONGEST_STEP = 65_536;
    private static final int LONGEST_TEXT = 2_000;

    /**
     * What was asked for.
     *
     * @param amount asked
     * @param effects what an approval may have done
     * @param payment the reference an approval must carry; empty if it is new or belongs to the operation
     */
    record Asked(Money amount, Set<Effect> effects, Optional<ProviderRef> payment) {}

    private final World world;
    private final Environment environment;
    private final Scrub scrub;

    Integrity(World world, Environment environment, Scrub scrub) {
        this.world = world;
        this.environment = environment;
        this.scrub = scrub;
    }

    PaymentResult result(PaymentResult result, Asked asked) {
        if (result instanceof PaymentResult.Approved it) {
            return approved(it, asked);
        } else if (result instanceof PaymentResult.Pending it) {
            return foreign(it.ref(), asked) ? breach(it.ref(), "INT-3 another payment's reference") : it;
        } else if (result instanceof PaymentResult.ActionRequired it) {
            return action(it, asked);
        } else if (result instanceof PaymentResult.Rejected it) {
            return new PaymentResult.Rejected(it.code(), scrub.clean(it.diagnostic()), it.details());
        } else if (result instanceof PaymentResult.NotSent it) {
            return new PaymentResult.NotSent(scrub.clean(it.diagnostic()));
        } else if (result instanceof PaymentResult.Unknown it) {
            return new PaymentResult.Unknown(it.ref(), scrub.clean(it.diagnostic()), it.details());
        }
        return result;
    }

    private PaymentResult approved(PaymentResult.Approved it, Asked asked) {
        if (!it.amount().getCurrencyUnit().equals(asked.amount().getCurrencyUnit())) {
            return breach(it.ref(), "INT-2 currency " + it.amount().getCurrencyUnit() + ", asked " + asked.amount());
        } else if (!it.amount().equals(asked.amount())) {
            return breach(it.ref(), "INT-1 amount " + it.amount() + ", asked " + asked.amount());
        } else if (!asked.effects().contains(it.effect())) {
            return breach(it.ref(), "INT-4 effect " + it.effect() + ", expected " + asked.effects());
        } else if (foreign(it.ref(), asked)) {
            return breach(it.ref(), "INT-3 another payment's reference");
        }
        return it;
    }

    private PaymentResult action(PaymentResult.ActionRequired it, Asked asked) {
        if (foreign(it.ref(), asked)) {
            return breach(it.ref(), "INT-3 another payment's reference");
        }
        return action(it);
    }

    private PaymentResult action(PaymentResult.ActionRequired it) {
        if (!it.expiresAt().isAfter(world.now())) {
            return breach(it.ref(), "INT-7 the action is over before it begins");
        }
        NextAction action = it.action();
        if (action instanceof NextAction.Redirect redirect) {
            if (!mayGoTo(redirect.url())) {
                return breach(it.ref(), "INT-8 the browser would be sent to an unsafe address");
            } else if (!Set.of("GET", "POST").contains(redirect.method())) {
                return breach(it.ref(), "INT-8 the browser would be sent by " + redirect.method());
            }
            return texts(redirect.fields()) ? it : breach(it.ref(), "INT-11 form fields");
        } else if (action instanceof NextAction.ShowInstructions show) {
            return texts(show.lines()) ? it : breach(it.ref(), "INT-11 instructions");
        } else if (action instanceof NextAction.ShowCode code) {
            return text(code.qrPayload()) && text(code.text()) ? it : breach(it.ref(), "INT-11 code");
        } else if (action instanceof NextAction.ClientStep step) {
            return step.json().length() <= LONGEST_STEP ? it : breach(it.ref(), "INT-11 client step");
        }
        return it;
    }

    StatusReport report(StatusReport report, Asked asked) {
        if (!(report instanceof StatusReport.Found found)) {
            return report instanceof StatusReport.Unavailable it
                    ? new StatusReport.Unavailable(scrub.clean(it.why()))
                    : report;
        }
        StatusReport.Totals totals = found.totals();
        boolean oneCurrency = totals.authorized().isSameCurrency(asked.amount())
                && totals.captured().isSameCurrency(asked.amount())
                && totals.refunded().isSameCurrency(asked.amount());
        if (!oneCurrency) {
            return new StatusReport.Unavailable(BREACH + "INT-2 totals in another currency");
        } else if (totals.captured().isGreaterThan(totals.authorized())
                || totals.refunded().isGreaterThan(totals.captured())
                || totals.refunded().isNegative()) {
            return new StatusReport.Unavailable(BREACH + "INT-5 totals " + totals);
        }
        return new StatusReport.Found(result(found.outcome(), asked), totals);
    }

    /** A fact that came unasked: only what needs no knowledge of the operation is judged here. */
    PaymentFact fact(PaymentFact fact) {
        if (fact instanceof PaymentFact.Outcome outcome) {
            PaymentResult result = outcome.result();
            if (result instanceof PaymentResult.Approved it && it.amount().isNegative()) {
                result = breach(it.ref(), "INT-1 negative amount");
            } else if (result instanceof PaymentResult.ActionRequired it) {
                boolean over = !it.expiresAt().isAfter(world.now()); // told late: the provider is asked how it stands
                result = over ? new PaymentResult.Pending(it.ref(), world.now(), it.details()) : action(it);
            }
            return new PaymentFact.Outcome(outcome.payment(), outcome.operation(), outcome.kind(), result);
        }
        return fact;
    }

    private boolean mayGoTo(URI url) {
        String scheme = String.valueOf(url.getScheme());
        if (url.getHost() == null || url.getRawUserInfo() != null) {
            return false;
        }
        return scheme.equals("https")
                || (scheme.equals("http") && environment == Environment.TEST && LOOPBACK.contains(url.getHost()));
    }

    private static boolean foreign(ProviderRef ref, Asked asked) {
        return asked.payment().filter(it -> !it.equals(ref)).isPresent();
    }

    private static boolean texts(Map<String, String> texts) {
        return texts.size() <= 50 && texts.entrySet().stream().allMatch(it -> text(it.getKey()) && text(it.getValue()));
    }

    private static boolean text(String text) {
        return text.length() <= LONGEST_TEXT
                && text.chars().noneMatch(it -> Character.isISOControl(it) && it != '\n' && it != '\r' && it != '\t');
    }

    private static PaymentResult breach(ProviderRef ref, String rule) {
        return new PaymentResult.Unknown(Optional.of(ref), BREACH + rule, Details.NONE);
    }
}

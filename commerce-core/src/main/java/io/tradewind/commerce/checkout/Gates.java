package io.tradewind.commerce.checkout;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.internal.plugin.Calls;
import io.tradewind.commerce.internal.plugin.GatePort;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.order.HoldKind;
import io.tradewind.commerce.order.NewHold;
import io.tradewind.commerce.order.NewOrder;
import io.tradewind.commerce.spi.order.CheckoutGate.Moment;
import io.tradewind.commerce.spi.order.GateRequest;
import io.tradewind.commerce.spi.order.GateVerdict;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks the shop's gates about a checkout, outside of any transaction. One gate that denies is enough; what failed counts
 * as that gate says. Safe for many threads.
 */
@Singleton
final class Gates {
    /** Who makes orders wait for the gates that speak after the payment. */
    static final String WAITING = "checkout-gates";

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String NO_ANSWER = "unavailable";

    private final Calls calls;
    private final World world;

    @Inject
    Gates(Calls calls, World world) {
        this.calls = calls;
        this.world = world;
    }

    /**
     * What the gates say.
     *
     * @param about fingerprint of what they were asked about; empty if nobody was asked
     * @param reviews why somebody must look at the order
     * @param denied why there may be no order
     */
    record Ruling(String about, List<String> reviews, Optional<Refusal> denied) {
        static final Ruling NONE = new Ruling("", List.of(), Optional.empty());

        boolean isAbout(NewOrder order) {
            return about.equals(fingerprint(order));
        }
    }

    /** True if any gate wants to be asked at that moment. */
    boolean watch(Moment moment) {
        return calls.gates().stream().anyMatch(it -> it.moment() == moment);
    }

    /** The holds with which an order is placed. */
    List<NewHold> holds(Ruling ruling) {
        List<NewHold> holds = new ArrayList<>();
        ruling.reviews().forEach(it -> holds.add(new NewHold(HoldKind.REVIEW, it, Optional.empty())));
        if (watch(Moment.AFTER_AUTHORIZATION)) {
            holds.add(new NewHold(
                    HoldKind.REVIEW,
                    "is being checked",
                    Optional.of(Actor.system(WAITING).label())));
        }
        return holds;
    }

    /** Asks all gates of that moment about an order. */
    Ruling judge(Moment moment, NewOrder order) {
        List<GatePort> asked =
                calls.gates().stream().filter(it -> it.moment() == moment).toList();
        GateRequest request = new GateRequest(
                Summaries.of(order),
                Summaries.buyer(order),
                order.account(),
                world.now().plus(PATIENCE));
        List<Optional<GateVerdict>> verdicts = calls.judgeAll(asked, request);
        List<String> reviews = new ArrayList<>();
        Optional<Refusal> denied = Optional.empty();
        for (int i = 0; i < asked.size(); i++) {
            GatePort gate = asked.get(i);
            GateVerdict verdict = verdicts.get(i).orElseGet(() -> failed(gate));
            if (verdict instanceof GateVerdict.Review it) {
                reviews.add(gate.account() + ": " + it.reason());
            } else if (verdict instanceof GateVerdict.Deny it && denied.isEmpty()) {
                denied = Optional.of(refusal(it.code()));
            }
        }
        return new Ruling(fingerprint(order), reviews, denied);
    }

    private static GateVerdict failed(GatePort gate) {
        return switch (gate.onFailure()) {
            case OPEN -> new GateVerdict.Allow();
            case REVIEW -> new GateVerdict.Review("could not be asked");
            case CLOSED -> new GateVerdict.Deny(NO_ANSWER);
        };
    }

    private static Refusal refusal(String code) {
        return Refusal.of(
                "denied-" + code,
                code.equals(NO_ANSWER)
                        ? "We cannot check this order right now. Nothing was charged; try again in a few minutes."
                        : "We cannot take this order. Nothing was charged. Get in touch with us.");
    }

    private static String fingerprint(NewOrder order) {
        return QuoteHash.sha256(
                String.join("|", order.quoteHash(), order.account(), order.phone(), order.email(), order.ownerKey()));
    }
}

package io.tradewind.commerce.internal.plugin;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.order.CheckoutGate;
import io.tradewind.commerce.spi.order.GateRequest;
import io.tradewind.commerce.spi.order.GateVerdict;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** One account that judges checkouts, behind its guard. Safe for many threads. */
@Internal
public final class GatePort {
    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int CODE_LIMIT = 40;
    private static final int REASON_LIMIT = 300;

    private final Guard guard;
    private final CheckoutGate gate;
    private final CheckoutGate.Moment moment;
    private final CheckoutGate.OnFailure onFailure;

    GatePort(Guard guard, CheckoutGate gate, CheckoutGate.Moment moment, CheckoutGate.OnFailure onFailure) {
        this.guard = guard;
        this.gate = gate;
        this.moment = requireNonNull(moment, "moment");
        this.onFailure = requireNonNull(onFailure, "onFailure");
    }

    /** The shop's name for the account. */
    public String account() {
        return guard.account().name();
    }

    /** When it wants to be asked. */
    public CheckoutGate.Moment moment() {
        return moment;
    }

    /** What it means that it could not be asked. */
    public CheckoutGate.OnFailure onFailure() {
        return onFailure;
    }

    /** Asks it, for at most two seconds; the call must be finished. Empty if it said nothing that can be used. */
    Guard.Started<Optional<GateVerdict>> start(GateRequest request) {
        Instant deadline = guard.deadline(CallKind.GATE, request.deadline());
        GateRequest bounded = new GateRequest(request.checkout(), request.buyer(), request.account(), deadline);
        Optional<UUID> checkout = Optional.of(UUID.fromString(request.checkout().reference()));
        return guard.start(
                new Site(CallKind.GATE, "judge", checkout, 1, deadline),
                () -> Optional.of(gate.judge(bounded)),
                Shape.VERDICT,
                verdict -> verdict.map(this::checked),
                tooLate -> {});
    }

    private GateVerdict checked(GateVerdict verdict) {
        if (verdict instanceof GateVerdict.Deny it
                && !(it.code().length() <= CODE_LIMIT && CODE.matcher(it.code()).matches())) {
            throw new IllegalArgumentException("it denies with a code that is no lower-kebab word");
        }
        if (verdict instanceof GateVerdict.Review it) {
            String reason = guard.account().scrub().clean(it.reason()).strip();
            return new GateVerdict.Review(reason.substring(0, Math.min(reason.length(), REASON_LIMIT)));
        }
        return verdict;
    }
}

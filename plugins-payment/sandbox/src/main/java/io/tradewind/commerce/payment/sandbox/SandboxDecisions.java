package io.tradewind.commerce.payment.sandbox;

import io.tradewind.commerce.payment.sandbox.SandboxBook.Entry;
import io.tradewind.commerce.payment.sandbox.SandboxBook.State;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentResult;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.joda.money.Money;

/** What really happens at the sandbox, by its book: who may take, give up and give back how much. Safe for many threads. */
final class SandboxDecisions {
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

    private final SandboxSettings settings;
    private final SandboxBook book;
    private final Clock clock;

    SandboxDecisions(SandboxSettings settings, SandboxBook book, Clock clock) {
        this.settings = settings;
        this.book = book;
        this.clock = clock;
    }

    PaymentResult decide(SandboxOrder order, Script script, Supplier<String> actionUrl) {
        synchronized (book) {
            boolean keyed = settings.profile().can(PaymentCapability.KEYED);
            Optional<Entry> known = keyed ? book.latest(order.id()) : Optional.empty();
            if (known.isPresent()) {
                return sameRequest(known.get(), order)
                        ? result(settled(expired(known.get())))
                        : SandboxResults.rejected(
                                RejectCode.KEY_REUSED, "the operation id was used for another request");
            }
            Optional<PaymentResult> refusal = order.payment().flatMap(it -> refusal(order, it));
            if (refusal.isPresent()) {
                return refusal.get();
            }
            Entry opened = opened(order, keyed ? 0 : book.effects(order.id()));
            return result(
                    switch (script.word()) {
                        case DECLINE -> declined(opened, script.declineCode());
                        case PENDING -> book.record(opened, State.PENDING, "", clock.instant());
                        case ACTION ->
                            settings.profile().can(PaymentCapability.REDIRECT)
                                            && order.payment().isEmpty()
                                    ? book.record(opened, State.ACTION_REQUIRED, actionUrl.get(), clock.instant())
                                    : declined(opened, DeclineCode.AUTHENTICATION_REQUIRED);
                        case STEP ->
                            settings.profile().can(PaymentCapability.CLIENT_STEP)
                                            && order.payment().isEmpty()
                                    ? book.record(opened, State.ACTION_REQUIRED, SandboxResults.STEP, clock.instant())
                                    : declined(opened, DeclineCode.AUTHENTICATION_REQUIRED);
                        default -> approve(opened);
                    });
        }
    }

    private static boolean sameRequest(Entry known, SandboxOrder order) {
        return known.kind() == order.kind()
                && known.amount().equals(order.amount())
                && order.payment().map(known.payment()::equals).orElse(true);
    }

    private Entry opened(SandboxOrder order, int earlier) {
        String suffix = earlier == 0 ? "" : "-" + (earlier + 1);
        ProviderRef own = new ProviderRef(SandboxResults.prefix(order.kind()) + order.id() + suffix);
        ProviderRef payment = order.payment().orElse(own);
        String reference =
                order.payment().flatMap(book::opening).map(Entry::reference).orElse(order.reference());
        return new Entry(
                0,
                Optional.of(order.id()),
                order.kind(),
                payment,
                own,
                order.amount(),
                State.PENDING,
                "",
                reference,
                clock.instant());
    }

    private Entry approve(Entry opened) {
        if (opened.kind() == OperationKind.CANCEL) {
            Entry payment = book.opening(opened.payment()).orElseThrow();
            if (payment.state() == State.ACTION_REQUIRED || payment.state() == State.PENDING) {
                declined(payment, DeclineCode.CANCELLED_BY_CUSTOMER);
            }
        }
        return book.record(opened, State.APPROVED, "", clock.instant());
    }

    Entry declined(Entry entry, DeclineCode code) {
        return book.record(entry, State.DECLINED, code.name(), clock.instant());
    }

    /** Why a follow-up of a payment cannot be done, if so. */
    private Optional<PaymentResult> refusal(SandboxOrder order, ProviderRef payment) {
        Optional<Entry> opening = book.opening(payment);
        if (opening.isEmpty()) {
            return Optional.of(SandboxResults.rejected(RejectCode.NOT_FOUND, "no such payment"));
        }
        if (!opening.get().amount().isSameCurrency(order.amount())) {
            return Optional.of(SandboxResults.rejected(RejectCode.INVALID_REQUEST, "the payment has another currency"));
        }
        Money captured = book.charged(payment);
        if (order.kind() == OperationKind.REFUND) {
            Money open = captured.minus(book.refunded(payment)).minus(book.undecided(payment, OperationKind.REFUND));
            return limit(order, open, captured, PaymentCapability.PARTIAL_REFUND, PaymentCapability.MULTI_REFUND);
        }
        State state = opening.get().state();
        if (order.kind() == OperationKind.CANCEL && (state == State.ACTION_REQUIRED || state == State.PENDING)) {
            return Optional.empty();
        }
        if (state != State.APPROVED) {
            return Optional.of(SandboxResults.rejected(RejectCode.INVALID_REQUEST, "the payment is " + state));
        }
        Money authorized = book.authorized(payment);
        Money open = authorized
                .minus(captured)
                .minus(book.cancelled(payment))
                .minus(book.undecided(payment, OperationKind.CAPTURE));
        if (open.isZero()) {
            return Optional.of(SandboxResults.rejected(RejectCode.ALREADY_DONE, "nothing is open"));
        }
        if (order.kind() == OperationKind.INCREMENT) {
            return Optional.empty();
        }
        if (order.kind() == OperationKind.CANCEL) {
            return order.amount().isGreaterThan(open)
                    ? Optional.of(SandboxResults.rejected(RejectCode.AMOUNT_EXCEEDS, "open is " + open))
                    : Optional.empty();
        }
        if (opening.get().at().plus(settings.profile().authorizationLife()).isBefore(clock.instant())) {
            return Optional.of(SandboxResults.declined(DeclineCode.SESSION_EXPIRED));
        }
        return limit(order, open, authorized, PaymentCapability.PARTIAL_CAPTURE, PaymentCapability.MULTI_CAPTURE);
    }

    private Optional<PaymentResult> limit(
            SandboxOrder order, Money open, Money whole, PaymentCapability part, PaymentCapability several) {
        if (order.amount().isGreaterThan(open)) {
            return Optional.of(SandboxResults.rejected(RejectCode.AMOUNT_EXCEEDS, "open is " + open));
        }
        if (!order.amount().equals(whole) && !settings.profile().can(part)) {
            return Optional.of(PaymentResult.unsupported(part.name()));
        }
        return !open.equals(whole) && !settings.profile().can(several)
                ? Optional.of(PaymentResult.unsupported(several.name()))
                : Optional.empty();
    }

    /** A buyer who does not come back lets the session run out. */
    Entry expired(Entry entry) {
        boolean over = entry.state() == State.ACTION_REQUIRED
                && entry.at().plus(SandboxResults.SESSION).isBefore(clock.instant());
        return over ? declined(entry, DeclineCode.SESSION_EXPIRED) : entry;
    }

    /** Time decides what is pending, when the account says after how long. */
    Entry settled(Entry entry) {
        boolean due = entry.state() == State.PENDING
                && settings.settleAfter()
                        .map(it -> !entry.at().plus(it).isAfter(clock.instant()))
                        .orElse(false);
        return due ? book.record(entry, State.APPROVED, "", clock.instant()) : entry;
    }

    PaymentResult result(Entry entry) {
        return SandboxResults.of(entry, settings.settleAfter().orElse(ASK_AGAIN));
    }
}

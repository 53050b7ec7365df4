package io.tradewind.commerce.payment.sandbox;

import io.tradewind.commerce.payment.sandbox.SandboxBook.Entry;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import java.time.Clock;
import java.util.Optional;

/** What the sandbox says when it is asked. Safe for use by many threads. */
final class SandboxQuestions {
    private final SandboxSettings settings;
    private final SandboxBook book;
    private final Clock clock;
    private final ScriptedAnswers answers;
    private final SandboxDecisions decisions;
    private final SandboxCards cards;

    SandboxQuestions(
            SandboxSettings settings,
            SandboxBook book,
            Clock clock,
            ScriptedAnswers answers,
            SandboxDecisions decisions,
            SandboxCards cards) {
        this.settings = settings;
        this.book = book;
        this.clock = clock;
        this.answers = answers;
        this.decisions = decisions;
        this.cards = cards;
    }

    @SuppressWarnings("NullAway") // answering null is one of the faults
    StatusReport ask(StatusQuery query) {
        if (book.isDown()) {
            return new StatusReport.Unavailable("the sandbox was told to be down");
        }
        if (settings.badCredentials()) {
            return new StatusReport.Unavailable("the API key is not accepted");
        }
        Script script = book.script(SandboxCall.QUERY, query.operation(), Script.APPROVE);
        return switch (script.word()) {
            case UNAVAILABLE -> new StatusReport.Unavailable("as scripted");
            case NOT_FOUND -> new StatusReport.NotFound();
            case NULL -> null;
            case THROW -> throw new IllegalStateException("as scripted");
            case HANG -> {
                answers.hang(query.deadline(), settings.hangBeyond(), false);
                yield new StatusReport.Unavailable("as scripted");
            }
            default -> look(query);
        };
    }

    private StatusReport look(StatusQuery query) {
        synchronized (book) {
            Optional<Entry> byReference = query.own()
                    .or(() -> opens(query.kind()) ? query.payment() : Optional.empty())
                    .flatMap(book::latest);
            Optional<Entry> byOperation = settings.profile().can(PaymentCapability.QUERY_BY_OPERATION)
                    ? book.latest(query.operation())
                    : Optional.empty();
            if (byReference.isEmpty() && !settings.profile().can(PaymentCapability.QUERY_BY_OPERATION)) {
                return new StatusReport.Unavailable("this account finds by reference only");
            }
            return byOperation
                    .or(() -> byReference)
                    .filter(it ->
                            !it.at().plus(settings.profile().settleWindow()).isAfter(clock.instant()))
                    .map(it -> found(decisions.settled(decisions.expired(it))))
                    .orElseGet(StatusReport.NotFound::new);
        }
    }

    private static boolean opens(OperationKind kind) {
        return kind == OperationKind.AUTHORIZE || kind == OperationKind.PURCHASE;
    }

    private StatusReport found(Entry entry) {
        ProviderRef payment = entry.payment();
        PaymentResult outcome = decisions.result(entry);
        return new StatusReport.Found(
                opens(entry.kind()) && entry.operation().isPresent()
                        ? cards.kept(entry.operation().get(), outcome)
                        : outcome,
                new StatusReport.Totals(book.authorized(payment), book.charged(payment), book.refunded(payment)));
    }
}

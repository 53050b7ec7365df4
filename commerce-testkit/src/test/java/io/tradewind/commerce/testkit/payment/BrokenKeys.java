package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.http.HttpReply;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.testkit.reference.ReferenceGateway;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Mistakes about keys: what makes the same operation the same. */
final class BrokenKeys {
    static final List<Mutant> ALL = List.of(
            Mutant.of("key-per-attempt", "PAY-IDEM-2", KeyPerAttempt::new),
            Mutant.of("no-key", "PAY-IDEM-1", NoKey::new),
            Mutant.of("key-only-on-authorize", "PAY-IDEM-1", KeyOnlyOnAuthorize::new),
            Mutant.of("key-from-order-and-amount", "PAY-IDEM-4", KeyFromOrderAndAmount::new),
            Mutant.of("timestamp-in-body", "PAY-IDEM-6", TimestampInBody::new),
            Mutant.of("key-per-process", "PAY-IDEM-5", KeyPerProcess::new),
            Mutant.of("remembers-answers", "PAY-IDEM-3", RemembersAnswers::new));

    private BrokenKeys() {}

    private static final class KeyPerAttempt extends ReferenceGateway {
        KeyPerAttempt(ProviderContext context) {
            super(context);
        }

        @Override
        protected Optional<String> key(Sent sent) {
            return Optional.of(sent.call().id().step(sent.call().attempt()));
        }
    }

    private static final class NoKey extends ReferenceGateway {
        NoKey(ProviderContext context) {
            super(context);
        }

        @Override
        protected Optional<String> key(Sent sent) {
            return Optional.empty();
        }
    }

    private static final class KeyOnlyOnAuthorize extends ReferenceGateway {
        KeyOnlyOnAuthorize(ProviderContext context) {
            super(context);
        }

        @Override
        protected Optional<String> key(Sent sent) {
            return sent.payment().isEmpty() ? super.key(sent) : Optional.empty();
        }
    }

    private static final class KeyFromOrderAndAmount extends ReferenceGateway {
        KeyFromOrderAndAmount(ProviderContext context) {
            super(context);
        }

        @Override
        protected Optional<String> key(Sent sent) {
            String subject = sent.payment().map(ProviderRef::value).orElse(sent.order());
            return Optional.of(subject + " " + sent.kind() + " " + sent.amount());
        }
    }

    private static final class TimestampInBody extends ReferenceGateway {
        TimestampInBody(ProviderContext context) {
            super(context);
        }

        @Override
        protected Map<String, Object> body(Sent sent) {
            Map<String, Object> body = super.body(sent);
            body.put("sent_at", context.clock().instant().toString());
            return body;
        }
    }

    /** Forgets its keys with its process. */
    private static final class KeyPerProcess extends ReferenceGateway {
        private final UUID process = UUID.randomUUID();

        KeyPerProcess(ProviderContext context) {
            super(context);
        }

        @Override
        protected Optional<String> key(Sent sent) {
            return super.key(sent).map(it -> it + "-" + process);
        }
    }

    /** Gives the first answer again, whatever is asked for now. */
    private static final class RemembersAnswers extends ReferenceGateway {
        private final Map<OperationId, PaymentResult> answers = new ConcurrentHashMap<>();

        RemembersAnswers(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult result(Sent sent, HttpReply reply) {
            return answers.computeIfAbsent(sent.call().id(), id -> super.result(sent, reply));
        }
    }
}

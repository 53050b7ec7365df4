package io.tradewind.commerce.plugin;

import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.internal.plugin.Calls;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.job.JobMode;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.webhook.Reply;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testing.OneGateway;
import io.tradewind.commerce.testing.TestShop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.joda.money.Money;

/** The inbox on a shop's database with a provider that says what a test wants, and a taker of its news. */
final class Rig implements AutoCloseable {
    static final Money PRICE = Money.parse("EUR 12.50");
    static final ProviderRef REF = new ProviderRef("pay-1");

    final List<Notice<PaymentFact>> applied = Collections.synchronizedList(new ArrayList<>());
    final List<ProviderRef> lookedUp = Collections.synchronizedList(new ArrayList<>());
    volatile Function<Notice<PaymentFact>, Boolean> taker = it -> true;
    volatile Function<ProviderRef, Optional<String>> asked = it -> Optional.empty();
    volatile Function<WebhookEnvelope, WebhookOutcome<PaymentFact>> reading = Rig::read;

    final TestShop shop;
    final Webhooks webhooks;
    final InboxWork work;

    Rig(TestDatabase database) {
        this(database, JobMode.MANUAL, Runnable::run);
    }

    Rig(TestDatabase database, JobMode mode, Executor executor) {
        shop = TestShop.on(
                database.dataSource(),
                builder -> builder.executor(executor)
                        .plugins(it -> it.add(new OneGateway("hook", new Gateway()))
                                .payment("card", "hook")
                                .payment("other", "hook")));
        shop.tx().write("clear", handle -> handle.execute("delete from commerce.inbox"));
        shop.tx().write("clear", handle -> handle.execute("delete from commerce.inbox_body"));
        InboxStore store = new InboxStore();
        WebhookCounts counts = shop.part(WebhookCounts.class);
        JobBell bell = shop.part(JobBell.class);
        Tx tx = shop.tx();
        World world = shop.world();
        Calls calls = shop.part(Calls.class);
        Inbox inbox = new Inbox(store, new Json(), tx, world, bell, counts);
        webhooks = new Webhooks(calls, inbox, store, counts, tx, world, bell);
        work = new InboxWork(
                store,
                new Json(),
                tx,
                world,
                calls,
                inbox,
                new Taker(),
                (account, notice) -> true,
                (account, notice) -> true,
                mode,
                bell);
    }

    Reply send(String body) {
        return send("card", body);
    }

    Reply send(String account, String body) {
        return webhooks.receive(account, envelope(account, body.getBytes(StandardCharsets.UTF_8)));
    }

    int status(String body) {
        return send(body).status();
    }

    WebhookEnvelope envelope(byte[] body) {
        return envelope("card", body);
    }

    WebhookEnvelope envelope(String account, byte[] body) {
        return new WebhookEnvelope(
                "POST",
                "/webhooks/" + account,
                "",
                Map.of("X-Signature", List.of("s"), "Authorization", List.of("Bearer hidden")),
                body,
                shop.clock().instant());
    }

    List<StoredWebhook> in(InboxState state) {
        return webhooks.list(state);
    }

    void step() {
        while (work.step() > 0) {
            // until nothing is due
        }
    }

    @Override
    public void close() {
        shop.close();
    }

    /** {@code ok:<id>}, {@code bad}, {@code hint:<ref>}, {@code skip}, {@code ping}, {@code boom}. */
    static WebhookOutcome<PaymentFact> read(WebhookEnvelope envelope) {
        String body = new String(envelope.body(), StandardCharsets.UTF_8);
        if (body.startsWith("ok:")) {
            List<Notice<PaymentFact>> notices = new ArrayList<>();
            for (String id : body.substring(3).split(",")) {
                notices.add(new Notice<>(id, TestShop.START, fact(approved())));
            }
            return new WebhookOutcome.Accepted<>(notices, Reply.text(202, "thanks"));
        } else if (body.startsWith("hint:")) {
            return new WebhookOutcome.LookUp<>(List.of(new ProviderRef(body.substring(5))), Reply.ok());
        } else if (body.equals("skip")) {
            return new WebhookOutcome.Ignored<>("not ours", Reply.ok());
        } else if (body.equals("ping")) {
            return new WebhookOutcome.Challenge<>(Reply.text(200, "pong"));
        } else if (body.equals("boom")) {
            throw new IllegalStateException("parser broke");
        }
        return new WebhookOutcome.Refused<>(WebhookOutcome.Refusal.BAD_SIGNATURE);
    }

    static PaymentResult approved() {
        return new PaymentResult.Approved(
                REF, PRICE, Effect.CAPTURED, Details.code("00").with("network", "visa"));
    }

    static PaymentFact fact(PaymentResult result) {
        return new PaymentFact.Outcome(
                REF,
                Optional.of(OperationId.parse("0190a1b2-1111-7222-8333-444455556666")),
                OperationKind.PURCHASE,
                result);
    }

    private final class Taker implements PaymentFacts {
        @Override
        public boolean apply(String account, Notice<PaymentFact> notice) {
            boolean known = taker.apply(notice);
            if (known) {
                applied.add(notice);
            }
            return known;
        }

        @Override
        public Optional<String> lookUp(String account, ProviderRef ref) {
            lookedUp.add(ref);
            return asked.apply(ref);
        }
    }

    private final class Gateway implements PaymentGateway {
        @Override
        public PaymentProfile profile() {
            return PaymentProfiles.purchase("EUR");
        }

        @Override
        public PaymentResult authorize(AuthorizeRequest request) {
            return new PaymentResult.NotSent("not here");
        }

        @Override
        public StatusReport query(StatusQuery query) {
            return new StatusReport.Unavailable("not here");
        }

        @Override
        public WebhookOutcome<PaymentFact> receive(WebhookEnvelope envelope) {
            return reading.apply(envelope);
        }
    }
}

package io.tradewind.commerce.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.ledger.Postings;
import io.tradewind.commerce.plugin.PaymentFacts;
import io.tradewind.commerce.spi.Buyer;
import io.tradewind.commerce.spi.CheckoutSummary;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import io.tradewind.commerce.store.StoreSpec;
import io.tradewind.commerce.testing.TestShop;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.joda.money.Money;

/** The payment package put together by hand around a provider with a book and a till, and what must hold at the end. */
final class PaymentDesk implements AutoCloseable {
    static final Money TOTAL = Money.parse("EUR 100.00");

    private static final String PLACED = "(select store_id, id, id as checkout_id, total, quote_hash, currency,"
            + " 'PLACED' as lifecycle from commerce.till where state = 'PLACED')";

    private static final Map<String, String> INVARIANTS = Map.of(
            "INV-MONEY-2", """
                    select p.id from commerce.payment p
                    join orders o on o.store_id = p.store_id and o.checkout_id = p.checkout_id
                    where p.quote_hash <> o.quote_hash or p.currency <> o.currency
                    """,
            "INV-MONEY-3", """
                    select id from commerce.payment
                    where not (cancelled >= 0 and captured >= 0 and capture_pending >= 0 and refunded >= 0
                      and refund_pending >= 0 and captured + capture_pending + cancelled <= authorized
                      and refunded + refund_pending <= captured)
                    """,
            "INV-MONEY-4", """
                    select p.id from commerce.payment p
                    left join (select store_id, payment_id,
                        sum(case when kind = 'AUTHORIZED' then amount else 0 end) a,
                        sum(case when kind = 'CAPTURED' and operation_id is not null then amount else 0 end) c,
                        sum(case when kind = 'CAPTURED' and operation_id is null then amount else 0 end) xc,
                        sum(case when kind = 'REFUNDED' and operation_id is not null then amount else 0 end) r,
                        sum(case when kind = 'REFUNDED' and operation_id is null then amount else 0 end) xr,
                        sum(case when kind = 'CHARGED_BACK' then amount else 0 end) cb,
                        sum(case when kind = 'CANCELLED' then amount else 0 end) v
                      from commerce.payment_fact group by store_id, payment_id) x
                      on x.store_id = p.store_id and x.payment_id = p.id
                    left join (select store_id, payment_id, sum(amount) q from commerce.refund_part
                      where state in ('PROPOSED', 'APPROVED', 'RUNNING') group by store_id, payment_id) y
                      on y.store_id = p.store_id and y.payment_id = p.id
                    where p.authorized <> coalesce(x.a, 0) or p.captured <> coalesce(x.c, 0)
                      or p.ext_captured <> coalesce(x.xc, 0) or p.refunded <> coalesce(x.r, 0)
                      or p.ext_refunded <> coalesce(x.xr, 0) or p.charged_back <> coalesce(x.cb, 0)
                      or p.cancelled <> coalesce(x.v, 0) or p.refund_pending <> coalesce(y.q, 0)
                    """,
            "INV-MONEY-11", """
                    select p.id from commerce.payment p
                    left join orders o on o.store_id = p.store_id and o.checkout_id = p.checkout_id
                      and o.lifecycle <> 'CANCELLED'
                    where p.authorized + p.ext_captured - p.cancelled - p.refunded - p.ext_refunded - p.charged_back > 0
                      and o.id is null
                      and not exists (select 1 from commerce.obligation b where b.store_id = p.store_id
                        and b.subject_id = p.id and b.state in ('OPEN', 'ESCALATED', 'WAIVED'))
                    """,
            "INV-MONEY-12", """
                    select id from commerce.obligation
                    where state in ('OPEN', 'ESCALATED') and due_at < :now and task_id is null
                    """,
            "INV-MONEY-13", "select id from commerce.payment_fact where operation_id is null and task_id is null",
            "INV-MONEY-14", """
                    select o.id from orders o
                    join (select store_id, checkout_id, sum(authorized + ext_captured - cancelled - refunded
                        - ext_refunded - charged_back) a from commerce.payment group by store_id, checkout_id) p
                      on p.store_id = o.store_id and p.checkout_id = o.checkout_id
                    where p.a > o.total and not exists (select 1 from commerce.obligation b
                      join commerce.payment q on q.store_id = b.store_id and q.id = b.subject_id
                      where q.store_id = o.store_id and q.checkout_id = o.checkout_id
                        and b.state in ('OPEN', 'ESCALATED'))
                    """,
            "INV-MONEY-15", """
                    select p.checkout_id from commerce.payment_operation x
                    join commerce.payment p on p.store_id = x.store_id and p.id = x.payment_id
                    where x.kind in ('AUTHORIZE', 'PURCHASE') and x.state in ('SENDING', 'UNKNOWN')
                    group by p.store_id, p.checkout_id, p.tender having count(*) > 1
                    """,
            "set aside = what undecided operations hold", """
                    select p.id from commerce.payment p
                    left join (select store_id, payment_id, sum(set_aside) s from commerce.payment_operation
                      where kind in ('CAPTURE', 'CANCEL') group by store_id, payment_id) x
                      on x.store_id = p.store_id and x.payment_id = p.id
                    where p.capture_pending <> coalesce(x.s, 0)
                    """,
            "state = last recorded move", """
                    select x.id from commerce.payment_operation x
                    where not exists (select 1 from commerce.history h where h.store_id = x.store_id
                      and h.subject_id = x.id and h.machine = 'payment-operation' and h.seq = x.version
                      and h.to_state = x.state)
                    """);

    private static final String LEDGER = """
            select id from (
              select store_id, id, captured + ext_captured - refunded - ext_refunded - charged_back held,
                authorized - cancelled - captured reserved from commerce.payment
              union all
              select store_id, subject_id, case when account = 'CLEARING' then -amount else 0 end,
                case when account = 'RESERVED' then -amount else 0 end
              from commerce.ledger_entry where kind = 'PAYMENT') u
            group by store_id, id having sum(held) <> 0 or sum(reserved) <> 0
            """;

    final TestShop shop;
    final BookGateway gateway;
    final Till till = new Till();
    /** Orders that would be held because they are not paid any more, with what is kept for each. */
    final List<String> left = new ArrayList<>();

    /** There are no orders here. */
    private final UnpaidOrders unpaid = (handle, scope, order, kept, why) -> {
        left.add(order + " " + kept);
        return List.of();
    };

    final Operations operations;
    final Refunds refunds;
    final PaymentFacts facts;
    final Reconciler reconciler;
    final ObligationWork obligationWork;
    final Obligations obligations;
    final PaymentStore paymentStore;
    final OperationStore operationStore = new OperationStore();
    final ObligationStore obligationStore = new ObligationStore();

    private final Tx tx;
    private final Gateways gateways;
    private final PaymentReading reading;
    private final Receipts receipts;
    private final Review review;
    private final Asking asking;
    private final Outgoing outgoing;
    private final Taking taking;
    private final Disputes disputes;
    final Expiries expiries;
    private final MoneyReading money;
    private final Cases cases;
    final Instruments instruments;
    private RefundLimits.Limits limits = new RefundLimits.Limits(Map.of(), Money.parse("EUR 0.00"));

    PaymentDesk(DataSource dataSource) {
        this(dataSource, store -> {});
    }

    PaymentDesk(DataSource dataSource, Consumer<StoreSpec> policy) {
        shop = TestShop.on(dataSource, builder -> {}, policy).unsound(); // the till plays the orders; see check()
        tx = shop.tx();
        paymentStore = new PaymentStore(shop.part(Postings.class));
        World world = shop.world();
        Json json = shop.part(Json.class);
        Outbox outbox = shop.part(Outbox.class);
        JobBell bell = shop.part(JobBell.class);
        Scopes scopes = shop.part(Scopes.class);
        gateway = new BookGateway(tx, shop.clock());
        gateways = new OneGateway(gateway);
        RefundStore refundStore = new RefundStore();
        TaskStore taskStore = new TaskStore();
        ActionText actions = new ActionText(json);
        Attempts attempts = new Attempts(actions);
        Tasks tasks = new Tasks(taskStore, world);
        obligations = new Obligations(obligationStore, tasks, world, bell);
        FollowUps followUps = new FollowUps(operationStore, world, bell);
        refunds = new Refunds(
                refundStore,
                paymentStore,
                new RefundBounds(refundStore, () -> (handle, scope, order) -> limits),
                new SecondPerson(refundStore),
                tasks,
                () -> (handle, scope, order, shares) -> {},
                obligations,
                followUps,
                outbox,
                world);
        Aftermath aftermath = new Aftermath(paymentStore, obligations, refunds, tasks, gateways, () -> unpaid, world);
        Instruments instruments =
                new Instruments(new InstrumentStore(), paymentStore, gateways, scopes, bell, tx, world);
        Renewals renewals =
                new Renewals(paymentStore, operationStore, instruments, obligations, tasks, outbox, json, world, bell);
        this.instruments = instruments;
        Learning learning = new Learning(
                operationStore,
                paymentStore,
                new Steps(world, actions),
                () -> till,
                attempts,
                instruments,
                renewals,
                aftermath,
                outbox,
                world);
        Sender sender = new Sender(gateways, operationStore, learning, outbox, json, world);
        asking = new Asking(gateways, operationStore, learning, sender, world);
        Closing closing =
                new Closing(asking, sender, learning, gateways, operationStore, paymentStore, followUps, outbox, world);
        outgoing = new Outgoing(paymentStore, operationStore, followUps, obligations, learning, refunds, outbox);
        taking = new Taking(paymentStore, operationStore, followUps, outgoing, gateways, () -> unpaid, outbox);
        expiries = new Expiries(paymentStore, renewals, tasks, gateways, scopes, tx, world);
        operations = new Operations(
                new Offers(gateways),
                new Preparation(paymentStore, operationStore, gateways, json, world),
                sender,
                asking,
                closing,
                attempts,
                outgoing,
                instruments,
                new Positions(paymentStore, operationStore, refundStore, obligationStore),
                paymentStore,
                operationStore,
                outbox);
        reconciler = new Reconciler(operationStore, sender, asking, closing, learning, scopes, tx, world);
        obligationWork = new ObligationWork(
                obligationStore,
                obligations,
                paymentStore,
                operationStore,
                refunds,
                followUps,
                gateways,
                outbox,
                scopes,
                tx,
                world);
        OutsideMoney outside = new OutsideMoney(paymentStore, obligations, outbox, world);
        disputes = new Disputes(new DisputeStore(), paymentStore, outside, tasks, outbox, world);
        facts = new FactIntake(
                paymentStore, operationStore, learning, asking, gateways, aftermath, outside, disputes, scopes, tx);
        reading = new PaymentReading(paymentStore, operationStore, refundStore, new PaymentViews(actions));
        receipts = new Receipts(paymentStore, operationStore, learning, obligations, () -> till, outbox);
        review = new Review(
                taskStore, operationStore, paymentStore, obligationStore, obligations, learning, outbox, world);
        money = new MoneyReading(
                paymentStore,
                operationStore,
                refundStore,
                obligations,
                new FactStore(),
                new PaymentViews(actions),
                () -> (handle, scope, order) -> limits);
        cases = new Cases(new CaseStore(), review, reading, asking, outgoing, taking, refunds);
        tx.write("test.till", handle -> handle.createUpdate(Till.TABLE).execute());
    }

    private record OneGateway(BookGateway gateway) implements Gateways {
        @Override
        public List<String> accounts() {
            return List.of("card");
        }

        @Override
        public Gateway of(String account) {
            return gateway;
        }

        @Override
        public Optional<Gateway> find(String account) {
            return Optional.of(gateway);
        }
    }

    void limits(Map<UUID, Money> lines, Money delivery) {
        limits = new RefundLimits.Limits(lines, delivery);
    }

    Payments payments(Actor actor) {
        return new Payments(
                shop.scope(actor),
                new Offers(gateways),
                reading,
                refunds,
                receipts,
                review,
                asking,
                outgoing,
                taking,
                disputes,
                money,
                cases,
                instruments);
    }

    /** The front door as an administrator sees it. */
    Payments staff() {
        return payments(shop.staff().actor());
    }

    Scope buyer() {
        return shop.scope(Actor.guest("cookie-7f3a"));
    }

    /** A checkout that waits for its money. */
    UUID checkout() {
        UUID id = shop.world().id();
        tx.write("test.open", handle -> {
            till.open(handle, buyer(), id, TOTAL.getAmountMinorLong());
            return true;
        });
        return id;
    }

    Prepared prepare(UUID checkout) {
        return tx.write("test.prepare", handle -> {
            till.lock(handle, buyer(), checkout);
            Prepared prepared = operations.prepare(handle, buyer(), attempt(checkout));
            shop.part(Outbox.class).record(handle, buyer(), prepared.changes());
            return prepared;
        });
    }

    /** Prepares and sends, as a checkout does. */
    Attempt pay(UUID checkout) {
        return operations.send(buyer(), prepare(checkout));
    }

    /** Prepares and sends an attempt of that buyer, with an instrument that is kept or was. */
    Attempt pay(UUID checkout, Actor actor, Instrument instrument, Optional<UUID> kept, boolean keeps) {
        Scope scope = shop.scope(actor);
        NewAttempt plain = attempt(checkout);
        NewAttempt wanted = new NewAttempt(
                checkout,
                plain.account(),
                plain.amount(),
                plain.quoteHash(),
                instrument,
                plain.summary(),
                Buyer.anonymous(actor.ownerKey(), Locale.GERMANY),
                plain.returnUrl(),
                plain.cancelUrl(),
                kept,
                keeps);
        Prepared prepared = tx.write("test.prepare", handle -> {
            till.lock(handle, scope, checkout);
            Prepared written = operations.prepare(handle, scope, wanted);
            shop.part(Outbox.class).record(handle, scope, written.changes());
            return written;
        });
        return operations.send(scope, prepared);
    }

    Attempt attempt(Attempt attempt) {
        return tx.read("test.attempt", handle -> operations.attempt(handle, buyer(), attempt.operationId()))
                .orElseThrow();
    }

    String till(UUID checkout) {
        return tx.read("test.till", handle -> till.state(handle, buyer(), checkout));
    }

    int told(UUID checkout) {
        return tx.read("test.till", handle -> till.told(handle, buyer(), checkout));
    }

    void till(UUID checkout, String state) {
        tx.write("test.till", handle -> {
            till.set(handle, buyer(), checkout, state);
            return true;
        });
    }

    Position position(UUID checkout) {
        return tx.read("test.position", handle -> paymentStore.of(handle, buyer().storeId(), checkout)).stream()
                .map(PaymentRow::position)
                .reduce(Position.ZERO, Position::plus);
    }

    List<OperationRow> operations(UUID checkout, OperationKind kind) {
        return tx
                .read("test.operations", handle -> operationStore.of(handle, buyer().storeId(), List.of(checkout)))
                .stream()
                .filter(it -> it.kind() == kind)
                .toList();
    }

    List<ObligationRow> standing(UUID checkout) {
        return tx.read(
                "test.standing",
                handle -> paymentStore.of(handle, buyer().storeId(), checkout).stream()
                        .flatMap(payment -> obligationStore.standing(handle, buyer().storeId(), payment.id()).stream())
                        .toList());
    }

    RefundAnswer refund(UUID checkout, String amount, String cause) {
        NewRefund refund =
                new NewRefund(checkout, List.of(RefundShare.goodwill(Money.parse(amount))), "sorry", cause, "");
        return tx.write("test.refund", handle -> refunds.propose(handle, shop.scope(), refund));
    }

    /** The order is worth another sum now. */
    void total(UUID order, long minor) {
        tx.write(
                "test.total",
                handle -> handle.createUpdate("update commerce.till set total = :total where id = :id")
                        .bind("total", minor)
                        .bind("id", order)
                        .execute());
    }

    /** Steps the jobs until nothing is due. */
    void run() {
        for (int i = 0; i < 50; i++) {
            if (reconciler.step() + obligationWork.step() == 0) {
                return;
            }
        }
        throw new AssertionError("the jobs find no end");
    }

    void pass(Duration time) {
        shop.clock().pass(time);
        run();
    }

    /** What must hold whatever happened. */
    void check() {
        List<String> broken = new ArrayList<>();
        tx.read("test.invariants", handle -> {
            Map<String, String> all = new HashMap<>(INVARIANTS);
            all.put("INV-MONEY-7", LEDGER);
            all.forEach((id, sql) -> {
                List<String> rows = handle.createQuery(sql.replace(" orders o", " " + PLACED + " o"))
                        .bind("now", shop.clock().instant())
                        .mapTo(String.class)
                        .list();
                rows.forEach(row -> broken.add(id + " " + row));
            });
            return true;
        });
        assertThat(broken).isEmpty();
        assertThat(gateway.book.values()).as("one effect per operation").allMatch(it -> it.size() == 1);
    }

    private static NewAttempt attempt(UUID checkout) {
        Money zero = Money.parse("EUR 0.00");
        return new NewAttempt(
                checkout,
                "card",
                TOTAL,
                "hash",
                new Instrument.ProviderPage(),
                new CheckoutSummary("R-1", List.of(), zero, zero, TOTAL, Optional.empty()),
                Buyer.anonymous("guest", Locale.GERMANY),
                URI.create("https://shop.example/return"),
                URI.create("https://shop.example/cancel"));
    }

    @Override
    public void close() {
        shop.close();
    }
}

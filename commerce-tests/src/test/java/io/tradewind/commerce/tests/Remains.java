package io.tradewind.commerce.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.health.InvariantChecker;
import io.tradewind.commerce.job.JobMode;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.order.OrderPage;
import io.tradewind.commerce.order.OrderQuery;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.order.OrderSummary;
import io.tradewind.commerce.payment.Payment;
import io.tradewind.commerce.payment.Refund;
import io.tradewind.commerce.payment.RefundState;
import io.tradewind.commerce.payment.sandbox.SandboxBook;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.testkit.TestClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.joda.money.Money;

/**
 * What a killed shop has left: opened again, given some days to mend itself, and compared with what it had acknowledged
 * and with its payment provider's own book.
 */
final class Remains {
    private static final Money NOTHING = Money.parse("EUR 0.00");

    /** Until every lease of the dead process has run out: before that, pressing again waits for it. */
    private static final List<Duration> SOON =
            List.of(Duration.ofSeconds(6), Duration.ofSeconds(31), Duration.ofMinutes(3));

    /** As the schedules need it: questions after lost answers, sessions, holds, what is tried daily. */
    private static final List<Duration> LATER = List.of(
            Duration.ofMinutes(11), Duration.ofHours(2), Duration.ofHours(7), Duration.ofHours(25), Duration.ofDays(2));

    private final Premises premises;
    private final Acknowledged answers;

    Remains(Premises premises, Acknowledged answers) {
        this.premises = premises;
        this.answers = answers;
    }

    void check(Instant now, Random random) throws SQLException {
        TestClock clock = new TestClock(now);
        try (Commerce commerce = premises.open(clock, JobMode.MANUAL)) {
            checkInvariants(commerce, clock);
            checkAcknowledged(commerce);
            pass(commerce, clock, SOON);
            for (Acknowledged.Try one : answers.unanswered()) {
                if (random.nextBoolean()) {
                    press(commerce, one);
                }
            }
            pass(commerce, clock, LATER);
            checkInvariants(commerce, clock);
            checkAcknowledged(commerce);
            checkShoppers(commerce);
            checkStock(commerce);
            List<Order> orders = orders(commerce);
            orders.forEach(order -> checkWhole(commerce, order));
            checkBook(commerce);
        }
    }

    private static void pass(Commerce commerce, TestClock clock, List<Duration> steps) {
        for (Duration step : steps) {
            commerce.jobs().runDue();
            clock.pass(step);
        }
        commerce.jobs().runDue();
    }

    /** The shopper presses the button again after the crash. */
    private static void press(Commerce commerce, Acknowledged.Try one) {
        Premises.guest(commerce, one.name())
                .checkout()
                .place(CartId.of(one.cart()), DoomedShop.order(one.option(), one.script()), one.name());
    }

    private static void checkInvariants(Commerce commerce, TestClock clock) throws SQLException {
        try (Connection connection = commerce.dataSource().getConnection()) {
            assertThat(InvariantChecker.ofSchema("commerce").check(connection, clock.instant()))
                    .as("broken invariants")
                    .isEmpty();
        }
    }

    private void checkAcknowledged(Commerce commerce) {
        Shop staff = Premises.staff(commerce);
        for (Acknowledged.Order told : answers.placed()) {
            Order order = Premises.guest(commerce, told.name())
                    .orders()
                    .find(told.id())
                    .orElseThrow(() -> new AssertionError("lost: " + told));
            assertThat(order.number()).isEqualTo(told.number());
            assertThat(order.total()).isEqualTo(told.total());
        }
        for (OrderId id : answers.cancelled()) {
            assertThat(staff.orders().find(id).orElseThrow().state()).isEqualTo(OrderState.CANCELLED);
        }
        for (Acknowledged.Refund told : answers.refunded()) {
            assertThat(staff.payments().refundsOf(told.order()))
                    .extracting(Refund::id)
                    .contains(told.id());
        }
    }

    /** Whoever was refused has no order, and nobody has two. */
    private void checkShoppers(Commerce commerce) {
        Set<String> refused = Set.copyOf(answers.refused());
        for (Acknowledged.Try one : answers.tries()) {
            List<OrderSummary> orders = Premises.guest(commerce, one.name())
                    .orders()
                    .list(OrderQuery.newest())
                    .orders();
            assertThat(orders).as("orders of %s", one).hasSizeLessThanOrEqualTo(refused.contains(one.name()) ? 0 : 1);
        }
    }

    /** Nothing was sent, so all that came is there; the last delivery may have been killed before its answer. */
    private void checkStock(Commerce commerce) {
        Shop staff = Premises.staff(commerce);
        int told = Premises.STOCK + answers.deliveries() * DoomedShop.DELIVERY;
        List<Integer> possible = IntStream.rangeClosed(0, 1 + answers.doubtfulDeliveries())
                .mapToObj(it -> told + it * DoomedShop.DELIVERY)
                .toList();
        assertThat(staff.stock().level(Premises.MUG).onHand()).isIn(possible);
        int sold = orders(commerce).stream()
                .flatMap(it -> it.lines().stream())
                .mapToInt(OrderLine::wanted)
                .sum();
        assertThat(staff.stock().level(Premises.MUG).reserved()).isEqualTo(sold);
    }

    private static List<Order> orders(Commerce commerce) {
        Shop staff = Premises.staff(commerce);
        List<Order> orders = new ArrayList<>();
        OrderQuery query = OrderQuery.newest().size(100);
        Optional<String> next;
        do {
            OrderPage page = staff.orders().list(query);
            page.orders().forEach(it -> orders.add(staff.orders().find(it.id()).orElseThrow()));
            next = page.next();
            query = next.map(query::after).orElse(query);
        } while (next.isPresent());
        return orders;
    }

    /** An order has lines, work for the warehouse and a payment, whatever came of it. */
    private static void checkWhole(Commerce commerce, Order order) {
        Shop staff = Premises.staff(commerce);
        assertThat(order.lines()).as("lines of %s", order.number()).hasSize(1);
        assertThat(order.total()).isEqualTo(order.goods().plus(order.delivery()));
        List<FulfillmentOrder> work = staff.fulfillment().of(order.id());
        assertThat(work).as("work for %s", order.number()).hasSize(1);
        boolean cancelled = order.state() == OrderState.CANCELLED;
        assertThat(work.get(0).state()).isEqualTo(cancelled ? WorkState.CANCELLED : WorkState.RELEASED);
        assertThat(work.get(0).units()).isEqualTo(order.lines().get(0).quantity());
        Payment payment = onlyPayment(staff, order);
        assertThat(payment.amount()).isEqualTo(order.total());
        if (order.account().equals("card")) {
            assertThat(payment.captured().minus(payment.refunded()))
                    .as("money held for %s", order)
                    .isEqualTo(due(staff, order));
        }
        assertThat(staff.orders().timeline(order.id())).isNotEmpty();
    }

    private static Payment onlyPayment(Shop staff, Order order) {
        List<Payment> payments = staff.payments().of(order.id().value());
        assertThat(payments).as("payments of %s", order.number()).hasSize(1);
        return payments.get(0);
    }

    private static Money due(Shop staff, Order order) {
        if (order.state() == OrderState.CANCELLED) {
            return NOTHING;
        }
        Money refunded = staff.payments().refundsOf(order.id().value()).stream()
                .peek(it -> assertThat(it.state()).isEqualTo(RefundState.DONE))
                .map(Refund::amount)
                .reduce(NOTHING, Money::plus);
        return order.total().minus(refunded);
    }

    /** Every charge of the provider has an order or went back, without staff; nothing happened twice. */
    private void checkBook(Commerce commerce) {
        Shop staff = Premises.staff(commerce);
        SandboxBook book = SandboxBook.in(premises.book());
        assertThat(staff.payments().reviewQueue()).as("what nobody could mend").isEmpty();
        for (SandboxBook.Entry entry : book.entries()) {
            entry.operation()
                    .ifPresent(it -> assertThat(book.effects(it))
                            .as("effects of %s", entry)
                            .isLessThanOrEqualTo(1));
        }
        for (ProviderRef payment : book.payments()) {
            UUID checkout = UUID.fromString(reference(book, payment));
            Money kept = book.authorized(payment).minus(book.cancelled(payment)).minus(book.refunded(payment));
            Money owed = staff.orders()
                    .find(new OrderId(checkout))
                    .map(it -> due(staff, it))
                    .orElse(NOTHING);
            assertThat(kept).as("kept of %s, checkout %s", payment, checkout).isEqualTo(owed);
        }
    }

    private static String reference(SandboxBook book, ProviderRef payment) {
        return book.entries().stream()
                .filter(it -> it.payment().equals(payment))
                .findFirst()
                .orElseThrow()
                .reference();
    }
}

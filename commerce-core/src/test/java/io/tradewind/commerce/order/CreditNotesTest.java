package io.tradewind.commerce.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.NewVariant;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.fulfillment.FulfillmentId;
import io.tradewind.commerce.fulfillment.ShortReason;
import io.tradewind.commerce.order.CreditNote.About;
import io.tradewind.commerce.payment.Payments;
import io.tradewind.commerce.payment.RefundAnswer;
import io.tradewind.commerce.pricing.TaxLine;
import io.tradewind.commerce.returns.ReturnItem;
import io.tradewind.commerce.returns.ReturnReason;
import io.tradewind.commerce.store.StorePolicy.ShortUnits;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.Workshop;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.joda.money.Money;

class CreditNotesTest {
    private static final Sku MUG = Sku.of("MUG");
    private static final Sku BOOK = Sku.of("BOOK");

    @BothDatabases(fresh = true)
    void a_cancelled_order_is_credited_whole_and_once_with_exactly_the_tax_of_its_invoice(DataSource database) {
        try (Workshop workshop = workshop(database)) {
            Order order = workshop.buy(3, MUG, BOOK);
            Orders desk = workshop.staff().orders();
            assertThat(desk.creditNotes(order.id())).isEmpty();
            refund(workshop.staff().payments(), order, "EUR 1.01", "late").orThrow();
            workshop.shop.runJobs();
            desk.cancel(order.id(), "changed their mind").orThrow();
            desk.cancel(order.id(), "again").orThrow();
            workshop.shop.runJobs();

            List<CreditNote> notes = desk.creditNotes(order.id());
            assertThat(notes)
                    .extracting(CreditNote::number)
                    .containsExactly(order.number() + "-C1", order.number() + "-C2");
            assertThat(notes.get(0).total()).isEqualTo(Money.parse("EUR 1.01"));
            assertThat(notes.get(0).lines())
                    .singleElement()
                    .matches(it -> it.about() == About.REDUCTION && it.units() == 0);
            assertThat(notes.get(0).taxLines()).hasSize(2);
            assertThat(notes.get(1).total()).isEqualTo(order.total().minus(Money.parse("EUR 1.01")));
            assertThat(notes.get(1).lines())
                    .filteredOn(it -> it.about() == About.LINE)
                    .hasSize(2)
                    .allMatch(it -> it.units() == 3);
            assertThat(taxes(notes)).isEqualTo(taxes(order.taxLines()));

            assertThat(workshop.buyer().orders().creditNotes(order.id())).isEqualTo(notes);
            List<OrderId> both = List.of(order.id(), workshop.buy(1, MUG).id());
            assertThat(workshop.buyer().orders().creditNotes(both)).isEqualTo(Map.of(order.id(), notes));
            assertThat(workshop.shop.shop(Actor.guest("another")).orders().creditNotes(both))
                    .isEmpty();
            assertThatThrownBy(() ->
                            workshop.shop.shop(Actor.guest("another")).orders().creditNotes(order.id()))
                    .isInstanceOf(CommerceException.class);
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void cancelled_units_and_returned_ones_are_credited_until_nothing_is_left(DataSource database) {
        try (Workshop workshop = workshop(database)) {
            Order order = workshop.buy(3, MUG, BOOK);
            Orders desk = workshop.staff().orders();
            UUID mugs = workshop.line(order, MUG);
            UUID books = workshop.line(order, BOOK);
            FulfillmentId work = workshop.work(order).id();
            workshop.bench().claim(work).orThrow();
            workshop.bench().reportShort(work, mugs, 1, ShortReason.DAMAGED).orThrow();
            CreditNote first = desk.creditNotes(order.id()).get(0);
            assertThat(first.lines()).singleElement().matches(it -> it.units() == 1);
            assertThat(first.total()).isEqualTo(Money.parse("EUR 12.50"));
            assertThat(first.taxLines())
                    .singleElement()
                    .matches(it -> it.percent().compareTo(BigDecimal.valueOf(19)) == 0)
                    .matches(it -> it.tax().equals(Money.parse("EUR 2.00")));

            workshop.bench().countAll(work).orThrow();
            var parcel = workshop.bench().pack(work).orThrow().liveParcels().get(0);
            workshop.bench().handOver(List.of(parcel.id())).orThrow();
            workshop.bench().markDelivered(parcel.id(), "seen").orThrow();
            workshop.staff()
                    .returns()
                    .takeBack(
                            order.id(),
                            List.of(
                                    ReturnItem.of(mugs, 2, ReturnReason.CHANGED_MIND),
                                    ReturnItem.of(books, 3, ReturnReason.CHANGED_MIND)),
                            "")
                    .orThrow();
            Payments other =
                    workshop.shop.shop(Actor.staff("ben", Role.FINANCE)).payments();
            other.approve(other.refundsOf(order.id().value()).get(1).id()).orThrow();
            workshop.shop.runJobs();

            List<CreditNote> notes = desk.creditNotes(order.id());
            assertThat(notes).hasSize(2).first().isEqualTo(first);
            assertThat(notes.stream().map(CreditNote::total).reduce(Money::plus))
                    .contains(order.total());
            assertThat(taxes(notes)).isEqualTo(taxes(order.taxLines()));
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void a_refund_that_waits_is_credited_when_it_is_approved_and_one_that_is_refused_is_not(DataSource database) {
        try (Workshop workshop = workshop(database)) {
            Order order = workshop.buy(3, MUG, BOOK);
            Orders desk = workshop.staff().orders();
            Payments own = workshop.staff().payments();
            Payments other =
                    workshop.shop.shop(Actor.staff("ben", Role.FINANCE)).payments();
            var first = (RefundAnswer.AwaitsApproval) refund(own, order, "EUR 20.01", "first");
            var second = (RefundAnswer.AwaitsApproval) refund(own, order, "EUR 20.02", "second");
            assertThat(desk.creditNotes(order.id())).isEmpty();

            other.refuse(first.refund().id(), "no");
            other.approve(second.refund().id()).orThrow();
            assertThat(desk.creditNotes(order.id()))
                    .singleElement()
                    .matches(it -> it.total().equals(Money.parse("EUR 20.02")));
        }
    }

    private static Workshop workshop(DataSource database) {
        Workshop workshop = Workshop.on(
                database,
                store -> store.tax("standard", "DE", "19")
                        .tax("reduced", "DE", "7")
                        .shortUnits(ShortUnits.CANCEL)
                        .refundLimit(Money.parse("EUR 20.00")));
        workshop.sell(MUG.value(), "EUR 12.50", 10);
        workshop.staff()
                .catalog()
                .publish(NewProduct.named("Book")
                        .variant(NewVariant.of(BOOK, Money.parse("EUR 9.99")).taxCategory("reduced")));
        workshop.staff().stock().receive(BOOK, 10, "delivery note 18");
        return workshop;
    }

    private static RefundAnswer refund(Payments payments, Order order, String amount, String key) {
        return payments.refund(order.id().value(), Money.parse(amount), "late", key);
    }

    private static Map<BigDecimal, List<Money>> taxes(List<?> of) {
        Map<BigDecimal, List<Money>> sums = new TreeMap<>();
        of.stream()
                .flatMap(
                        it -> it instanceof CreditNote note ? note.taxLines().stream() : List.of((TaxLine) it).stream())
                .forEach(it -> sums.merge(
                        it.percent(),
                        List.of(it.base(), it.tax()),
                        (a, b) -> List.of(a.get(0).plus(b.get(0)), a.get(1).plus(b.get(1)))));
        return sums;
    }
}

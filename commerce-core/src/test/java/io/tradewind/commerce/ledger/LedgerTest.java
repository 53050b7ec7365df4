package io.tradewind.commerce.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.health.Violation;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.promotion.Commissions;
import io.tradewind.commerce.promotion.Influencer;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.StorePolicy.CaptureMoment;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.TestShop;
import io.tradewind.commerce.testing.Workshop;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

class LedgerTest {
    @BothDatabases
    void what_happens_to_money_is_in_the_books_and_every_balance_is_a_sum(DataSource database) {
        try (Workshop workshop = Workshop.on(database, store -> store.capture(CaptureMoment.MANUAL))) {
            Order order = workshop.buy(2, workshop.sell("MUG", "EUR 12.50", 10));
            assertThat(balances(workshop)).containsExactly("PROMISED card EUR -29.90", "RESERVED card EUR 29.90");
            workshop.staff().payments().capture(order.id().value());
            workshop.shop.runJobs();
            assertThat(balances(workshop)).containsExactly("BUYERS card EUR -29.90", "CLEARING card EUR 29.90");
            workshop.staff()
                    .payments()
                    .refund(order.id().value(), Money.parse("EUR 9.90"), "sorry", "r1")
                    .orThrow();
            workshop.shop.runJobs();
            Ledger books = workshop.staff().ledger();
            books.fee("card", Money.parse("EUR 0.55"), "statement 7, line 2");
            books.fee("card", Money.parse("EUR 0.55"), "statement 7, line 2");
            books.payout("card", Money.parse("EUR 19.00"), "statement 7");
            assertThat(balances(workshop))
                    .containsExactly(
                            "BANK card EUR 19.00",
                            "BUYERS card EUR -20.00",
                            "CLEARING card EUR 0.45",
                            "FEES card EUR 0.55");
            assertThat(books.of(order.id().value()))
                    .extracting(LedgerEntry::account)
                    .hasSize(8);
            assertThat(books.between(TestShop.START, TestShop.START.plusSeconds(1)))
                    .extracting(it -> it.amount().getAmountMinorLong())
                    .hasSize(12)
                    .satisfies(all ->
                            assertThat(all.stream().mapToLong(it -> it).sum()).isZero());
            workshop.checkInvariants();
        }
    }

    private static List<String> balances(Workshop workshop) {
        return workshop.staff().ledger().balances().stream()
                .filter(it -> !it.amount().isZero())
                .map(it -> it.account() + " " + it.provider() + " " + it.amount())
                .toList();
    }

    @BothDatabases
    void only_whoever_keeps_the_books_sees_and_writes_them_and_nonsense_is_refused(DataSource database) {
        try (TestShop shop = TestShop.on(database)) {
            Ledger guest = shop.guest().ledger();
            assertThatThrownBy(guest::balances).isInstanceOf(CommerceException.class);
            Money one = Money.parse("EUR 1.00");
            assertThatThrownBy(() -> guest.fee("card", one, "x")).isInstanceOf(CommerceException.class);
            Ledger staff = shop.staff().ledger();
            assertThatThrownBy(() -> staff.fee("card", Money.parse("EUR 0.00"), "x"))
                    .hasMessageContaining("amount");
            assertThatThrownBy(() -> staff.payout("card", one, " ")).hasMessageContaining("reference");
            assertThatThrownBy(() -> staff.payout("", one, "x")).hasMessageContaining("account");
            assertThat(staff.balances()).isEmpty();
        }
    }

    @BothDatabases
    void a_transaction_that_does_not_balance_is_not_written(DataSource database) {
        try (TestShop shop = TestShop.on(database)) {
            UUID id = shop.world().id();
            Postings.Head head = new Postings.Head(
                    shop.store().id(),
                    id,
                    "card",
                    id,
                    id,
                    LedgerEntry.Kind.FEE,
                    CurrencyUnit.EUR,
                    "x",
                    TestShop.START,
                    "test");
            assertThatThrownBy(() -> shop.tx().write("test", handle -> {
                        shop.part(Postings.class).post(handle, head, List.of(new Posting(LedgerAccount.FEES, 5)));
                        return true;
                    }))
                    .hasMessageContaining("do not balance");
            assertThat(shop.staff().ledger().of(id)).isEmpty();
        }
    }

    /** What stood in the database before there was a ledger comes into it when the schema is brought up to date. */
    @BothDatabases(fresh = true)
    void money_that_moved_before_there_was_a_ledger_is_entered_afterwards(DataSource database) throws Exception {
        try (Workshop workshop = Workshop.on(database)) {
            Order order = workshop.buy(2, workshop.sell("MUG", "EUR 12.50", 10));
            workshop.staff()
                    .payments()
                    .refund(order.id().value(), Money.parse("EUR 9.90"), "sorry", "r1")
                    .orThrow();
            workshop.staff()
                    .promotions()
                    .save(new Influencer("lena", "Lena Voss", new BigDecimal("10"), Optional.empty()));
            workshop.shop.tx().write("test.accrue", handle -> {
                Scope scope = workshop.shop.scope();
                workshop.shop
                        .part(Commissions.class)
                        .accrue(handle, scope, order.id().value(), "lena", Money.parse("EUR 20.00"));
                return true;
            });
            workshop.shop.runJobs();
            List<String> before = balances(workshop);
            assertThat(before).contains("INFLUENCERS  EUR -2.00");
            for (String file : List.of("V0621__ledger_entry_past.sql", "V0622__ledger_entry_commissions.sql")) {
                run(workshop, file);
            }
            assertThat(balances(workshop))
                    .as("what is there is not entered twice")
                    .isEqualTo(before);
            workshop.shop.tx().write("test.forget", handle -> handle.execute("delete from commerce.ledger_entry"));
            assertThat(workshop.shop.violations()).extracting(Violation::id).contains("INV-MONEY-7", "INV-MONEY-8");
            for (String file : List.of("V0621__ledger_entry_past.sql", "V0622__ledger_entry_commissions.sql")) {
                run(workshop, file);
            }
            assertThat(balances(workshop)).isEqualTo(before);
            workshop.checkInvariants();
        }
    }

    private static void run(Workshop workshop, String file) throws IOException {
        try (InputStream in = LedgerTest.class.getResourceAsStream("/io/tradewind/commerce/db/" + file)) {
            String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${p}", "commerce.")
                    .replace(";", "");
            workshop.shop.tx().write("test.past", handle -> handle.execute(sql));
        }
    }
}

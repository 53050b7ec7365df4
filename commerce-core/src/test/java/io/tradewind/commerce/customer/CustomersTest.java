package io.tradewind.commerce.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.cart.Cart;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.FakePhones;
import io.tradewind.commerce.testing.TestShop;
import io.tradewind.commerce.testing.Workshop;
import io.tradewind.commerce.verification.PhoneNumber;
import io.tradewind.commerce.verification.VerificationSubject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

class CustomersTest {
    private final FakePhones phones = new FakePhones();

    private static final NewCustomer ADA =
            NewCustomer.named("Ada").email("Ada@Example.org").phone(PhoneNumber.of("+4915123456789"));
    private static final Address HOME = new Address("Ada", List.of("Am Markt 1"), "Berlin", "", "10115", "DE");
    private static final Address WORK = new Address("Ada", List.of("Werk 2", "Hof"), "Wien", "", "1010", "AT");

    @BothDatabases
    void somebody_signs_up_and_is_found_by_mail_and_phone(DataSource dataSource) {
        try (TestShop shop = TestShop.on(dataSource)) {
            Customer ada = shop.guest().customers().signUp(ADA).orThrow();

            assertThat(shop.staff().customers().findByEmail(" ADA@example.ORG "))
                    .contains(ada);
            assertThat(shop.staff().customers().findByPhone(PhoneNumber.of("+49 1512 3456789")))
                    .containsExactly(ada);
            assertThat(ada.email()).contains("Ada@Example.org");
            assertThat(ada).hasToString("Customer[" + ada.id() + "]");
        }
    }

    @BothDatabases
    void staff_look_through_customers_page_by_page_find_them_by_any_part_and_note_things(DataSource dataSource) {
        try (TestShop shop = TestShop.on(dataSource);
                TestShop other = TestShop.on(dataSource)) {
            Customers staff = shop.staff().customers();
            other.guest().customers().signUp(ADA).orThrow();
            Customer ada = shop.guest().customers().signUp(ADA).orThrow();
            for (int i = 0; i < 4; i++) {
                staff.signUp(NewCustomer.named("100%_Bob! " + i).email("bob" + i + "@example.org"))
                        .orThrow();
            }
            CustomerPage first = staff.list(CustomerQuery.newest().size(3));
            staff.signUp(NewCustomer.named("Late")).orThrow();
            CustomerPage second =
                    staff.list(CustomerQuery.newest().size(3).after(first.next().orElseThrow()));
            assertThat(second.next()).isEmpty();
            assertThat(first.customers()).hasSize(3).doesNotContainAnyElementsOf(second.customers());
            assertThat(second.customers()).hasSize(2).contains(ada);

            for (String words : List.of("ada", "ADA@exam", "0151 2345", "+49151", "1512345")) {
                assertThat(staff.list(CustomerQuery.newest().matching(words)).customers())
                        .as(words)
                        .containsExactly(ada);
            }
            assertThat(staff.list(CustomerQuery.newest().matching("100%_bob!")).customers())
                    .hasSize(4);
            assertThat(staff.list(CustomerQuery.newest().matching("%")).customers())
                    .hasSize(4);
            assertThat(staff.list(CustomerQuery.newest().matching("nobody")).customers())
                    .isEmpty();
            assertThatThrownBy(() -> staff.list(CustomerQuery.newest().after("forged")))
                    .isInstanceOf(CommerceException.class);
            assertThatThrownBy(() -> shop.guest().customers().list(CustomerQuery.newest()))
                    .isInstanceOf(CommerceException.class);

            staff.note(ada.id(), "  Prefers calls in the evening. ");
            assertThat(staff.notes(ada.id()))
                    .singleElement()
                    .satisfies(it -> assertThat(it.actor() + ": " + it.text())
                            .isEqualTo("staff:mia: Prefers calls in the evening."));
            assertThatThrownBy(() -> staff.note(ada.id(), " ")).hasMessageContaining("1 to 2000");
            assertThatThrownBy(() -> other.staff().customers().note(ada.id(), "x"))
                    .isInstanceOf(CommerceException.class);
        }
    }

    @BothDatabases
    void a_mail_address_belongs_to_one_customer_of_a_store(DataSource dataSource) {
        try (TestShop shop = TestShop.on(dataSource);
                TestShop other = TestShop.on(dataSource)) {
            shop.guest().customers().signUp(ADA).orThrow();

            assertThat(shop.guest().customers().signUp(NewCustomer.named("Eve").email("ada@example.org")))
                    .isInstanceOf(CustomerAnswer.Refused.class);
            assertThat(other.guest().customers().signUp(ADA)).isInstanceOf(CustomerAnswer.Saved.class);
        }
    }

    @BothDatabases
    void a_customer_sees_only_their_own_record(DataSource dataSource) {
        try (TestShop shop = TestShop.on(dataSource)) {
            Customers ada = shop.shop(Actor.customer("user-1")).customers();
            Customer mine = ada.signUp(ADA).orThrow();
            Customers eve = shop.shop(Actor.customer("user-2")).customers();

            assertThat(ada.me()).contains(mine);
            assertThat(ada.find(mine.id())).isEqualTo(mine);
            assertThat(eve.me()).isEmpty();
            assertThatThrownBy(() -> eve.find(mine.id()))
                    .hasMessage(thrown(() -> eve.find(new CustomerId(UUID.randomUUID()))));
            assertThatThrownBy(() -> eve.addresses(mine.id())).isInstanceOf(CommerceException.class);
            assertThatThrownBy(() -> eve.findByEmail("ada@example.org")).isInstanceOf(CommerceException.class);
            assertThatThrownBy(() -> shop.shop(Actor.staff("paul", Role.PACKER))
                            .customers()
                            .findByEmail("ada@example.org"))
                    .hasMessageContaining("CUSTOMERS");
            assertThatThrownBy(() -> shop.guest().customers().signUp(ADA.externalId("user-1")))
                    .isInstanceOf(CommerceException.class);
        }
    }

    @BothDatabases
    void a_customer_of_ours_is_known_by_our_own_id(DataSource dataSource) {
        try (TestShop shop = TestShop.on(dataSource)) {
            Customer ada = shop.guest().customers().signUp(ADA).orThrow();

            assertThat(shop.shop(Actor.customer(ada.id().toString()))
                            .customers()
                            .me())
                    .contains(ada);
        }
    }

    @BothDatabases
    void the_second_of_two_edits_hears_that_it_is_stale(DataSource dataSource) {
        try (TestShop shop = TestShop.on(dataSource)) {
            Customers customers = shop.staff().customers();
            Customer ada = customers.signUp(ADA).orThrow();
            Customer changed = customers
                    .change(ada.id(), ada.version(), ADA.email("ada@new.example"))
                    .orThrow();

            assertThat(changed.version()).isEqualTo(2);
            assertThat(customers.change(ada.id(), ada.version(), ADA)).isEqualTo(new CustomerAnswer.Stale(changed));
        }
    }

    @BothDatabases
    void bad_input_names_its_field_and_changes_nothing(DataSource dataSource) {
        try (TestShop shop = TestShop.on(dataSource)) {
            Customers customers = shop.staff().customers();
            for (String email :
                    List.of("ada", "ada@", "@example.org", "a b@example.org", "<script>@example.org", "x@y")) {
                assertThat(customers.signUp(NewCustomer.named("Ada").email(email)))
                        .as(email)
                        .isInstanceOfSatisfying(
                                CustomerAnswer.Refused.class,
                                it -> assertThat(it.refusal().field()).isEqualTo("email"));
            }
            assertThat(customers.signUp(NewCustomer.named("x".repeat(201)))).isInstanceOf(CustomerAnswer.Refused.class);
            assertThat(customers.signUp(NewCustomer.named("a\nb"))).isInstanceOf(CustomerAnswer.Refused.class);
        }
    }

    @BothDatabases
    void an_address_book_keeps_one_preferred_entry(DataSource dataSource) {
        try (TestShop shop = TestShop.on(dataSource)) {
            Customers customers = shop.shop(Actor.customer("user-1")).customers();
            AddressBook book =
                    customers.addresses(customers.signUp(ADA).orThrow().id());
            SavedAddress home = book.add(HOME).orThrow();
            SavedAddress work = book.add(WORK).orThrow();
            book.prefer(work.id());

            assertThat(book.list())
                    .containsExactly(new SavedAddress(work.id(), WORK, true), new SavedAddress(home.id(), HOME, false));

            Address moved = new Address("Ada", List.of("Neue Straße 3"), "Berlin", "", "10117", "DE");
            assertThat(book.change(home.id(), moved).orThrow().address()).isEqualTo(moved);
            book.remove(work.id());
            book.remove(work.id());
            assertThat(book.list()).extracting(SavedAddress::id).containsExactly(home.id());
            assertThatThrownBy(() -> book.change(work.id(), WORK)).isInstanceOf(CommerceException.class);
        }
    }

    @BothDatabases
    void an_entry_of_somebody_else_cannot_be_changed(DataSource dataSource) {
        try (TestShop shop = TestShop.on(dataSource)) {
            Customers ada = shop.shop(Actor.customer("user-1")).customers();
            Customers eve = shop.shop(Actor.customer("user-2")).customers();
            AddressBook adas = ada.addresses(ada.signUp(ADA).orThrow().id());
            AddressBook eves =
                    eve.addresses(eve.signUp(NewCustomer.named("Eve")).orThrow().id());
            SavedAddress home = adas.add(HOME).orThrow();

            assertThatThrownBy(() -> eves.change(home.id(), WORK)).isInstanceOf(CommerceException.class);
            assertThatThrownBy(() -> eves.prefer(home.id())).isInstanceOf(CommerceException.class);
            eves.remove(home.id());
            assertThat(adas.list()).containsExactly(home);
        }
    }

    @BothDatabases
    void a_wrong_postcode_is_refused_by_name(DataSource dataSource) {
        try (TestShop shop = TestShop.on(dataSource)) {
            Customers customers = shop.staff().customers();
            AddressBook book =
                    customers.addresses(customers.signUp(ADA).orThrow().id());
            Address wrong = new Address("Ada", List.of("Am Markt 1"), "Berlin", "", "1011", "DE");

            assertThat(book.add(wrong))
                    .isInstanceOfSatisfying(
                            AddressAnswer.Refused.class,
                            it -> assertThat(it.refusals()).extracting("field").containsExactly("postcode"));
            assertThat(book.list()).isEmpty();
        }
    }

    @BothDatabases
    void a_customer_who_signs_in_by_phone_finds_basket_number_and_earlier_orders(DataSource dataSource) {
        try (Workshop workshop = Workshop.on(
                dataSource, builder -> builder.plugins(it -> it.add(phones).sms("codes", "fake-sms")), store -> {})) {
            PhoneNumber number = PhoneNumber.of("+4915123456789");
            Sku mug = workshop.sell("MUG-" + UUID.randomUUID(), "EUR 12.50", 10);
            CartId first = workshop.cart(1, mug);
            verify(workshop, first, number);
            Order before = workshop.place(first, "card", "ada@shop.example");
            CartId basket = workshop.cart(2, mug);
            UUID subject = UUID.randomUUID();
            VerificationSubject signIn = () -> subject;
            verify(workshop, signIn, number);
            Shop eve = workshop.shop.shop(Actor.customer("eve"));
            Shop ada = workshop.shop.shop(Actor.customer("ada"));

            eve.carts().merge("another-cookie", signIn);
            assertThatThrownBy(() -> eve.orders().claim(number)).isInstanceOf(CommerceException.class);
            Cart mine = ada.carts().merge("cookie-7f3a", signIn).cart();
            assertThat(mine.units()).isEqualTo(2);
            assertThat(ada.checkout().open(mine.id()).phone())
                    .as("not asked for again")
                    .isPresent();
            assertThat(ada.orders().claim(number)).isEqualTo(1);
            assertThat(ada.orders().claim(number)).isZero();
            assertThat(ada.orders().find(before.id())).isPresent();
            assertThat(workshop.buyer().orders().find(before.id()))
                    .as("whoever still has the cookie")
                    .isEmpty();
            assertThat(workshop.buyer().carts().find(basket)).isEmpty();

            Cart next = ada.carts().open();
            assertThat(ada.checkout().open(next.id()).phone())
                    .as("nor in the next cart")
                    .isPresent();
            assertThat(eve.checkout().open(eve.carts().open().id()).phone()).isEmpty();
            workshop.shop.clock().pass(Duration.ofDays(181));
            assertThat(ada.checkout().open(next.id()).phone())
                    .as("half a year later")
                    .isEmpty();
            workshop.checkInvariants();
        }
    }

    private void verify(Workshop workshop, VerificationSubject subject, PhoneNumber number) {
        workshop.shop.clock().pass(Duration.ofMinutes(5));
        workshop.buyer().verifications().send(subject, number).orThrow();
        workshop.buyer().verifications().check(subject, phones.lastCode()).orThrow();
    }

    private static String thrown(Runnable work) {
        try {
            work.run();
        } catch (CommerceException e) {
            return e.getMessage();
        }
        throw new AssertionError("nothing was thrown");
    }
}

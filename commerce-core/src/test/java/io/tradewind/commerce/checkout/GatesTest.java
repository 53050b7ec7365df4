package io.tradewind.commerce.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.order.Hold;
import io.tradewind.commerce.order.HoldKind;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.order.CheckoutGate.Moment;
import io.tradewind.commerce.spi.order.CheckoutGate.OnFailure;
import io.tradewind.commerce.spi.order.GateVerdict;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.FakeGate;
import io.tradewind.commerce.testing.Workshop;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** What plugins that judge checkouts can do, and what happens when they fail. */
class GatesTest {
    private static final Address HOME = new Address("Ada", List.of("Am Markt 1"), "Berlin", "", "10115", "DE");

    @BothDatabases
    void a_denied_checkout_leaves_nothing_behind_and_may_be_tried_again(DataSource database) {
        FakeGate gate = new FakeGate(Moment.BEFORE_PAYMENT, OnFailure.OPEN);
        try (Workshop workshop = with(database, gate)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            CartId cart = workshop.cart(2, mug);
            gate.says(request -> new GateVerdict.Deny("velocity"));

            PlaceOrder facts = facts(workshop, cart);
            Placement denied = workshop.buyer().checkout().place(cart, facts, "web-1");

            assertThat(denied).isInstanceOfSatisfying(Placement.Refused.class, it -> {
                assertThat(it.refusal().code()).isEqualTo("denied-velocity");
                assertThat(it.refusal().message()).contains("Nothing was charged");
            });
            assertThat(workshop.till.holds()).isZero();
            assertThat(workshop.staff().stock().level(mug).reserved()).isZero();
            assertThat(workshop.buyer().carts().find(cart).orElseThrow().lines())
                    .hasSize(1);

            gate.says(request -> new GateVerdict.Allow());
            PlacedOrder placed =
                    workshop.buyer().checkout().place(cart, facts, "web-1").orThrow();
            assertThat(workshop.order(placed.id()).holds()).isEmpty();
            assertThat(workshop.buyer()
                            .checkout()
                            .place(cart, facts, "web-1")
                            .orThrow()
                            .id())
                    .isEqualTo(placed.id());
            assertThat(gate.asked()).as("the echo asks nobody").hasSize(2);
            assertThat(gate.asked().get(1).checkout().total()).isEqualTo(placed.total());
            assertThat(gate.asked().get(1).account()).isEqualTo("card");
            assertThat(gate.asked().get(1).checkout().shipTo()).contains(HOME);
        }
    }

    @BothDatabases
    void what_a_gate_wants_to_be_looked_at_is_paid_for_and_waits(DataSource database) {
        FakeGate gate = new FakeGate(Moment.BEFORE_PAYMENT, OnFailure.OPEN);
        try (Workshop workshop = with(database, gate)) {
            gate.says(request -> new GateVerdict.Review("card and country differ"));

            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));

            assertThat(order.holds()).singleElement().satisfies(it -> {
                assertThat(it.kind()).isEqualTo(HoldKind.REVIEW);
                assertThat(it.reason()).isEqualTo("fraud: card and country differ");
            });
            assertThat(workshop.work(order).state()).isEqualTo(WorkState.WAITING);
            workshop.staff().orders().lift(order.id(), HoldKind.REVIEW);
            workshop.send(workshop.order(order.id()));
        }
    }

    @BothDatabases
    void a_gate_that_fails_means_what_it_has_said_before(DataSource database) {
        for (OnFailure means : OnFailure.values()) {
            FakeGate gate = new FakeGate(Moment.BEFORE_PAYMENT, means);
            try (Workshop workshop = with(database, gate)) {
                CartId cart = workshop.cart(1, workshop.sell("MUG", "EUR 12.50", 10));
                gate.says(request -> {
                    throw new IllegalStateException("down");
                });

                Placement placement = place(workshop, cart, "web-1");

                switch (means) {
                    case OPEN ->
                        assertThat(workshop.order(placement.orThrow().id()).holds())
                                .isEmpty();
                    case REVIEW ->
                        assertThat(workshop.order(placement.orThrow().id()).holds())
                                .extracting(Hold::reason)
                                .containsExactly("fraud: could not be asked");
                    case CLOSED ->
                        assertThat(placement)
                                .isInstanceOfSatisfying(
                                        Placement.Refused.class,
                                        it -> assertThat(it.refusal().code()).isEqualTo("denied-unavailable"));
                }
            }
        }
    }

    @BothDatabases
    void a_code_that_is_no_word_is_a_failure_and_shown_to_nobody(DataSource database) {
        FakeGate gate = new FakeGate(Moment.BEFORE_PAYMENT, OnFailure.REVIEW);
        try (Workshop workshop = with(database, gate)) {
            gate.says(request -> new GateVerdict.Deny("<script>"));

            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));

            assertThat(order.holds()).extracting(Hold::reason).containsExactly("fraud: could not be asked");
        }
    }

    @BothDatabases
    void what_is_changed_while_it_is_judged_is_not_ordered_unjudged(DataSource database) {
        FakeGate gate = new FakeGate(Moment.BEFORE_PAYMENT, OnFailure.OPEN);
        try (Workshop workshop = with(database, gate)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            CheckoutId checkout = open(workshop, workshop.cart(1, mug));
            String shown = workshop.buyer().checkout().find(checkout).quoteHash();
            gate.says(request -> {
                workshop.buyer().checkout().email(checkout, "somebody@else.example");
                return new GateVerdict.Allow();
            });

            Placement placement = submit(workshop, checkout, shown, "web-1");

            assertThat(placement)
                    .isInstanceOfSatisfying(
                            Placement.Refused.class,
                            it -> assertThat(it.refusal().code()).isEqualTo("checkout-moved"));
            assertThat(workshop.till.holds()).isZero();
            gate.says(request -> new GateVerdict.Allow());
            submit(workshop, checkout, shown, "web-2").orThrow();
            assertThat(gate.asked())
                    .last()
                    .satisfies(it -> assertThat(it.buyer().email()).contains("somebody@else.example"));
        }
    }

    @BothDatabases
    void a_gate_after_the_payment_lets_the_order_go_on(DataSource database) {
        FakeGate gate = new FakeGate(Moment.AFTER_AUTHORIZATION, OnFailure.CLOSED);
        try (Workshop workshop = with(database, gate)) {
            CartId cart = workshop.cart(1, workshop.sell("MUG", "EUR 12.50", 10));
            Order waiting =
                    workshop.order(place(workshop, cart, "web-1").orThrow().id());
            assertThat(waiting.holds()).extracting(Hold::kind).containsExactly(HoldKind.REVIEW);
            assertThat(gate.asked()).as("nobody waits for it at the till").isEmpty();
            assertThat(workshop.work(waiting).state()).isEqualTo(WorkState.WAITING);

            workshop.shop.runJobs();

            assertThat(gate.asked()).hasSize(1);
            assertThat(workshop.order(waiting.id()).holds()).isEmpty();
            workshop.send(workshop.order(waiting.id()));
        }
    }

    @BothDatabases
    void a_gate_after_the_payment_has_the_order_cancelled_and_the_money_goes_back(DataSource database) {
        FakeGate gate = new FakeGate(Moment.AFTER_AUTHORIZATION, OnFailure.OPEN);
        try (Workshop workshop = with(database, gate)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            gate.says(request -> new GateVerdict.Deny("stolen-card"));

            Order order = workshop.buy(1, mug);

            assertThat(order.state()).isEqualTo(OrderState.CANCELLED);
            assertThat(workshop.till.holds()).isZero();
            assertThat(workshop.staff().stock().level(mug).reserved()).isZero();
            turn(workshop);
            assertThat(gate.asked()).hasSize(1);
        }
    }

    @BothDatabases
    void what_it_wants_to_be_looked_at_is_not_asked_again_and_staff_decide_first(DataSource database) {
        FakeGate gate = new FakeGate(Moment.AFTER_AUTHORIZATION, OnFailure.OPEN);
        try (Workshop workshop = with(database, gate)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            gate.says(request -> new GateVerdict.Review("first order over EUR 500"));
            Order order = workshop.buy(1, mug);
            turn(workshop);
            assertThat(workshop.order(order.id()).holds())
                    .extracting(Hold::reason)
                    .containsExactly("fraud: first order over EUR 500");
            assertThat(gate.asked()).hasSize(1);

            CartId cart = workshop.cart(1, mug);
            Order other =
                    workshop.order(place(workshop, cart, "web-2").orThrow().id());
            gate.says(request -> {
                workshop.staff().orders().lift(other.id(), HoldKind.REVIEW);
                return new GateVerdict.Deny("stolen-card");
            });
            turn(workshop);
            assertThat(workshop.order(other.id()).state()).isEqualTo(OrderState.PLACED);
        }
    }

    private static Workshop with(DataSource database, FakeGate gate) {
        return Workshop.on(
                database, builder -> builder.plugins(it -> it.add(gate).gate("fraud", FakeGate.CODE)), store -> {});
    }

    private static void turn(Workshop workshop) {
        workshop.shop.clock().pass(Duration.ofMinutes(1));
        workshop.shop.runJobs();
    }

    private static PlaceOrder facts(Workshop workshop, CartId cart) {
        return PlaceOrder.to(HOME)
                .by(workshop.buyer().delivery().options(cart, HOME).get(0))
                .payWith("card", "token");
    }

    private static Placement place(Workshop workshop, CartId cart, String key) {
        return workshop.buyer().checkout().place(cart, facts(workshop, cart), key);
    }

    private static CheckoutId open(Workshop workshop, CartId cart) {
        Checkout checkout = workshop.buyer().checkout();
        CheckoutId id = checkout.open(cart).id();
        checkout.address(id, HOME);
        checkout.delivery(
                id, workshop.buyer().delivery().options(cart, HOME).get(0).id());
        checkout.payment(id, "card");
        return id;
    }

    private static Placement submit(Workshop workshop, CheckoutId id, String shown, String key) {
        return workshop.buyer().checkout().submit(id, shown, "token", URI.create("https://shop.example/back"), key);
    }
}

package io.tradewind.commerce.app.api.shop;

import io.tradewind.commerce.app.api.Access;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.KeyRule;
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.checkout.Checkout;
import io.tradewind.commerce.checkout.CheckoutId;
import io.tradewind.commerce.checkout.CheckoutView;
import io.tradewind.commerce.checkout.FactAnswer;
import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.checkout.Submitted;
import io.tradewind.commerce.delivery.OptionsAnswer;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.payment.PaymentMethod;
import io.tradewind.commerce.spi.Address;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Facts one by one, then the order. */
final class CheckoutRoutes {
    private static final String GROUP = "Checkout";
    private static final String HOME = """
            {"name": "Ada Brandt", "lines": ["Körnerstraße 14"], "city": "Leipzig",
             "postcode": "04107", "country": "DE"}
            """;

    private CheckoutRoutes() {}

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.post("/checkouts")
                        .called("openCheckout", GROUP, "The live checkout of a cart; a new one if there is none")
                        .open(Access.SHOPPER)
                        .note("With an address the step of setting it is spared; a live checkout gets it too.")
                        .body(
                                CheckoutShapes.OpenCheckout.class,
                                "{\"cart\": \"" + IdKind.CART.example() + "\", \"address\": " + HOME + "}")
                        .tagged()
                        .refuses("not-deliverable, checkout-moved, the reasons why an address cannot be right")
                        .creates(CheckoutShapes.Checkout.class)
                        .by(CheckoutRoutes::open),
                ApiRoute.get("/checkouts/{checkout}")
                        .called("getCheckout", GROUP, "The checkout as it stands, priced now while it is open")
                        .open(Access.SHOPPER)
                        .id("checkout", IdKind.CHECKOUT)
                        .tagged()
                        .answers(CheckoutShapes.Checkout.class)
                        .by(call -> shown(call.shop().checkout().find(id(call)))),
                ApiRoute.put("/checkouts/{checkout}/contact")
                        .called("setContact", GROUP, "Where messages go")
                        .open(Access.SHOPPER)
                        .id("checkout", IdKind.CHECKOUT)
                        .body(CheckoutShapes.SetContact.class, "{\"email\": \"name@example.org\"}")
                        .refuses("email-malformed")
                        .answers(CheckoutShapes.Checkout.class)
                        .by(call -> fact(
                                call,
                                (checkout, id) -> checkout.email(
                                        id,
                                        call.body(CheckoutShapes.SetContact.class)
                                                .email()))),
                ApiRoute.put("/checkouts/{checkout}/address")
                        .called("setAddress", GROUP, "Where the order goes")
                        .note("A delivery option chosen for another address has to be chosen anew.")
                        .open(Access.SHOPPER)
                        .id("checkout", IdKind.CHECKOUT)
                        .body(Shapes.PostalAddress.class, HOME)
                        .refuses("not-deliverable, the reasons why an address cannot be right")
                        .answers(CheckoutShapes.Checkout.class)
                        .by(CheckoutRoutes::address),
                ApiRoute.post("/checkouts/{checkout}/delivery-options")
                        .called("offerDelivery", GROUP, "Asks the carriers how the cart can be sent to the address")
                        .note("What is offered can be chosen until it lapses.")
                        .open(Access.SHOPPER)
                        .id("checkout", IdKind.CHECKOUT)
                        .answers(CheckoutShapes.DeliveryOptions.class)
                        .by(CheckoutRoutes::options),
                ApiRoute.put("/checkouts/{checkout}/delivery")
                        .called(
                                "chooseDelivery",
                                GROUP,
                                "Chooses one of the options that were offered, or one of their days")
                        .open(Access.SHOPPER)
                        .id("checkout", IdKind.CHECKOUT)
                        .body(
                                CheckoutShapes.ChooseDelivery.class,
                                "{\"option\": \"parcel.standard\", \"note\": \"Second bell\"}")
                        .refuses("option-unknown, courier-note")
                        .answers(CheckoutShapes.Checkout.class)
                        .by(CheckoutRoutes::choose),
                ApiRoute.get("/checkouts/{checkout}/payment-methods")
                        .called("listPaymentMethods", GROUP, "The ways to pay")
                        .open(Access.SHOPPER)
                        .id("checkout", IdKind.CHECKOUT)
                        .answers(CheckoutShapes.Methods.class)
                        .by(CheckoutRoutes::methods),
                ApiRoute.put("/checkouts/{checkout}/payment")
                        .called("choosePayment", GROUP, "Chooses how to pay")
                        .open(Access.SHOPPER)
                        .id("checkout", IdKind.CHECKOUT)
                        .body(CheckoutShapes.ChoosePayment.class, "{\"account\": \"card\"}")
                        .refuses("account-unknown")
                        .answers(CheckoutShapes.Checkout.class)
                        .by(CheckoutRoutes::payBy),
                ApiRoute.post("/checkouts/{checkout}/placements")
                        .called("placeOrder", GROUP, "Orders and pays")
                        .note("ACTION_REQUIRED: do what the action says, then POST payment-returns. CONFIRMING: the"
                                + " provider has not answered; do not pay again, GET placement until it has.")
                        .open(Access.SHOPPER)
                        .once(KeyRule.KNOWN)
                        .id("checkout", IdKind.CHECKOUT)
                        .body(CheckoutShapes.Place.class, """
                                {"quoteHash": "the quoteHash of the checkout", "paymentToken": "approve",
                                 "returnTo": "https://app.example/checkout/return"}
                                """)
                        .refuses(
                                "total-changed, sold-out, not-paid, checkout-moved, phone-unverified, address-missing, delivery-missing,"
                                        + " delivery-changed, payment-missing, token-bad")
                        .answers(CheckoutShapes.Placement.class)
                        .by(CheckoutRoutes::place),
                ApiRoute.get("/checkouts/{checkout}/placement")
                        .called("getPlacement", GROUP, "What has become of the wish to order, without asking anybody")
                        .open(Access.SHOPPER)
                        .id("checkout", IdKind.CHECKOUT)
                        .answers(CheckoutShapes.Placement.class)
                        .by(call -> ApiReply.of(
                                standing(call, call.shop().checkout().status(id(call))))),
                cameBack("/checkouts/{checkout}", "returnFromPayment", GROUP)
                        .id("checkout", IdKind.CHECKOUT)
                        .answers(CheckoutShapes.Placement.class)
                        .by(call -> placed(
                                call,
                                call.shop()
                                        .checkout()
                                        .returned(
                                                id(call),
                                                call.body(CheckoutShapes.CameBack.class)
                                                        .parameters()))),
                ApiRoute.post("/checkouts/{checkout}/cancellations")
                        .called("leaveCheckout", GROUP, "Leaves it, also when the payment page was never finished")
                        .note("The cart stays as it is.")
                        .open(Access.SHOPPER)
                        .once(KeyRule.CLAIMED)
                        .id("checkout", IdKind.CHECKOUT)
                        .answers(CheckoutShapes.Placement.class)
                        .by(call -> ApiReply.of(
                                standing(call, call.shop().checkout().leave(id(call))))));
    }

    /** The browser is back from the provider's page of that thing. */
    static ApiRoute.Draft cameBack(String thing, String name, String group) {
        return ApiRoute.post(thing + "/payment-returns")
                .called(name, group, "The browser has come back from the provider's page")
                .note("The truth is asked from the provider; the parameters alone prove nothing.")
                .open(Access.SHOPPER)
                .once(KeyRule.CLAIMED)
                .body(
                        CheckoutShapes.CameBack.class,
                        "{\"parameters\": {\"sandbox\": [\"bank\"], \"outcome\": [\"approved\"]}}");
    }

    private static ApiReply open(ApiCall call) {
        CheckoutShapes.OpenCheckout wish = call.body(CheckoutShapes.OpenCheckout.class);
        CartId cart = new CartId(ApiCall.id("/cart", IdKind.CART, wish.cart()));
        Checkout checkout = call.shop().checkout();
        if (wish.address().isEmpty()) {
            return shown(checkout.open(cart));
        }
        try {
            return shown(set(checkout.open(cart, wish.address().get().read())));
        } catch (ApiFault fault) {
            throw fault.within("/address");
        }
    }

    private static CheckoutView set(FactAnswer answer) {
        if (answer instanceof FactAnswer.Refused refused) {
            throw ApiFault.refused(refused.refusal());
        }
        return answer.orThrow();
    }

    private static ApiReply address(ApiCall call) {
        Address address = call.body(Shapes.PostalAddress.class).read();
        return fact(call, (checkout, id) -> checkout.address(id, address));
    }

    private static ApiReply choose(ApiCall call) {
        CheckoutShapes.ChooseDelivery wish = call.body(CheckoutShapes.ChooseDelivery.class);
        return fact(
                call,
                (checkout, id) -> wish.note()
                        .map(note -> checkout.delivery(id, wish.option(), note))
                        .orElseGet(() -> checkout.delivery(id, wish.option())),
                view -> {
                    if (view.missing().contains("delivery")) {
                        throw ApiFault.refused(Refusal.of(
                                "option-unknown",
                                "option",
                                "This is not offered for the cart and address: take one of POST delivery-options."));
                    }
                });
    }

    private static ApiReply payBy(ApiCall call) {
        String account = call.body(CheckoutShapes.ChoosePayment.class).account();
        return fact(call, (checkout, id) -> checkout.payment(id, account), view -> {
            if (offered(call, view).stream().noneMatch(it -> it.account().equals(account))) {
                throw ApiFault.refused(Refusal.of(
                        "account-unknown", "account", "This is no way to pay here: take one of GET payment-methods."));
            }
        });
    }

    private static ApiReply fact(ApiCall call, BiFunction<Checkout, CheckoutId, FactAnswer> set) {
        return fact(call, set, view -> {});
    }

    /** A fact counts only on the version that was read, and if it is acceptable: anything else rolls it back. */
    private static ApiReply fact(
            ApiCall call, BiFunction<Checkout, CheckoutId, FactAnswer> set, Consumer<CheckoutView> judge) {
        return shown(call.atomically(shop -> {
            CheckoutView view = set(set.apply(shop.checkout(), id(call)));
            if (view.version() != call.version() + 1) {
                throw ApiFault.stale(view.version() - 1);
            }
            judge.accept(view);
            return view;
        }));
    }

    private static ApiReply options(ApiCall call) {
        OptionsAnswer answer = call.shop().checkout().deliveryOptions(id(call));
        if (answer instanceof OptionsAnswer.Refused refused) {
            throw ApiFault.refused(refused.refusal());
        }
        OptionsAnswer.Offered offered = (OptionsAnswer.Offered) answer;
        return ApiReply.of(new CheckoutShapes.DeliveryOptions(
                ApiCall.each(offered.options(), CheckoutShapes.DeliveryOption::of),
                offered.withoutExpress().map(Shapes.Reason::of)));
    }

    private static ApiReply methods(ApiCall call) {
        CheckoutView view = call.shop().checkout().find(id(call));
        return ApiReply.of(CheckoutShapes.Methods.of(offered(call, view), call.lang()));
    }

    private static List<PaymentMethod> offered(ApiCall call, CheckoutView view) {
        String country =
                view.address().map(Address::country).orElse(call.shop().store().country());
        return call.shop().payments().methods(country, view.totals().total());
    }

    private static ApiReply place(ApiCall call) {
        CheckoutShapes.Place wish = call.body(CheckoutShapes.Place.class);
        Submitted submitted = call.shop()
                .checkout()
                .submitOnce(id(call), wish.quoteHash(), wish.by(), wish.back(call.base()), call.wish());
        return placed(call, submitted.placement()).replayed(submitted.repeated());
    }

    private static ApiReply placed(ApiCall call, Placement placement) {
        if (placement instanceof Placement.Refused refused) {
            Refusal why = refused.refusal();
            throw ApiFault.of(409, why.code(), why.message());
        }
        return ApiReply.of(standing(call, placement));
    }

    private static CheckoutShapes.Placement standing(ApiCall call, Placement it) {
        String checkout = call.path("checkout");
        if (it instanceof Placement.Placed placed) {
            return new CheckoutShapes.Placement(
                    CheckoutShapes.PlacementState.PLACED,
                    checkout,
                    Optional.of(CheckoutShapes.Bought.of(placed.order())),
                    Optional.empty(),
                    Optional.empty());
        } else if (it instanceof Placement.ActionRequired action) {
            return new CheckoutShapes.Placement(
                    CheckoutShapes.PlacementState.ACTION_REQUIRED,
                    checkout,
                    Optional.empty(),
                    Optional.of(Shapes.PaymentAction.of(action.action())),
                    Optional.empty());
        } else if (it instanceof Placement.Confirming) {
            return new CheckoutShapes.Placement(
                    CheckoutShapes.PlacementState.CONFIRMING,
                    checkout,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
        return new CheckoutShapes.Placement(
                CheckoutShapes.PlacementState.NOT_PLACED,
                checkout,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Shapes.Reason.of(((Placement.Refused) it).refusal())));
    }

    private static ApiReply shown(CheckoutView view) {
        return ApiReply.of(CheckoutShapes.Checkout.of(view)).version(view.version());
    }

    private static CheckoutId id(ApiCall call) {
        return new CheckoutId(call.id("checkout", IdKind.CHECKOUT));
    }
}

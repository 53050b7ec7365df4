package io.tradewind.commerce.app.api.shop;

import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.Said;
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.app.shop.Words;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.checkout.CheckoutState;
import io.tradewind.commerce.checkout.CheckoutView;
import io.tradewind.commerce.checkout.PayBy;
import io.tradewind.commerce.checkout.PlacedOrder;
import io.tradewind.commerce.payment.PaymentMethod;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/** From a cart to an order. */
final class CheckoutShapes {
    private CheckoutShapes() {}

    record OpenCheckout(
            @Field(id = IdKind.CART) String cart,

            @Field("Where the order goes, if it is known already")
            Optional<Shapes.PostalAddress> address) {}

    record SetContact(
            @Field(value = "Where messages go", min = 3, max = 254)
            String email) {}

    record ChooseDelivery(
            @Field(value = "Id of an option that was offered, or of one of its days", min = 1, max = 200)
            String option,

            @Field(value = "What the courier should know, in one line; absent keeps what was said before", max = 120)
            Optional<String> note) {}

    record ChoosePayment(
            @Field(value = "Account of a payment method", min = 1, max = 80)
            String account) {}

    record Place(
            @Field(value = "The hash of the quote that the buyer has seen", min = 1, max = 100)
            String quoteHash,

            @Field(
                    value = "What the provider's script made in the browser; absent for its page. Never a card number.",
                    max = 400)
            Optional<String> paymentToken,

            @Field(
                    value = "A kept way to pay of the account that was chosen, instead of a token",
                    id = IdKind.INSTRUMENT)
            Optional<String> instrument,

            @Field("The buyer agrees that the provider keeps it for the next time; for who is signed in")
            Optional<Boolean> keep,

            @Field("Where the provider sends the browser back to, http or https")
            Optional<URI> returnTo) {
        URI back(URI base) {
            return whole(returnTo.orElse(base));
        }

        PayBy by() {
            return payBy(paymentToken, instrument, keep);
        }
    }

    /** What is paid by: a token, something kept, or the provider's page. */
    static PayBy payBy(Optional<String> token, Optional<String> instrument, Optional<Boolean> keep) {
        if (instrument.isPresent() && token.isPresent()) {
            throw ApiFault.invalid("/instrument", "one-of", "send either paymentToken or instrument");
        }
        PayBy by = instrument
                .map(it -> PayBy.saved(ApiCall.id("/instrument", IdKind.INSTRUMENT, it)))
                .orElseGet(() -> PayBy.token(token.orElse("")));
        return keep.orElse(false) ? by.keeping() : by;
    }

    /** An address a provider can send a browser back to. */
    static URI whole(URI there) {
        if (there.getHost() == null
                || there.getScheme() == null
                || !(there.getScheme().equals("https") || there.getScheme().equals("http"))) {
            throw ApiFault.invalid("/returnTo", "address", "write a whole address, as https://shop.example/return");
        }
        return there;
    }

    record CameBack(
            @Field(value = "The parameters with which the provider sent the browser back", max = 50)
            Map<String, List<String>> parameters) {}

    record ChosenDelivery(
            String id,
            @Said String label,
            Money price,
            @Field("It is the 24-hour delivery") boolean express,
            Shapes.Arrival promise) {}

    record Checkout(
            @Field(id = IdKind.CHECKOUT) String id,
            int version,
            CheckoutState state,
            @Field(id = IdKind.CART) String cart,

            @Field("The verified number, but for its last three digits")
            Optional<String> phone,

            Optional<String> email,
            Optional<Shapes.PostalAddress> address,
            Optional<ChosenDelivery> delivery,
            @Field("What the courier should know") Optional<String> courierNote,
            @Field("Account of the payment method") Optional<String> payment,
            Shapes.Totals totals,

            @Field("Send it with the placement, so that nobody pays another sum than the one shown")
            String quoteHash,

            @Field("What it still wants: phone, address, delivery, payment")
            List<String> missing,

            @Field("It can be placed") boolean ready,

            @Said @Field("Why the last attempt to pay failed")
            Optional<String> refusal) {
        static Checkout of(CheckoutView it) {
            return new Checkout(
                    IdKind.CHECKOUT.of(it.id().value()),
                    it.version(),
                    it.state(),
                    IdKind.CART.of(it.cart().id().value()),
                    it.phone(),
                    Shapes.filled(it.email()),
                    it.address().map(Shapes.PostalAddress::of),
                    it.delivery()
                            .map(quote -> new ChosenDelivery(
                                    quote.option().id(),
                                    quote.option().label(),
                                    quote.option().price(),
                                    quote.option().express(),
                                    Shapes.Arrival.of(quote.option().promise()))),
                    Shapes.filled(it.courierNote()),
                    it.account(),
                    Shapes.Totals.of(it.totals()),
                    it.quoteHash(),
                    it.missing(),
                    it.ready(),
                    it.refusal());
        }
    }

    record LaterParcel(Instant shipsOn, Shapes.Arrival promise, List<String> skus) {}

    record DeliveryDay(
            @Field("To choose it by, in the place of the option's id")
            String id,

            @Field("As 2026-11-27, in the zone of the shop") String date,

            Shapes.Arrival promise) {}

    record DeliveryOption(
            @Field("To choose it by") String id,
            @Said String label,
            Money price,
            @Field("It is the 24-hour delivery") boolean express,
            Shapes.Arrival promise,
            @Field("Parcels that leave later") List<LaterParcel> later,

            @Field("Later days on which it can arrive instead, at the same price")
            List<DeliveryDay> days) {
        static DeliveryOption of(io.tradewind.commerce.delivery.DeliveryOption it) {
            return new DeliveryOption(
                    it.id(),
                    it.label(),
                    it.price(),
                    it.express(),
                    Shapes.Arrival.of(it.promise()),
                    it.later().stream()
                            .map(parcel -> new LaterParcel(
                                    parcel.shipsOn(),
                                    Shapes.Arrival.of(parcel.promise()),
                                    parcel.skus().stream()
                                            .map(sku -> sku.value())
                                            .toList()))
                            .toList(),
                    it.days().stream()
                            .map(day ->
                                    new DeliveryDay(day.id(), day.date().toString(), Shapes.Arrival.of(day.promise())))
                            .toList());
        }
    }

    record DeliveryOptions(
            @Field("By date, then price") List<DeliveryOption> items,

            @Field("Why the 24-hour delivery is not among them")
            Optional<Shapes.Reason> withoutExpress) {}

    record Method(
            @Field("Choose it by this") String account,
            @Field("The plugin behind it") String code,

            @Field("PROVIDER_PAGE: the buyer goes there. CLIENT_TOKEN: the provider's script makes the paymentToken."
                    + " DIRECT: nothing is to be entered. PAY_LATER: after the order")
            PaymentMethod.Kind kind,

            @Field("False while its provider does not answer")
            boolean available,

            @Field("What people call it") String label,
            @Field("What happens if it is chosen") String hint) {}

    record Methods(List<Method> items) {
        static Methods of(List<PaymentMethod> all, Lang lang) {
            return new Methods(ApiCall.each(
                    all,
                    it -> new Method(
                            it.account(),
                            it.code(),
                            it.kind(),
                            it.available(),
                            Words.method(lang, it),
                            Words.methodHint(lang, it))));
        }
    }

    record Bought(
            @Field(id = IdKind.ORDER) String id,
            @Field("What people call it") String number,
            Money total,

            @Field("Opens the order without a login, as the last part of a link")
            String trackingToken,

            @Field("How to pay, for methods that pay later") Optional<Shapes.PaymentAction> toPay) {
        static Bought of(PlacedOrder it) {
            return new Bought(
                    IdKind.ORDER.of(it.id().value()),
                    it.number(),
                    it.total(),
                    it.token(),
                    it.toPay().map(Shapes.PaymentAction::of));
        }
    }

    enum PlacementState {
        /** There is an order. */
        PLACED,
        /** The buyer must do something first. */
        ACTION_REQUIRED,
        /** The provider has not answered yet: do not pay again, ask here. */
        CONFIRMING,
        /** There is no order and nothing was charged. */
        NOT_PLACED
    }

    record Placement(
            PlacementState state,
            @Field(id = IdKind.CHECKOUT) String checkout,
            @Field("The order, once it is placed") Optional<Bought> order,
            @Field("What the buyer must do first") Optional<Shapes.PaymentAction> action,
            @Field("Why there is none") Optional<Shapes.Reason> reason) {}
}

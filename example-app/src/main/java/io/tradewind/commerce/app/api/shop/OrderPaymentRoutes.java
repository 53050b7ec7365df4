package io.tradewind.commerce.app.api.shop;

import io.tradewind.commerce.app.api.Access;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.KeyRule;
import io.tradewind.commerce.app.api.OrderShapes;
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.checkout.CheckoutId;
import io.tradewind.commerce.checkout.PayAnswer;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.order.Order;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Paying what is missing of an order that is placed. */
final class OrderPaymentRoutes {
    private static final String GROUP = "Orders";

    private OrderPaymentRoutes() {}

    record PayOrder(
            @Field(value = "Account to pay with, of the payment methods", min = 1, max = 60)
            String account,

            @Field(
                    value = "What the provider's script made in the browser; absent for its page. Never a card number.",
                    max = 400)
            Optional<String> paymentToken,

            @Field(value = "A kept way to pay of that account, instead of a token", id = IdKind.INSTRUMENT)
            Optional<String> instrument,

            @Field("The buyer agrees that the provider keeps it for the next time; for who is signed in")
            Optional<Boolean> keep,

            @Field("Where the provider sends the browser back to, http or https")
            Optional<URI> returnTo) {}

    enum PayState {
        PAID,
        ACTION_REQUIRED,
        CONFIRMING
    }

    record Payment(
            PayState state,
            @Field("What the buyer must do first") Optional<Shapes.PaymentAction> action) {
        static Payment of(PayAnswer it) {
            if (it instanceof PayAnswer.ActionRequired needed) {
                return new Payment(PayState.ACTION_REQUIRED, Optional.of(Shapes.PaymentAction.of(needed.action())));
            } else if (it instanceof PayAnswer.Refused refused) {
                Refusal why = refused.refusal();
                throw ApiFault.of(409, why.code(), why.message());
            }
            return new Payment(it instanceof PayAnswer.Paid ? PayState.PAID : PayState.CONFIRMING, Optional.empty());
        }
    }

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.get("/orders/{order}/payment-methods")
                        .called("listOrderPaymentMethods", GROUP, "The ways to pay what is missing of an order")
                        .open(Access.SHOPPER)
                        .id("order", IdKind.ORDER)
                        .answers(CheckoutShapes.Methods.class)
                        .by(OrderPaymentRoutes::methods),
                ApiRoute.post("/orders/{order}/payments")
                        .called("payOrder", GROUP, "Pays what is missing of an order that is placed")
                        .note("For an order that was to be paid later, or whose money could not be taken."
                                + " ACTION_REQUIRED: do what the action says, then POST payment-returns. CONFIRMING: do"
                                + " not pay again, the payment status of the order tells how it ended.")
                        .open(Access.SHOPPER)
                        .once(KeyRule.CLAIMED)
                        .id("order", IdKind.ORDER)
                        .body(PayOrder.class, "{\"account\": \"card\", \"paymentToken\": \"approve\"}")
                        .refuses("order-ended, nothing-to-pay, payment-under-way, declined, token-bad")
                        .answers(Payment.class)
                        .by(OrderPaymentRoutes::pay),
                CheckoutRoutes.cameBack("/orders/{order}", "returnFromOrderPayment", GROUP)
                        .id("order", IdKind.ORDER)
                        .answers(OrderShapes.Order.class)
                        .by(OrderPaymentRoutes::cameBack));
    }

    private static ApiReply methods(ApiCall call) {
        Order order = OrderRoutes.find(call);
        return ApiReply.of(CheckoutShapes.Methods.of(
                call.shop().payments().methods(order.address().country(), order.total()), call.lang()));
    }

    private static ApiReply pay(ApiCall call) {
        PayOrder wish = call.body(PayOrder.class);
        return ApiReply.of(Payment.of(call.shop()
                .checkout()
                .payOrder(
                        OrderRoutes.find(call).id(),
                        wish.account(),
                        CheckoutShapes.payBy(wish.paymentToken(), wish.instrument(), wish.keep()),
                        CheckoutShapes.whole(wish.returnTo().orElse(call.base())))));
    }

    private static ApiReply cameBack(ApiCall call) {
        CheckoutId checkout =
                new CheckoutId(OrderRoutes.find(call).id().value()); // an order has the id of its checkout
        call.shop()
                .checkout()
                .returned(checkout, call.body(CheckoutShapes.CameBack.class).parameters())
                .orThrow();
        return ApiReply.of(OrderRoutes.shape(call, OrderRoutes.find(call)));
    }
}

package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.api.AllowedAction;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.KeyRule;
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.payment.Dispute;
import io.tradewind.commerce.payment.FactKind;
import io.tradewind.commerce.payment.MoneyFact;
import io.tradewind.commerce.payment.OrderMoney;
import io.tradewind.commerce.payment.ReservationAnswer;
import io.tradewind.commerce.spi.payment.DisputeStage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/** Where the money of an order is, what happened to it, and taking or giving up what is reserved. */
final class OrderMoneyRoutes {
    private static final String GROUP = "Payments";

    private OrderMoneyRoutes() {}

    record Fact(
            Instant at,
            FactKind kind,
            Money amount,
            String account,
            @Field(id = IdKind.PAYMENT) String payment,

            @Field(value = "What was asked of the provider; absent for money that moved outside", id = IdKind.OPERATION)
            Optional<String> operation,

            Optional<String> reference,
            String actor) {
        static Fact of(MoneyFact it) {
            return new Fact(
                    it.at(),
                    it.kind(),
                    it.amount(),
                    it.account(),
                    IdKind.PAYMENT.of(it.paymentId()),
                    it.operationId().map(IdKind.OPERATION::of),
                    Shapes.filled(it.reference()),
                    it.actor());
        }
    }

    record RefundableLine(@Field(id = IdKind.LINE) String line, Money amount) {
        static RefundableLine of(Map.Entry<UUID, Money> it) {
            return new RefundableLine(IdKind.LINE.of(it.getKey()), it.getValue());
        }
    }

    record Refundable(
            @Field("In all, for whatever reason") Money most,

            @Field("By line, each within the whole") List<RefundableLine> lines,

            Money delivery) {
        static Refundable of(OrderMoney.Refundable it) {
            return new Refundable(
                    it.most(),
                    it.lines().entrySet().stream()
                            .sorted(Comparator.comparing(Map.Entry::getKey))
                            .map(RefundableLine::of)
                            .toList(),
                    it.delivery());
        }
    }

    record MoneyOfOrder(
            @Field("Reserved in all, captured money included")
            Money authorized,

            Money captured,
            Money refunded,
            Money chargedBack,

            @Field("Reserved, and neither taken, given up nor on its way")
            Money open,

            @Field("On its way to be taken or given up") Money taking,
            @Field("Set aside for refunds") Money refunding,
            Refundable refundable,
            @Field("Oldest first") List<Fact> facts,
            List<AllowedAction> allowedActions) {
        static MoneyOfOrder of(OrderMoney it, String place) {
            boolean takeable = it.takeable().isPositive();
            String nothing = "nothing is reserved that is not taken, being taken or being given up";
            return new MoneyOfOrder(
                    it.authorized(),
                    it.captured(),
                    it.refunded(),
                    it.chargedBack(),
                    it.open(),
                    it.taking(),
                    it.refunding(),
                    Refundable.of(it.refundable()),
                    ApiCall.each(it.facts(), Fact::of),
                    List.of(
                            AllowedAction.of("capture", place + "/captures", takeable ? "" : nothing),
                            AllowedAction.of("release", place + "/releases", takeable ? "" : nothing),
                            AllowedAction.of(
                                    "refund",
                                    place + "/refunds",
                                    it.refundable().most().isPositive() ? "" : "no money is here that could go back")));
        }
    }

    record DisputeShape(
            @Field(id = IdKind.PAYMENT) String payment,
            String account,

            @Field("The provider's; evidence is handed in there")
            String reference,

            DisputeStage stage,
            Money amount,

            @Field("What the bank has taken back for good") Money chargedBack,

            @Field("Until when evidence is taken, if known") Optional<Instant> answerBy,
            Instant openedAt) {
        static DisputeShape of(Dispute it) {
            return new DisputeShape(
                    IdKind.PAYMENT.of(it.paymentId()),
                    it.account(),
                    it.reference(),
                    it.stage(),
                    it.amount(),
                    it.chargedBack(),
                    it.answerBy(),
                    it.openedAt());
        }
    }

    record OrderDisputes(@Field("Oldest first") List<DisputeShape> items) {}

    record Take(
            @Field("How much; all that may still be taken if it is left out")
            Optional<Money> amount) {}

    record Sent(
            @Field("What goes out; zero if it was under way or done")
            Money amount) {}

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.get("/orders/{order}/money")
                        .called(
                                "getOrderMoney",
                                GROUP,
                                "Where the money of an order is, what happened, what can go back")
                        .needs(Permission.ORDERS_READ)
                        .id("order", IdKind.ORDER)
                        .answers(MoneyOfOrder.class)
                        .by(OrderMoneyRoutes::money),
                ApiRoute.get("/orders/{order}/disputes")
                        .called("listDisputes", GROUP, "What the buyer's bank disputes of an order's payments")
                        .needs(Permission.PAYMENTS)
                        .id("order", IdKind.ORDER)
                        .answers(OrderDisputes.class)
                        .by(call -> ApiReply.of(new OrderDisputes(ApiCall.each(
                                call.shop().payments().disputesOf(found(call).value()), DisputeShape::of)))),
                ApiRoute.post("/orders/{order}/captures")
                        .called(
                                "captureReserved",
                                GROUP,
                                "Takes reserved money, or a part of it, right after the answer")
                        .note("How it ended stands at the operations of the payment.")
                        .needs(Permission.PAYMENTS)
                        .once(KeyRule.JOINED)
                        .id("order", IdKind.ORDER)
                        .body(Take.class, "{\"amount\": {\"amount\": 100, \"currency\": \"EUR\"}}")
                        .refuses("capture-exceeds-reserved, capture-once, capture-whole")
                        .answers(Sent.class)
                        .by(OrderMoneyRoutes::capture),
                ApiRoute.post("/orders/{order}/releases")
                        .called(
                                "releaseReserved",
                                GROUP,
                                "Gives up what is reserved and not taken; the order is not paid then")
                        .needs(Permission.PAYMENTS)
                        .once(KeyRule.JOINED)
                        .id("order", IdKind.ORDER)
                        .refuses("release-unsupported")
                        .answers(Sent.class)
                        .by(OrderMoneyRoutes::release));
    }

    private static ApiReply money(ApiCall call) {
        OrderId id = found(call);
        String place = "/api/admin/v1/orders/" + IdKind.ORDER.of(id.value());
        return ApiReply.of(MoneyOfOrder.of(call.shop().payments().money(id.value()), place));
    }

    private static ApiReply capture(ApiCall call) {
        OrderId id = found(call);
        Money amount = call.body(Take.class)
                .amount()
                .orElseGet(() -> call.shop().payments().money(id.value()).takeable());
        if (amount.isZero()) {
            return ApiReply.of(new Sent(amount));
        }
        return sent(call.shop().payments().capture(id.value(), amount, call.wish()));
    }

    private static ApiReply release(ApiCall call) {
        return sent(call.shop().payments().release(found(call).value()));
    }

    private static ApiReply sent(ReservationAnswer answer) {
        if (answer instanceof ReservationAnswer.Refused refused) {
            throw ApiFault.refused(refused.refusal()).with("largest", refused.most());
        }
        return ApiReply.of(new Sent(answer.orThrow()));
    }

    private static OrderId found(ApiCall call) {
        OrderId id = OrderRoutes.id(call);
        OrderRoutes.require(call, id);
        return id;
    }
}

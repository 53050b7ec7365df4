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
import io.tradewind.commerce.app.api.Parameter;
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.payment.OperationState;
import io.tradewind.commerce.payment.PaymentState;
import io.tradewind.commerce.payment.ReceiptAnswer;
import io.tradewind.commerce.payment.RefundAnswer;
import io.tradewind.commerce.payment.RefundShare;
import io.tradewind.commerce.payment.RefundState;
import io.tradewind.commerce.payment.Resolution;
import io.tradewind.commerce.payment.ReviewCase;
import io.tradewind.commerce.payment.ReviewMove;
import io.tradewind.commerce.payment.ReviewPage;
import io.tradewind.commerce.payment.ShareKind;
import io.tradewind.commerce.payment.TaskKind;
import io.tradewind.commerce.spi.payment.OperationKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.joda.money.Money;

/** Payments, refunds, receipts, and what a person has to decide. */
final class MoneyRoutes {
    private static final String GROUP = "Payments";

    private MoneyRoutes() {}

    record Operation(
            @Field(id = IdKind.OPERATION) String id,
            OperationKind kind,
            OperationState state,
            Money amount,
            Optional<String> reference,
            Optional<String> code,
            Optional<String> note,
            Instant createdAt) {
        static Operation of(io.tradewind.commerce.payment.Operation it) {
            return new Operation(
                    IdKind.OPERATION.of(it.id()),
                    it.kind(),
                    it.state(),
                    it.amount(),
                    Shapes.filled(it.reference()),
                    Shapes.filled(it.code()),
                    Shapes.filled(it.note()),
                    it.createdAt());
        }
    }

    record Payment(
            @Field(id = IdKind.PAYMENT) String id,
            String account,
            PaymentState state,
            Money amount,
            Money authorized,
            Money captured,
            Money refunded,
            Instant createdAt,
            List<Operation> operations) {
        static Payment of(io.tradewind.commerce.payment.Payment it) {
            return new Payment(
                    IdKind.PAYMENT.of(it.id()),
                    it.account(),
                    it.state(),
                    it.amount(),
                    it.authorized(),
                    it.captured(),
                    it.refunded(),
                    it.createdAt(),
                    ApiCall.each(it.operations(), Operation::of));
        }
    }

    record Refund(
            @Field(id = IdKind.REFUND) String id,
            @Field(id = IdKind.ORDER) String order,
            RefundState state,
            Money amount,
            String reason,
            String proposedBy,
            Optional<String> approvedBy,
            Instant createdAt,
            List<AllowedAction> allowedActions) {
        static Refund of(io.tradewind.commerce.payment.Refund it) {
            String place = "/api/admin/v1/refunds/" + IdKind.REFUND.of(it.id());
            String decided = it.state() == RefundState.PROPOSED ? "" : "it does not wait for approval";
            String failed = it.state() == RefundState.FAILED ? "" : "it has not failed";
            return new Refund(
                    IdKind.REFUND.of(it.id()),
                    IdKind.ORDER.of(it.orderId()),
                    it.state(),
                    it.amount(),
                    it.reason(),
                    it.proposedBy(),
                    Shapes.filled(it.approvedBy()),
                    it.createdAt(),
                    List.of(
                            AllowedAction.of("approve", place + "/approvals", decided),
                            AllowedAction.of("refuse", place + "/rejections", decided),
                            AllowedAction.of("retry", place + "/retries", failed)));
        }
    }

    record Payments(List<Payment> payments, List<Refund> refunds) {}

    record Share(
            ShareKind kind,

            @Field(value = "The order line, for LINE", id = IdKind.LINE)
            Optional<String> line,

            Money amount) {
        RefundShare read() {
            return switch (kind) {
                case LINE ->
                    RefundShare.line(
                            ApiCall.id(
                                    "/shares/line",
                                    IdKind.LINE,
                                    line.orElseThrow(() -> ApiFault.invalid("/shares/line", "missing", "is missing"))),
                            amount);
                case DELIVERY -> RefundShare.delivery(amount);
                case GOODWILL -> RefundShare.goodwill(amount);
                case SURPLUS -> throw ApiFault.invalid("/shares/kind", "kind", "surplus goes back by itself");
            };
        }
    }

    record NewRefund(
            @Field(value = "What is refunded and for what", min = 1, max = 100)
            List<Share> shares,

            @Field(value = "For people", min = 1, max = 500) String reason) {}

    record RefuseRefund(
            @Field(value = "For people", min = 1, max = 400) String reason) {}

    record Receipt(
            Money amount,

            @Field(value = "The line of the bank statement; the same one is booked once", min = 1, max = 120)
            String reference) {}

    record Booked(Money received, Money missing, Money surplus) {}

    record Task(
            @Field(id = IdKind.TASK) String id,
            TaskKind kind,
            @Field(id = IdKind.ORDER) String order,
            String message,
            Instant createdAt,
            @Field("Plugin account concerned") Optional<String> account,

            @Field("What was asked of the provider") Optional<Operation> operation,

            @Field("The refund it is about") Optional<Refund> refund,

            @Field("What can be decided, for decideReview") List<ReviewMove> allowedMoves) {
        static Task of(ReviewCase it) {
            return new Task(
                    IdKind.TASK.of(it.task().id()),
                    it.task().kind(),
                    IdKind.ORDER.of(it.task().orderId()),
                    it.task().message(),
                    it.task().createdAt(),
                    Shapes.filled(it.account()),
                    it.operation().map(Operation::of),
                    it.refund().map(Refund::of),
                    it.moves());
        }
    }

    record Tasks(List<Task> items, Optional<String> next) {}

    record Decide(
            ReviewMove move,

            @Field(
                    value =
                            "The provider's reference for IT_HAPPENED, how it was settled for SETTLED, why not for REFUSE_REFUND",
                    min = 1,
                    max = 255)
            Optional<String> words) {}

    enum Found {
        HAPPENED,
        DID_NOT_HAPPEN,
        SETTLED
    }

    record Resolve(
            Found outcome,

            @Field(value = "The provider's reference, for HAPPENED", min = 1, max = 255)
            Optional<String> reference,

            @Field(value = "How it was settled, for SETTLED", min = 1, max = 400)
            Optional<String> how) {
        Resolution read() {
            return switch (outcome) {
                case HAPPENED -> new Resolution.ItHappened(needed("/reference", reference));
                case DID_NOT_HAPPEN -> new Resolution.DidNotHappen();
                case SETTLED -> new Resolution.Settled(needed("/how", how));
            };
        }

        private static String needed(String pointer, Optional<String> text) {
            return text.filter(it -> !it.isBlank())
                    .orElseThrow(() -> ApiFault.invalid(pointer, "missing", "is missing"));
        }
    }

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.get("/orders/{order}/payments")
                        .called("listPayments", GROUP, "Payments of an order with their operations, and its refunds")
                        .needs(Permission.ORDERS_READ)
                        .id("order", IdKind.ORDER)
                        .answers(Payments.class)
                        .by(MoneyRoutes::payments),
                ApiRoute.post("/orders/{order}/refunds")
                        .called("refund", GROUP, "Gives money back for parts of an order")
                        .note(
                                "Sent at once (RUNNING) if the key may refund (FINANCE, ADMIN) and the order then has no more"
                                        + " back than the store's refundLimit; else it waits (PROPOSED) for approveRefund.")
                        .needs(Permission.ORDERS)
                        .once(KeyRule.JOINED)
                        .id("order", IdKind.ORDER)
                        .body(NewRefund.class, """
                                {"shares": [{"kind": "GOODWILL", "amount": {"amount": 100, "currency": "EUR"}}],
                                 "reason": "The box was dented"}
                                """)
                        .refuses("refund-exceeds-captured, refund-exceeds-paid")
                        .creates(Refund.class)
                        .by(MoneyRoutes::refundOrder),
                ApiRoute.post("/refunds/{refund}/rejections")
                        .called("refuseRefund", GROUP, "Does not grant a refund; the money is no longer set aside")
                        .needs(Permission.REFUNDS)
                        .once(KeyRule.JOINED)
                        .id("refund", IdKind.REFUND)
                        .body(RefuseRefund.class, "{\"reason\": \"It was given back already\"}")
                        .answers(Refund.class)
                        .by(call -> ApiReply.of(Refund.of(call.shop()
                                .payments()
                                .refuse(
                                        refund(call),
                                        call.body(RefuseRefund.class).reason())))),
                ApiRoute.post("/refunds/{refund}/retries")
                        .called("retryRefund", GROUP, "Sends a failed refund again")
                        .needs(Permission.REFUNDS)
                        .once(KeyRule.JOINED)
                        .id("refund", IdKind.REFUND)
                        .answers(Refund.class)
                        .by(call -> refunded(call.shop().payments().retry(refund(call)))),
                ApiRoute.post("/orders/{order}/receipts")
                        .called("bookReceipt", GROUP, "Books money that has arrived for an order that is paid later")
                        .note("Parts add up; what is too much goes back.")
                        .needs(Permission.PAYMENTS)
                        .once(KeyRule.CLAIMED)
                        .id("order", IdKind.ORDER)
                        .body(Receipt.class, """
                                {"amount": {"amount": 1290, "currency": "EUR"}, "reference": "statement 12, line 4"}
                                """)
                        .answers(Booked.class)
                        .by(MoneyRoutes::receipt),
                ApiRoute.post("/operations/{operation}/questions")
                        .called(
                                "askProvider",
                                GROUP,
                                "Asks the provider of an operation now, at most every two seconds")
                        .needs(Permission.PAYMENTS)
                        .once(KeyRule.CLAIMED)
                        .id("operation", IdKind.OPERATION)
                        .answers(Operation.class)
                        .by(call -> ApiReply.of(
                                Operation.of(call.shop().payments().askAgain(call.id("operation", IdKind.OPERATION))))),
                ApiRoute.get("/reviews")
                        .called("listReviews", GROUP, "What a person has to decide, oldest first")
                        .needs(Permission.PAYMENTS)
                        .query(Parameter.text("cursor", "What the page before said comes next", 120, ""))
                        .answers(Tasks.class)
                        .by(MoneyRoutes::reviews),
                ApiRoute.post("/reviews/{task}/decisions")
                        .called("decideReview", GROUP, "Decides by one of the moves that a case allows")
                        .note(
                                "REFUND_AGAIN and REFUSE_REFUND take the right to refund; the other moves that to payments."
                                        + " APPROVE_REFUND takes a person: see approveRefund.")
                        .needs(Permission.PAYMENTS)
                        .once(KeyRule.CLAIMED)
                        .id("task", IdKind.TASK)
                        .body(Decide.class, "{\"move\": \"SETTLED\", \"words\": \"Paid back from the other account\"}")
                        .answersNothing()
                        .by(MoneyRoutes::decide),
                ApiRoute.post("/reviews/{task}/resolutions")
                        .called("resolveReview", GROUP, "Ends a task with what was found out")
                        .needs(Permission.PAYMENTS)
                        .once(KeyRule.CLAIMED)
                        .id("task", IdKind.TASK)
                        .body(
                                Resolve.class,
                                "{\"outcome\": \"SETTLED\", \"how\": \"Paid back from the other account\"}")
                        .answersNothing()
                        .by(call -> {
                            call.shop()
                                    .payments()
                                    .resolve(
                                            call.id("task", IdKind.TASK),
                                            call.body(Resolve.class).read());
                            return ApiReply.done();
                        }));
    }

    /** Approving takes a person besides the key. */
    static List<ApiRoute> approval(Supplier<Backroom> backroom) {
        return List.of(ApiRoute.post("/refunds/{refund}/approvals")
                .called("approveRefund", GROUP, "Grants a refund that somebody else asked for, and sends it")
                .note(
                        "Who approves what a key asked for above the store's refundLimit answers for it: it stays PROPOSED"
                                + " and waits for another person.")
                .needs(Permission.REFUNDS)
                .person()
                .once(KeyRule.CLAIMED)
                .id("refund", IdKind.REFUND)
                .refuses("proof-needed, forbidden, refund-exceeds-captured")
                .answers(Refund.class)
                .by(call -> {
                    Member me = backroom.get().proved(call);
                    ApiReply reply = refunded(call.commerce()
                            .shop(call.store(), me.actor())
                            .payments()
                            .approve(refund(call)));
                    backroom.get().note(me, call, "Refund approved: " + refund(call));
                    return reply;
                }));
    }

    private static ApiReply reviews(ApiCall call) {
        ReviewPage page = call.shop().payments().reviews(call.query("cursor").filter(it -> !it.isEmpty()));
        return ApiReply.of(new Tasks(ApiCall.each(page.cases(), Task::of), page.next()))
                .next(page.next());
    }

    private static ApiReply decide(ApiCall call) {
        Decide wish = call.body(Decide.class);
        if (!call.shop()
                .payments()
                .decide(call.id("task", IdKind.TASK), wish.move(), wish.words().orElse(""))) {
            throw ApiFault.notFound("task");
        }
        return ApiReply.done();
    }

    private static ApiReply payments(ApiCall call) {
        OrderId id = OrderRoutes.id(call);
        OrderRoutes.require(call, id);
        return ApiReply.of(new Payments(
                ApiCall.each(call.shop().payments().of(id.value()), Payment::of),
                ApiCall.each(call.shop().payments().refundsOf(id.value()), Refund::of)));
    }

    private static ApiReply refundOrder(ApiCall call) {
        OrderId id = OrderRoutes.id(call);
        OrderRoutes.require(call, id);
        NewRefund wish = call.body(NewRefund.class);
        return refunded(call.shop()
                .payments()
                .refund(id.value(), ApiCall.each(wish.shares(), Share::read), wish.reason(), call.wish()));
    }

    private static ApiReply refunded(RefundAnswer answer) {
        if (answer instanceof RefundAnswer.Refused refused) {
            throw ApiFault.refused(refused.refusal()).with("largest", refused.largest());
        }
        return ApiReply.of(Refund.of(answer.orThrow()));
    }

    private static ApiReply receipt(ApiCall call) {
        OrderId id = OrderRoutes.id(call);
        OrderRoutes.require(call, id);
        Receipt sent = call.body(Receipt.class);
        ReceiptAnswer answer = call.shop().payments().confirmReceipt(id.value(), sent.amount(), sent.reference());
        if (answer instanceof ReceiptAnswer.Refused refused) {
            throw ApiFault.refused(refused.refusal());
        }
        ReceiptAnswer.Booked booked = answer.orThrow();
        return ApiReply.of(new Booked(booked.received(), booked.missing(), booked.surplus()));
    }

    private static UUID refund(ApiCall call) {
        return call.id("refund", IdKind.REFUND);
    }
}

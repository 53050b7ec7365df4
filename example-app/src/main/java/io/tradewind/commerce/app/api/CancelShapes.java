package io.tradewind.commerce.app.api;

import io.tradewind.commerce.order.CancelAnswer;
import io.tradewind.commerce.order.Order;
import java.util.function.Function;

/** Cancelling an order, as both interfaces do it. */
public final class CancelShapes {
    private CancelShapes() {}

    /** Why it is cancelled. */
    public record CancelWish(
            @Field(value = "For people", min = 1, max = 400) String reason) {}

    /** What became of the wish. */
    public enum Outcome {
        /** It is cancelled; stock is free and money goes back by itself. */
        CANCELLED,
        /** It is being packed: the packer was asked to stop. */
        STOP_ASKED
    }

    /** What became of the wish, and the order as it stands. */
    public record Cancellation(Outcome outcome, OrderShapes.Order order) {}

    /** As it is sent; a fault with what can be done instead if it was refused. */
    public static ApiReply of(CancelAnswer answer, Function<Order, OrderShapes.Order> shape) {
        if (answer instanceof CancelAnswer.Refused refused) {
            throw ApiFault.refused(refused.refusal());
        }
        Outcome outcome = answer instanceof CancelAnswer.Cancelled ? Outcome.CANCELLED : Outcome.STOP_ASKED;
        return ApiReply.of(new Cancellation(outcome, shape.apply(answer.orThrow())));
    }
}

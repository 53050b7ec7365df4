package io.tradewind.commerce.payment;

import static io.tradewind.commerce.payment.OperationMove.ABANDON;
import static io.tradewind.commerce.payment.OperationMove.ANSWER;
import static io.tradewind.commerce.payment.OperationMove.CORRECT;
import static io.tradewind.commerce.payment.OperationMove.LEARN;
import static io.tradewind.commerce.payment.OperationMove.LOSE;
import static io.tradewind.commerce.payment.OperationMove.NEVER_HAPPENED;
import static io.tradewind.commerce.payment.OperationMove.PREPARE;
import static io.tradewind.commerce.payment.OperationMove.SEND;
import static io.tradewind.commerce.payment.OperationState.ABANDONED;
import static io.tradewind.commerce.payment.OperationState.ACTION_REQUIRED;
import static io.tradewind.commerce.payment.OperationState.APPROVED;
import static io.tradewind.commerce.payment.OperationState.DECLINED;
import static io.tradewind.commerce.payment.OperationState.NOT_SENT;
import static io.tradewind.commerce.payment.OperationState.PENDING;
import static io.tradewind.commerce.payment.OperationState.PREPARED;
import static io.tradewind.commerce.payment.OperationState.REJECTED;
import static io.tradewind.commerce.payment.OperationState.SENDING;
import static io.tradewind.commerce.payment.OperationState.UNKNOWN;

import io.tradewind.commerce.flow.Flow;
import io.tradewind.commerce.spi.Internal;

/** The life of an operation at a payment provider, as a table. */
@Internal
public final class OperationFlow {
    /** The name of the machine in history. */
    public static final String MACHINE = "payment-operation";

    /** The table. What is learnt while the answer is still out counts as the answer. */
    public static final Flow<OperationState, OperationMove> TABLE = Flow.of(
                    MACHINE, OperationState.class, OperationMove.class)
            .birth(PREPARE, PREPARED)
            .allow(SEND, SENDING, PREPARED, NOT_SENT)
            .allow(ANSWER, ACTION_REQUIRED, SENDING)
            .allow(ANSWER, PENDING, SENDING)
            .allow(ANSWER, UNKNOWN, SENDING)
            .allow(ANSWER, APPROVED, SENDING)
            .allow(ANSWER, DECLINED, SENDING)
            .allow(ANSWER, REJECTED, SENDING)
            .allow(ANSWER, NOT_SENT, SENDING)
            .allow(ANSWER, ABANDONED, SENDING)
            .allow(LEARN, ACTION_REQUIRED, ACTION_REQUIRED, PENDING, UNKNOWN)
            .allow(LEARN, PENDING, ACTION_REQUIRED, PENDING, UNKNOWN)
            .allow(LEARN, UNKNOWN, ACTION_REQUIRED, PENDING)
            .allow(LEARN, APPROVED, PREPARED, ACTION_REQUIRED, PENDING, UNKNOWN, APPROVED) // more of it has come
            .allow(LEARN, DECLINED, ACTION_REQUIRED, PENDING, UNKNOWN)
            .allow(LEARN, REJECTED, ACTION_REQUIRED, PENDING, UNKNOWN)
            .allow(LOSE, UNKNOWN, SENDING)
            .allow(NEVER_HAPPENED, NOT_SENT, UNKNOWN)
            .allow(ABANDON, ABANDONED, PREPARED, ACTION_REQUIRED, PENDING, UNKNOWN)
            .allow(CORRECT, APPROVED, DECLINED, REJECTED, NOT_SENT, ABANDONED)
            .build();

    private OperationFlow() {}
}

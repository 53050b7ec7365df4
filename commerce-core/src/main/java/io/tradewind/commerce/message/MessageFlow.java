package io.tradewind.commerce.message;

import static io.tradewind.commerce.message.MessageState.DEAD;
import static io.tradewind.commerce.message.MessageState.FAILED;
import static io.tradewind.commerce.message.MessageState.SENDING;
import static io.tradewind.commerce.message.MessageState.SENT;
import static io.tradewind.commerce.message.MessageState.SKIPPED;
import static io.tradewind.commerce.message.MessageState.UNKNOWN;
import static io.tradewind.commerce.message.MessageState.WAITING;

import io.tradewind.commerce.flow.Flow;
import io.tradewind.commerce.spi.Internal;

/** The life of a message. */
@Internal
public final class MessageFlow {
    /** Which move leads where. An answer that comes after the lease is over still counts. */
    public static final Flow<MessageState, MessageMove> TABLE = Flow.of(
                    "message", MessageState.class, MessageMove.class)
            .birth(MessageMove.WRITE, WAITING)
            .birth(MessageMove.WRITE, SKIPPED)
            .allow(MessageMove.CLAIM, SENDING, WAITING, SENDING)
            .allow(MessageMove.ACCEPT, SENT, SENDING, UNKNOWN)
            .allow(MessageMove.REFUSE, FAILED, SENDING, UNKNOWN)
            .allow(MessageMove.DOUBT, UNKNOWN, SENDING)
            .allow(MessageMove.RETRY, WAITING, SENDING)
            .allow(MessageMove.GIVE_UP, DEAD, SENDING)
            .allow(MessageMove.SKIP, SKIPPED, WAITING, SENDING)
            .allow(MessageMove.SEND_AGAIN, WAITING, FAILED, UNKNOWN, DEAD, SKIPPED)
            .build();

    private MessageFlow() {}
}

package io.tradewind.commerce.message;

import io.tradewind.commerce.spi.phone.Channel;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A message as it lies in the database.
 *
 * @param mostTries how often it may have been tried before it is given up
 * @param doubtful true if it may have gone out in one of its tries
 * @param nextAt when it is due; while it is being sent, when its lease is over; empty once it has ended
 */
record MessageRow(
        int storeId,
        UUID id,
        UUID about,
        Template template,
        String fact,
        Channel channel,
        UUID subject,
        Map<String, String> details,
        MessageState state,
        int tries,
        int mostTries,
        boolean doubtful,
        Optional<Instant> nextAt,
        String account,
        String reference,
        String problem,
        String askedBy,
        Instant createdAt,
        Optional<Instant> endedAt) {

    /** How often a message is tried before it is given up, over some 16 hours. */
    static final int TRIES = 12;

    /** A message that is being written. */
    static MessageRow of(
            int storeId,
            UUID id,
            UUID about,
            Template template,
            String fact,
            Channel channel,
            UUID subject,
            Map<String, String> details,
            Instant now) {
        return new MessageRow(
                storeId,
                id,
                about,
                template,
                fact,
                channel,
                subject,
                details,
                MessageState.WAITING,
                0,
                TRIES,
                false,
                Optional.of(now),
                "",
                "",
                "",
                "",
                now,
                Optional.empty());
    }

    MessageRow waiting(Instant until) {
        return copy(MessageState.WAITING, Optional.of(until), "", askedBy, Optional.empty());
    }

    MessageRow skipped(String why, Instant now) {
        return copy(MessageState.SKIPPED, Optional.empty(), why, askedBy, Optional.of(now));
    }

    MessageRow askedBy(String actor) {
        return copy(state, nextAt, problem, actor, endedAt);
    }

    private MessageRow copy(
            MessageState itsState, Optional<Instant> due, String why, String asking, Optional<Instant> end) {
        return new MessageRow(
                storeId, id, about, template, fact, channel, subject, details, itsState, tries, mostTries, doubtful,
                due, account, reference, why, asking, createdAt, end);
    }

    /** The same for whoever sends it: one message, whatever the try. */
    String key() {
        return about + "/" + template.code() + "/" + fact + "/" + channel;
    }

    Message shown() {
        return new Message(
                new MessageId(id),
                about,
                template,
                channel,
                state,
                tries,
                account,
                reference,
                problem,
                askedBy,
                createdAt,
                state == MessageState.WAITING ? nextAt : Optional.empty(),
                endedAt);
    }
}

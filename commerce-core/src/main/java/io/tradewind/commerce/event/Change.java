package io.tradewind.commerce.event;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.event.CommerceEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One move of one subject, about to be written to history and outbox.
 *
 * @param machine name of its transition table, such as {@code order}
 * @param subject whose state changed
 * @param seq the subject's version after the move; grows by each move
 * @param from the state before; empty for a birth
 * @param to the state after
 * @param root the checkout (and later order) whose timeline shows it
 * @param note what a person should read beside it; empty for nothing
 * @param event the event of it; null stands for a plain {@code SubjectMoved}
 */
@Internal
public record Change(
        String machine,
        UUID subject,
        int seq,
        String from,
        String to,
        UUID root,
        String note,
        @Nullable CommerceEvent event) {

    /** A move without a note. */
    public static Change of(
            String machine, UUID subject, int seq, String from, String to, UUID root, @Nullable CommerceEvent event) {
        return new Change(machine, subject, seq, from, to, root, "", event);
    }

    /** The same move with a note. */
    public Change noting(String text) {
        return new Change(machine, subject, seq, from, to, root, text, event);
    }
}

package io.tradewind.commerce.message;

import java.util.List;
import java.util.Optional;

/**
 * A page of messages.
 *
 * @param messages newest first
 * @param next cursor of the next page; empty if this is the last
 */
public record MessagePage(List<Message> messages, Optional<String> next) {
    /** Copies the list. */
    public MessagePage {
        messages = List.copyOf(messages);
    }
}

package io.tradewind.commerce.app.staff;

import java.time.Instant;
import java.util.UUID;

/**
 * Something a person did or tried in the console.
 *
 * @param handle whose; empty for somebody who is not known
 * @param what in a few words, such as {@code sign-in} or the route of a form
 * @param where the page it was sent to; empty for none
 * @param outcome what was said to the person
 * @param done false if it was declined
 */
public record Deed(UUID id, Instant at, String handle, String what, String where, String outcome, boolean done) {
    /** A place in the log, for asking what was before it. */
    public static Deed at(Instant at, UUID id) {
        return new Deed(id, at, "", "", "", "", true);
    }
}

package io.tradewind.commerce.app.staff;

import java.time.Instant;
import java.util.UUID;

/**
 * One browser of a member of staff.
 *
 * @param key what names it on pages; opens nothing
 * @param member whose it is, with the roles of this moment
 * @param until when it ends in any case
 * @param proved when the password was last given
 * @param device what the browser calls itself
 */
public record Session(
        UUID key, Member member, Instant since, Instant seen, Instant until, Instant proved, String device) {}

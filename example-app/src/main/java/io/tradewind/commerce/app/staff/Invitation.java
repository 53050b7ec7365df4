package io.tradewind.commerce.app.staff;

import io.tradewind.commerce.access.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a one-time link is for.
 *
 * @param member whose password it sets anew; empty if it makes a new account
 * @param handle of that member; empty for a new one
 * @param roles of a new account
 * @param by who made the link
 */
public record Invitation(UUID key, Optional<UUID> member, String handle, Set<Role> roles, String by, Instant until) {
    /** Copies the roles. */
    public Invitation {
        roles = Set.copyOf(roles);
    }
}

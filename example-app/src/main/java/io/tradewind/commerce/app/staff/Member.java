package io.tradewind.commerce.app.staff;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.access.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody who works here.
 *
 * @param handle how this person signs in and appears in every history; never changes
 * @param name as colleagues say it
 * @param active false once the account was closed; closed accounts stay, because histories name them
 * @param lastSeen last request of any session; empty if there was none
 */
public record Member(
        UUID id,
        String handle,
        String name,
        Set<Role> roles,
        boolean active,
        Instant since,
        Optional<Instant> lastSeen) {
    /** Copies the roles. */
    public Member {
        roles = Set.copyOf(roles);
    }

    /** Under whom this person's actions are recorded. */
    public Actor actor() {
        return Actor.staff(handle, roles.toArray(Role[]::new));
    }

    /** True if one of the roles contains the permission. */
    public boolean may(Permission permission) {
        return roles.stream().anyMatch(it -> it.may(permission));
    }

    boolean isAdmin() {
        return active && roles.contains(Role.ADMIN);
    }
}

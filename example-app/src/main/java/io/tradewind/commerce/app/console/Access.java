package io.tradewind.commerce.app.console;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.staff.Member;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a route takes of whoever calls it.
 *
 * @param signedIn false if people who are not signed in may call it too
 * @param oneOf permissions of which one is enough; empty if being signed in is enough
 */
public record Access(boolean signedIn, Set<Permission> oneOf) {
    /** Copies the permissions. */
    public Access {
        oneOf = Set.copyOf(oneOf);
    }

    /** For everybody: signing in and setting up. */
    static Access everybody() {
        return new Access(false, Set.of());
    }

    /** For all who are signed in. */
    static Access staff() {
        return new Access(true, Set.of());
    }

    /** For staff with that permission, or with one of several. */
    static Access of(Permission first, Permission... others) {
        return new Access(true, EnumSet.of(first, others));
    }

    /** True if that role is enough. */
    public boolean suffices(Role role) {
        return oneOf.isEmpty() || oneOf.stream().anyMatch(role::may);
    }

    boolean suffices(Member member) {
        return oneOf.isEmpty() || oneOf.stream().anyMatch(member::may);
    }

    /** The right it takes, in words. */
    String words() {
        return oneOf.stream()
                .sorted()
                .map(it -> "“" + Words.plain(it).toLowerCase(Locale.ROOT) + "”")
                .collect(Collectors.joining(" or "));
    }

    /** Which roles have it, in words. */
    String who() {
        List<String> roles = Arrays.stream(Role.values())
                .filter(this::suffices)
                .map(Words::plain)
                .toList();
        return String.join(", ", roles);
    }
}

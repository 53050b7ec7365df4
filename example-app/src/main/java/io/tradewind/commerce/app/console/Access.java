package io.tradewind.commerce.app.console;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.staff.Member;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
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

    /** The right it takes, in words: {@code to see orders}. */
    String words() {
        return oneOf.stream().sorted().map(Access::right).collect(Collectors.joining(" or "));
    }

    /** What a permission is the right to. */
    public static String right(Permission permission) {
        return switch (permission) {
            case CATALOG -> "to change products";
            case STOCK -> "to change stock";
            case PROMOTIONS -> "to change codes";
            case LAUNCHES -> "to change launches";
            case ORDERS_READ -> "to see orders";
            case ORDERS -> "to change orders";
            case FULFILMENT -> "to pack";
            case RETURNS -> "to handle returns";
            case REFUNDS -> "to give money back";
            case PAYMENTS -> "to decide about payments";
            case CUSTOMERS -> "to see customers";
            case OPERATIONS -> "to run the shop";
        };
    }

    /** Why somebody may not do what takes that permission. */
    static String lacking(Permission permission) {
        Access access = of(permission);
        return "it takes the right " + access.words() + ", which " + access.who() + " have";
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

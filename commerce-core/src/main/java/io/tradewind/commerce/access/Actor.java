package io.tradewind.commerce.access;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/**
 * Who makes a call. Every call carries one, so that data of other people cannot be reached by accident. Immutable.
 *
 * @param kind guest, customer, staff or system
 * @param name for guests a secret token (never shown or stored as it is), else the host's id of the person or worker
 * @param roles what staff may do; empty for everybody else
 */
public record Actor(Kind kind, String name, Set<Role> roles) {
    private static final String PROGRAM = "key:";

    /** Kinds of actor. */
    public enum Kind {
        /** Known by a token only. */
        GUEST,
        /** Signed in by the host. */
        CUSTOMER,
        /** Works for the shop. */
        STAFF,
        /** The library or the host itself. */
        SYSTEM
    }

    /** Checks the parts. */
    public Actor {
        roles = Set.copyOf(roles);
        if (name.isBlank() || name.length() > 200) {
            throw CommerceException.badArgument("actor", kind, "a name of 1 to 200 characters is needed");
        }
    }

    /**
     * Somebody without an account, known by a token that nobody can guess and that is not shown to anybody else, for
     * instance from a cookie: whoever has it owns the carts and orders made with it.
     */
    public static Actor guest(String token) {
        return new Actor(Kind.GUEST, token, Set.of());
    }

    /** A customer whom the host has signed in, by the host's stable id of the person; it must not be reused. */
    public static Actor customer(String id) {
        return new Actor(Kind.CUSTOMER, id, Set.of());
    }

    /** A member of staff whom the host has signed in, under the name that history shows; without roles nothing is allowed. */
    public static Actor staff(String name, Role... roles) {
        return new Actor(Kind.STAFF, name, Set.of(roles));
    }

    /**
     * A program that works for the shop under a key, by the name of the key. It is staff, but nobody in person: where two
     * people are needed it is none of them.
     */
    public static Actor program(String name, Role... roles) {
        return new Actor(Kind.STAFF, PROGRAM + name, Set.of(roles));
    }

    /** The library or host itself: timers, webhooks, imports. May do everything. */
    public static Actor system(String name) {
        return new Actor(Kind.SYSTEM, name, Set.of());
    }

    /** True for a program that works for the shop. */
    public boolean isProgram() {
        return kind == Kind.STAFF && name.startsWith(PROGRAM);
    }

    /** True for staff and the system. */
    public boolean isStaff() {
        return kind == Kind.STAFF || kind == Kind.SYSTEM;
    }

    /** True if this actor may do that. Customers and guests hold no permission. */
    public boolean may(Permission permission) {
        return kind == Kind.SYSTEM || roles.stream().anyMatch(role -> role.may(permission));
    }

    /**
     * Does nothing if this actor may do that. Staff hear which permission is missing ({@code TW-4002}); to everybody else
     * the thing does not exist ({@code TW-4001}).
     */
    public void require(Permission permission) {
        if (may(permission)) {
            return;
        }
        if (kind == Kind.STAFF) {
            throw new CommerceException(
                    ErrorCode.FORBIDDEN, "Staff member '" + name + "' lacks the permission " + permission + ".");
        }
        throw CommerceException.notFound("operation");
    }

    /** Under which key this actor's carts and orders are stored; a guest's token is hashed. At most 80 characters. */
    public String ownerKey() {
        return kind == Kind.GUEST ? "guest:" + sha256(name) : label();
    }

    /** How the actor appears in history and events: never a guest's token. At most 80 characters. */
    public String label() {
        if (kind == Kind.GUEST) {
            return "guest";
        }
        String label = kind.name().toLowerCase(Locale.ROOT) + ":" + name;
        return label.length() <= 80
                ? label
                : label.substring(0, 40) + sha256(name).substring(0, 32);
    }

    @Override
    public String toString() {
        return label();
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

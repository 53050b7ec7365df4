package io.tradewind.commerce.app.api;

import java.util.Optional;
import java.util.UUID;

/** What an id is the id of: each kind has its prefix, so that an id of one kind is never taken for another. */
public enum IdKind {
    CART("crt"),
    LINE("lin"),
    CHECKOUT("chk"),
    ORDER("ord"),
    PRODUCT("prd"),
    FULFILMENT("ful"),
    PARCEL("par"),
    RETURN("ret"),
    LAUNCH("lau"),
    SIGN_UP("sgn"),
    CUSTOMER("cus"),
    ADDRESS("adr"),
    PAYMENT("pay"),
    OPERATION("opr"),
    REFUND("ref"),
    TASK("tsk"),
    EVENT("evt"),
    MOVEMENT("mov"),
    IMPORT("imp"),
    KEY("key");

    private final String prefix;

    IdKind(String prefix) {
        this.prefix = prefix + "_";
    }

    /** The id as clients see it, such as {@code ord_0190c6e1…}. */
    public String of(UUID id) {
        return prefix + id.toString().replace("-", "");
    }

    /** The id behind the text; empty if it is none of this kind. */
    public Optional<UUID> read(String text) {
        if (!text.matches(pattern())) {
            return Optional.empty();
        }
        String hex = text.substring(prefix.length());
        return Optional.of(new UUID(
                Long.parseUnsignedLong(hex.substring(0, 16), 16), Long.parseUnsignedLong(hex.substring(16), 16)));
    }

    /** What every such id matches. */
    public String pattern() {
        return "^" + prefix + "[0-9a-f]{32}$";
    }

    /** An id for the document. */
    public String example() {
        return prefix + "0190c6e1f0a87d3fb1e2c3d4e5f60718";
    }
}

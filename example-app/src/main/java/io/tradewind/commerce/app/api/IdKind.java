package io.tradewind.commerce.app.api;

import java.util.HexFormat;
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
    KEY("key"),
    MESSAGE("msg"),
    INSTRUMENT("ins"),
    SIGN_IN("sin"),
    STAFF("stf"),
    SESSION("ses"),
    LINK("lnk"),
    VIEW("viw");

    private static final int DIGITS = 32;

    private final String prefix;

    IdKind(String prefix) {
        this.prefix = prefix + "_";
    }

    /** The id as clients see it, such as {@code ord_0190c6e1…}. */
    public String of(UUID id) {
        HexFormat hex = HexFormat.of();
        return prefix + hex.toHexDigits(id.getMostSignificantBits()) + hex.toHexDigits(id.getLeastSignificantBits());
    }

    /** The id behind the text; empty if it is none of this kind. */
    public Optional<UUID> read(String text) {
        int begin = prefix.length();
        if (text.length() != begin + DIGITS || !text.startsWith(prefix)) {
            return Optional.empty();
        }
        for (int i = begin; i < text.length(); i++) {
            if (!HexFormat.isHexDigit(text.charAt(i)) || Character.isUpperCase(text.charAt(i))) {
                return Optional.empty();
            }
        }
        int middle = begin + DIGITS / 2;
        return Optional.of(new UUID(
                HexFormat.fromHexDigitsToLong(text, begin, middle),
                HexFormat.fromHexDigitsToLong(text, middle, text.length())));
    }

    /** What every such id matches. */
    public String pattern() {
        return "^" + prefix + "[0-9a-f]{" + DIGITS + "}$";
    }

    /** An id for the document. */
    public String example() {
        return prefix + "0190c6e1f0a87d3fb1e2c3d4e5f60718";
    }
}

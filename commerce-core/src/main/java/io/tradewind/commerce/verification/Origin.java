package io.tradewind.commerce.verification;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where a request for a code comes from, as coarse as limits need it: a block of addresses, never one address.
 *
 * @param block such as {@code v4:cb0071} for 203.0.113.0/24; empty if it is not known
 */
public record Origin(String block) {
    /** Nothing is known; only the other limits apply. */
    public static final Origin UNKNOWN = new Origin("");

    /** The block of 256 IPv4 addresses, or the /56 network of an IPv6 address. */
    public static Origin of(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean six = address instanceof Inet6Address;
        return new Origin((six ? "v6:" : "v4:") + HexFormat.of().formatHex(Arrays.copyOf(bytes, six ? 7 : 3)));
    }
}

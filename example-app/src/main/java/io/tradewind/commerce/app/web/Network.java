package io.tradewind.commerce.app.web;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where requests come from, as limits count it: an IPv4 address, or the 2^64 addresses of an IPv6 network, among which one
 * person may choose.
 */
public final class Network {
    private static final int BYTES = 8;

    private Network() {}

    /** Of that request; empty if it cannot be told. */
    public static String of(Context context) {
        return of(Optional.ofNullable(context.ip()).orElse(""));
    }

    /** Of that address. */
    public static String of(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress(); // with a colon in it no name is looked up
            return bytes.length > BYTES ? HexFormat.of().formatHex(Arrays.copyOf(bytes, BYTES)) : address;
        } catch (UnknownHostException notOne) {
            return address;
        }
    }
}

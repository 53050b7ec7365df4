package io.tradewind.commerce.spi.shipping;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * A label to print.
 *
 * @param format how it is written
 * @param bytes the content; copied on the way in and out
 */
@SuppressWarnings("ArrayRecordComponent")
public record Label(LabelFormat format, byte[] bytes) {
    /** Copies the content. */
    public Label {
        requireNonNull(format, "format");
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns whether the content starts as its format says. */
    public boolean plausible() {
        return format.recognises(bytes);
    }

    /** Compares the content, not the array. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Label that && format == that.format && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * format.name().hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Label[" + format + ", " + bytes.length + " bytes]";
    }
}

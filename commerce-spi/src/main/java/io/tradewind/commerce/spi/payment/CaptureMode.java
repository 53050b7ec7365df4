package io.tradewind.commerce.spi.payment;

/** When authorised money is taken. */
public enum CaptureMode {
    /** By a capture of its own. */
    LATER,
    /** Together with the authorisation. */
    AT_ONCE
}

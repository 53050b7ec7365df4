package io.tradewind.commerce.spi.phone;

/** A way to reach somebody. */
public enum Channel {
    /** Text message. */
    SMS,
    /** A call that reads the text. */
    VOICE,
    /** WhatsApp message. */
    WHATSAPP,
    /** E-mail. */
    EMAIL
}

package io.tradewind.commerce.app.console;

import io.tradewind.commerce.fulfillment.Parcel;

/**
 * A parcel in a list, with what people know it by.
 *
 * @param orderNumber such as {@code JJ-1001}
 * @param receiver name of whom it goes to
 */
public record ParcelRow(Parcel parcel, String orderNumber, String receiver) {}

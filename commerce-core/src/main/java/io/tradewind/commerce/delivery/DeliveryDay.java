package io.tradewind.commerce.delivery;

import java.time.LocalDate;

/**
 * A later day on which the goods of an option can arrive, at the option's price. Nothing is packed before it is time.
 *
 * @param id chooses it at checkout, as the id of an option does; such as {@code parcel.standard@2026-11-27}
 * @param date the day, in the promise's zone
 * @param promise when on that day
 */
public record DeliveryDay(String id, LocalDate date, Promise promise) {}

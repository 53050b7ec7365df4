package io.tradewind.commerce.promotion;

import org.joda.money.Money;

/**
 * A code as it stands.
 *
 * @param terms what was agreed when it was created
 * @param used uses held by payments under way or confirmed by orders
 * @param spent what the discounts of these come to
 * @param active false once it was ended by hand
 */
public record Code(NewCode terms, int used, Money spent, boolean active) {}

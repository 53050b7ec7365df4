package io.tradewind.commerce.pricing;

import java.util.Optional;
import org.joda.money.Money;

/**
 * What a code does to a basket. The goods it takes from are the articles themselves: extras such as engraving or gift
 * wrap, delivery and lines that are not discountable stay as they are.
 *
 * @param code as it is written on the order
 * @param minimum what the goods must cost at least for it to apply; shown prices, before any discount
 * @param influencer whose followers it is for; a fact of its own on the order, apart from the discount
 */
public record CodeRule(String code, Benefit benefit, Optional<Money> minimum, Optional<String> influencer) {}

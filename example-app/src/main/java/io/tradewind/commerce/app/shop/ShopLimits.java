package io.tradewind.commerce.app.shop;

import java.time.Duration;

/**
 * How often one place on the network may ask in a minute for pages that cost more than others; each is counted alone, in
 * this process. What protects money and codes is counted in the database besides.
 *
 * @param searches lists of what was searched for
 * @param suggestions below the search field, one for every pause in typing
 * @param promises product pages that say when something arrives at a postcode, and what an engraving looks like
 * @param checkouts pages and forms of the checkout
 * @param patience how long a body of few bytes may take to come in; larger ones a second more for each kilobyte
 */
public record ShopLimits(int searches, int suggestions, int promises, int checkouts, Duration patience) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Far more than the people of one household or office need, and less than a program would like. */
    public static ShopLimits usual() {
        return new ShopLimits(300, 900, 600, 600, PATIENCE);
    }

    /** No more than anybody could send. */
    public static ShopLimits none() {
        int most = Integer.MAX_VALUE;
        return new ShopLimits(most, most, most, most, PATIENCE);
    }
}

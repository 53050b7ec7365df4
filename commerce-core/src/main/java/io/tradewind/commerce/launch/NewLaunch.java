package io.tradewind.commerce.launch;

import io.tradewind.commerce.catalog.Sku;
import java.time.Instant;

/**
 * A launch about to be created. Immutable: each method returns a changed copy.
 *
 * @param slug its name in addresses: letters, digits and {@code -}
 * @param title what shoppers read; 1 to 200 characters
 * @param text more of it; plain text of at most 4000 characters
 * @param sku what is launched; until it is over only those who are invited can buy it
 * @param opensAt when selling starts
 * @param quota most units that invitations may promise; 1 to 1,000,000
 * @param perPerson most units one person may buy; 1 to 100
 */
public record NewLaunch(String slug, String title, String text, Sku sku, Instant opensAt, int quota, int perPerson) {
    /** A launch of that article with one unit per person. */
    public static NewLaunch of(String slug, String title, Sku sku, Instant opensAt, int quota) {
        return new NewLaunch(slug, title, "", sku, opensAt, quota, 1);
    }

    /** What shoppers read below the title. */
    public NewLaunch text(String plain) {
        return new NewLaunch(slug, title, plain, sku, opensAt, quota, perPerson);
    }

    /** Most units one person may buy. */
    public NewLaunch perPerson(int units) {
        return new NewLaunch(slug, title, text, sku, opensAt, quota, units);
    }
}

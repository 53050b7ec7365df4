package io.tradewind.commerce.catalog;

import java.util.Optional;

/**
 * Which products to list. Immutable: each method returns a changed copy.
 *
 * @param category slug of a category
 * @param tag a free word, in any case
 * @param text words that must be found
 * @param sort in which order
 * @param size most products of a page; 1 to 100
 * @param after what the page before handed out as next
 * @param drafts true for what is not published as well; staff only
 * @param narrowing what else was chosen, such as a colour
 */
public record ProductQuery(
        Optional<String> category,
        Optional<String> tag,
        Optional<String> text,
        Sort sort,
        int size,
        Optional<String> after,
        boolean drafts,
        Narrowing narrowing) {
    /** In which order. */
    public enum Sort {
        /** Published last first. */
        NEWEST,
        /** The lowest price first. */
        PRICE,
        /** By their titles. */
        NAME
    }

    /** Everything, newest first, 24 on a page. */
    public static ProductQuery all() {
        return new ProductQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Sort.NEWEST,
                24,
                Optional.empty(),
                false,
                Narrowing.NONE);
    }

    /** The same list, whatever the order and page. */
    ProductQuery unpaged() {
        return new ProductQuery(category, tag, text, Sort.NEWEST, 1, Optional.empty(), drafts, narrowing);
    }

    /** Only those in that category. */
    public ProductQuery inCategory(String slug) {
        return new ProductQuery(Optional.of(slug), tag, text, sort, size, after, drafts, narrowing);
    }

    /** Only those with that tag. */
    public ProductQuery tagged(String word) {
        return new ProductQuery(category, Optional.of(word), text, sort, size, after, drafts, narrowing);
    }

    /** Only those in which these words, or their beginnings, are found. */
    public ProductQuery matching(String words) {
        return new ProductQuery(category, tag, Optional.of(words), sort, size, after, drafts, narrowing);
    }

    /** In that order. */
    public ProductQuery sortedBy(Sort order) {
        return new ProductQuery(category, tag, text, order, size, after, drafts, narrowing);
    }

    /** At most so many on a page. */
    public ProductQuery first(int count) {
        return new ProductQuery(category, tag, text, sort, count, after, drafts, narrowing);
    }

    /** What follows the page that handed out this token. */
    public ProductQuery after(String next) {
        return new ProductQuery(category, tag, text, sort, size, Optional.of(next), drafts, narrowing);
    }

    /** With what is not published; for staff. */
    public ProductQuery withDrafts() {
        return new ProductQuery(category, tag, text, sort, size, after, true, narrowing);
    }

    /** Only those that have what was chosen. */
    public ProductQuery narrowedTo(Narrowing choice) {
        return new ProductQuery(category, tag, text, sort, size, after, drafts, choice);
    }
}

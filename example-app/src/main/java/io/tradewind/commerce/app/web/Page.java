package io.tradewind.commerce.app.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the layout of every page needs.
 *
 * @param title of the document
 * @param brand what buyers know the shop by
 * @param lang language of the page
 * @param path of this page with its query, for links that come back to it; of the page before if this answers a form
 * @param posted true if this answers a form
 * @param theme {@code light}, {@code dark} or empty for the system's
 * @param csrf hidden in every form
 * @param basket units in the basket
 * @param site what absolute addresses begin with, such as {@code https://shop.example}; without a slash at its end
 * @param notice what the last action did; empty for nothing
 * @param error what the last action could not do; empty for nothing
 */
public record Page(
        String title,
        String brand,
        Lang lang,
        String path,
        boolean posted,
        String theme,
        String csrf,
        int basket,
        String site,
        Optional<String> notice,
        Optional<String> error) {
    /** The words of the page. */
    public Lang say() {
        return lang;
    }

    /** The path of the page without its language and query. */
    public String bare() {
        int query = path.indexOf('?');
        return Lang.bare(query < 0 ? path : path.substring(0, query));
    }

    /** This page in another language. */
    public String in(Lang other) {
        return other.to(Lang.bare(path));
    }

    /** The same page with something that could not be done. */
    public Page failing(@Nullable String text) {
        return new Page(title, brand, lang, path, posted, theme, csrf, basket, site, notice, Optional.ofNullable(text));
    }
}

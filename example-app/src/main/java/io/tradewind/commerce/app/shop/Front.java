package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.app.web.Network;
import io.tradewind.commerce.app.web.Page;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.app.web.TooMany;
import io.tradewind.commerce.app.web.Web;
import io.tradewind.commerce.cart.CartChange;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.catalog.Category;
import io.tradewind.commerce.spi.UnseenMarks;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all pages of the shop do: find who asks, put the frame around, read fields. Safe for many threads. */
final class Front {
    private final Web web;
    /** Codes that there are not, tried from one place, however many guests it makes up. */
    private final Tries guesses = new Tries(60);

    Front(Web web) {
        this.web = web;
    }

    Web web() {
        return web;
    }

    /** The words of the page that is asked for. */
    Lang say(Context context) {
        return web.lang(context);
    }

    Shop shop(Context context) {
        return web.shop(context);
    }

    /** Shows a page. */
    void show(Context context, String template, String title, Map<String, Object> model) {
        show(context, template, web.page(context, title), "", model);
    }

    /** Shows a page with something that could not be done: 422, nothing typed is lost. */
    void refuse(Context context, String template, String title, Map<String, Object> model) {
        context.status(422);
        show(context, template, title, model);
    }

    /** Shows a page that belongs to a category. */
    void show(Context context, String template, Page page, String shelf, Map<String, Object> model) {
        Map<String, Object> all = new LinkedHashMap<>(model);
        all.put("frame", frame(context).at(shelf));
        web.render(context, "shop/" + template, page, all);
    }

    private Frame frame(Context context) {
        Shop shop = shop(context);
        List<Category> shelves = shop.catalog().categories().stream()
                .filter(it -> it.parent().isEmpty())
                .limit(7)
                .toList();
        return new Frame(shelves, "", PromiseBar.of(shop.store(), StoreClock.now()));
    }

    /** Puts a code onto a basket. */
    CartChange code(Context context, CartId cart, String text) {
        requireFewGuesses(context);
        CartChange change = shop(context).carts().code(cart, text);
        if (change instanceof CartChange.Refused refused
                && refused.refusal().code().equals("code-unknown")) {
            guessed(context);
        }
        return change;
    }

    /** Lets nobody go on who has guessed at codes for too long. */
    void requireFewGuesses(Context context) {
        if (guesses.over(Network.of(context))) {
            throw TooMany.tries();
        }
    }

    /** Counts a code that there is not. */
    void guessed(Context context) {
        guesses.another(Network.of(context));
    }

    /** Where we deliver, by name. */
    List<String> countries(Context context) {
        return shop(context).store().policy().shipsTo().stream()
                .sorted(Comparator.comparing((String it) -> say(context).country(it))
                        .reversed())
                .toList();
    }

    /** A field of the form, without blanks at its ends and marks that nobody sees; empty if it was not sent. */
    static String field(Context context, String name) {
        String text = Optional.ofNullable(context.formParam(name)).orElse("");
        return UnseenMarks.without(text).strip();
    }

    /** A parameter of the address, without blanks at its ends; empty if it is not there. */
    static String asked(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).orElse("").strip();
    }

    /** A whole number of a field; empty for everything else. */
    static Optional<Integer> number(String text) {
        return text.matches("-?\\d{1,7}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}

package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.catalog.Product;
import io.tradewind.commerce.catalog.Variant;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.launch.Launch;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Everything the page shows.
 *
 * @param drawn the picture with the engraving as markup; empty if it is shown as a plain picture
 * @param sum of one unit with what is done to it
 * @param refusal why it was not put into the basket
 * @param wrong why what is typed cannot be made; empty if it can
 * @param preorder the day it ships; empty if it is no pre-order
 * @param description as markup
 * @param foreign true if the description is in another language than the page
 * @param linkedData about the product, for machines
 * @param email that was typed to be told when it is back
 * @param tell why that was not noted
 * @param key names this wish, so that sending it twice is one add
 */
public record ProductView(
        Product product,
        Variant chosen,
        List<Choice> choices,
        String picture,
        String drawn,
        List<Thumb> thumbs,
        StockText stock,
        Typed typed,
        PromiseBox promise,
        Money sum,
        Optional<Launch> launch,
        ProductRail related,
        Optional<Refusal> refusal,
        Optional<Refusal> wrong,
        Optional<String> preorder,
        String description,
        boolean foreign,
        String linkedData,
        String email,
        Optional<Refusal> tell,
        String key) {
    private static final String LINE = "engraving line ";

    /** For each line that can be engraved, how much of it is used: {@code 8 / 14}. */
    public List<String> counts() {
        int most = product.engraving().map(it -> it.maxGraphemes()).orElse(0);
        return typed.engraving().stream()
                .map(it -> Typed.length(it) + " / " + most)
                .toList();
    }

    /** The same for the message on the card. */
    public String messageCount(int most) {
        return Typed.length(typed.message()) + " / " + most;
    }

    /** Why something typed cannot be made, with the line of the engraving that it is about. */
    public String said(Lang say, Refusal refusal) {
        String which = refusal.field().startsWith(LINE) ? refusal.field().substring(LINE.length()) : "";
        return which.isEmpty() || typed.engraving().stream().anyMatch(String::isBlank)
                ? say.core(refusal)
                : say.t("engrave.line", which) + ": " + say.core(refusal);
    }

    /** An option with its values. */
    public record Choice(String name, String chosen, boolean colours, List<Value> values) {}

    /**
     * A value of an option.
     *
     * @param colour as {@code #5f7a52}; empty if it is no colour we know
     * @param gone true if it cannot be ordered
     */
    public record Value(String text, String href, String colour, boolean current, boolean gone) {}

    /** A picture to choose. */
    public record Thumb(String source, String alt, String href, boolean current) {}

    /** What is said about the stock. */
    public record StockText(String text, String tone, boolean orderable) {}
}

package io.tradewind.commerce.app.shop;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Map;

/** Pages that only say something: terms, returns, who we are. */
final class TextPages {
    private record Text(String title, List<String> paragraphs) {
        static Text of(String title, String... paragraphs) {
            return new Text(title, List.of(paragraphs));
        }
    }

    private static final Map<String, Text> PAGES = Map.of(
            "delivery",
            Text.of(
                    "Delivery",
                    "Parcels leave Leipzig on working days, Monday to Saturday. Ordered by 15:00, they leave the same day;"
                            + " the page of each product and the checkout name the day of arrival for your postcode.",
                    "Delivery within Germany costs €4.90, to Austria €9.90, and nothing from €40.00.",
                    "In Leipzig, chosen products come within 24 hours for €6.90 when they are ordered by 18:00. If that"
                            + " promise cannot be kept for what you chose, the page says why."),
            "returns",
            Text.of(
                    "Returns",
                    "You have 30 days from delivery. Open the link to your order, choose what goes back and why; you see the"
                            + " exact refund before you send, and the label comes at once.",
                    "Engraved pieces are made for you. They come back if they are faulty, damaged or not what you ordered.",
                    "The money goes back the way it came as soon as we have looked at what arrived."),
            "privacy",
            Text.of(
                    "Privacy",
                    "Your mobile number is used by the courier on the day and to confirm that an order is yours. Name and"
                            + " address are used for delivery and the invoice.",
                    "We set cookies for your basket, your colours and your postcode. None of them follow you elsewhere.",
                    "This is a sample store: nobody operates it but you."),
            "terms",
            Text.of(
                    "Terms",
                    "An order is binding when its confirmation shows a number. Prices contain VAT.",
                    "This is a sample store. Nothing is really sold and no money moves."),
            "withdrawal",
            Text.of(
                    "Withdraw from contract",
                    "You can withdraw within 30 days of delivery without giving a reason. Open the link to your order and"
                            + " choose “Start a return”, or “Cancel the order” while it has not left us.",
                    "Pieces that were engraved for you are excepted, unless they are faulty."),
            "accessibility",
            Text.of(
                    "Accessibility",
                    "The store is built to WCAG 2.2 AA: it works by keyboard, without JavaScript, at 200 % zoom, in light and"
                            + " dark colours, and with reduced motion.",
                    "If something keeps you from ordering, tell us what and where."),
            "imprint",
            Text.of(
                    "Imprint",
                    "Juniper & Jet, Karl-Heine-Str. 12, 04229 Leipzig. An invented store, shipped with Tradewind."));

    private final Front front;

    TextPages(Front front) {
        this.front = front;
    }

    void routes(RoutesConfig routes) {
        routes.get("/pages/{name}", this::show);
    }

    private void show(Context context) {
        Text text = PAGES.get(context.pathParam("name"));
        if (text == null) {
            throw new NotFoundResponse();
        }
        front.show(context, "page.jte", text.title(), Map.of("paragraphs", text.paragraphs()));
    }
}

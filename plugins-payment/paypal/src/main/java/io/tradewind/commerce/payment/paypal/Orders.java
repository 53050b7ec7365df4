package io.tradewind.commerce.payment.paypal;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.FollowUp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.joda.money.Money;

/** Writes what PayPal is asked for. Nothing of it depends on time or on how often it was tried. */
final class Orders {
    private static final Pattern LOCALE = Pattern.compile("[a-z]{2}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?");
    private static final int TEXT = 127;
    private static final int NOTE = 255;

    private Orders() {}

    /** An order for the buyer to approve. */
    static JsonObject order(AuthorizeRequest request, Optional<String> brandName) {
        JsonObject order = new JsonObject();
        order.addProperty("intent", request.capture() == CaptureMode.AT_ONCE ? "CAPTURE" : "AUTHORIZE");
        JsonArray units = new JsonArray();
        units.add(unit(request));
        order.add("purchase_units", units);
        JsonObject paypal = new JsonObject();
        paypal.add("experience_context", experience(request, brandName));
        JsonObject source = new JsonObject();
        source.add("paypal", paypal);
        order.add("payment_source", source);
        return order;
    }

    private static JsonObject unit(AuthorizeRequest request) {
        JsonObject unit = new JsonObject();
        unit.addProperty("custom_id", request.call().id().toString());
        unit.addProperty("description", cut(request.checkout().reference(), TEXT));
        unit.add("amount", PayPalMoney.write(request.amount()));
        request.checkout().shipTo().ifPresent(it -> unit.add("shipping", shipping(it)));
        return unit;
    }

    private static JsonObject shipping(Address to) {
        JsonObject name = new JsonObject();
        name.addProperty("full_name", cut(to.name(), 300));
        JsonObject address = new JsonObject();
        List<String> lines = to.lines();
        address.addProperty("address_line_1", lines.get(0));
        if (lines.size() > 1) {
            address.addProperty("address_line_2", cut(String.join(", ", lines.subList(1, lines.size())), 300));
        }
        address.addProperty("admin_area_2", cut(to.city(), 120));
        if (!to.region().isEmpty()) {
            address.addProperty("admin_area_1", to.region());
        }
        if (!to.postcode().isEmpty()) {
            address.addProperty("postal_code", cut(to.postcode(), 60));
        }
        address.addProperty("country_code", to.country());
        JsonObject shipping = new JsonObject();
        shipping.add("name", name);
        shipping.add("address", address);
        return shipping;
    }

    private static JsonObject experience(AuthorizeRequest request, Optional<String> brandName) {
        JsonObject context = new JsonObject();
        brandName.ifPresent(it -> context.addProperty("brand_name", it));
        locale(request.buyer().locale()).ifPresent(it -> context.addProperty("locale", it));
        boolean shipped = request.checkout().shipTo().isPresent();
        context.addProperty("shipping_preference", shipped ? "SET_PROVIDED_ADDRESS" : "NO_SHIPPING");
        context.addProperty("user_action", "PAY_NOW");
        context.addProperty("payment_method_preference", "IMMEDIATE_PAYMENT_REQUIRED");
        context.addProperty("return_url", request.returnUrl().toString());
        context.addProperty("cancel_url", request.cancelUrl().toString());
        return context;
    }

    private static Optional<String> locale(Locale locale) {
        String tag = locale.toLanguageTag();
        return LOCALE.matcher(tag).matches() ? Optional.of(tag) : Optional.empty();
    }

    /** A capture of an authorisation, marked with its operation. */
    static JsonObject capture(FollowUp request) {
        JsonObject capture = new JsonObject();
        capture.add("amount", PayPalMoney.write(request.amount()));
        capture.addProperty("invoice_id", request.call().id().toString());
        capture.addProperty("final_capture", request.last());
        return capture;
    }

    /** A refund of a capture, marked with its operation. */
    static JsonObject refund(FollowUp request, Money part) {
        JsonObject refund = new JsonObject();
        refund.add("amount", PayPalMoney.write(part));
        refund.addProperty("custom_id", request.call().id().toString());
        if (!request.reason().isBlank()) {
            refund.addProperty("note_to_payer", cut(request.reason().strip(), NOTE));
        }
        return refund;
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest
                ? text
                : text.substring(
                        0, text.offsetByCodePoints(0, Math.min(longest, text.codePointCount(0, text.length()))));
    }
}

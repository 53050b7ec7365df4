package io.tradewind.commerce.app.api.shop;

import io.tradewind.commerce.app.api.Access;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.shop.OrderLinks;
import io.tradewind.commerce.app.web.Network;
import io.tradewind.commerce.verification.PhoneNumber;
import java.util.List;

/** Finding an order again without an account and on another device. */
final class LinkRoutes {
    private static final int PATIENCE = 600;

    private LinkRoutes() {}

    record FindOrder(
            @Field(value = "Number of the order, as the acknowledgement has it", pattern = "^[A-Za-z0-9-]{3,40}$")
            String number,

            @Field(value = "The e-mail address or phone number it was placed with", min = 3, max = 254)
            String contact) {}

    static List<ApiRoute> all(OrderLinks links) {
        return List.of(ApiRoute.post("/order-links")
                .called("sendOrderLink", "Tracking", "Sends the link of an order to whoever placed it")
                .note(
                        "It goes out by e-mail or SMS if there is such an order and the contact is its own. The answer is"
                                + " the same if not. Five tries in ten minutes, counted together with those on the shop's page."
                                + " An order's link goes out five times a day at most. What the link ends with is the token of GET /tracking/{token}.")
                .open(Access.SHOP)
                .tight()
                .body(FindOrder.class, "{\"number\": \"JJ-10042\", \"contact\": \"name@example.org\"}")
                .answersNothing()
                .by(call -> send(links, call)));
    }

    private static ApiReply send(OrderLinks links, ApiCall call) {
        FindOrder wish = call.body(FindOrder.class);
        String contact = wish.contact().strip();
        boolean number =
                PhoneNumber.parse(contact, call.shop().store().country()).isPresent();
        if (!contact.contains("@") && !number) {
            throw ApiFault.invalid("/contact", "contact", "is neither an e-mail address nor a phone number");
        } else if (!links.mayAsk(Network.of(call.ip()))) {
            throw ApiFault.of(429, "too-many", "Too many requests: wait " + PATIENCE + " s.")
                    .header("Retry-After", String.valueOf(PATIENCE));
        }
        links.send(call.commerce(), call.store(), wish.number(), contact);
        return ApiReply.done();
    }
}

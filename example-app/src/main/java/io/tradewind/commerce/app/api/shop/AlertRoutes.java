package io.tradewind.commerce.app.api.shop;

import io.tradewind.commerce.app.api.Access;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.stock.AlertAnswer;
import java.util.List;

/** Waiting for what is sold out. */
final class AlertRoutes {
    private AlertRoutes() {}

    record TellMe(
            @Field(value = "Number of the variant", min = 1, max = 40)
            String sku,

            @Field(value = "Where the message goes", min = 3, max = 254)
            String email) {}

    static List<ApiRoute> all() {
        return List.of(ApiRoute.post("/stock-alerts")
                .called("tellMe", "Catalog", "One message when a sold-out variant can be ordered again")
                .note("Asking twice is asking once. The address is forgotten a month after the message.")
                .open(Access.SHOPPER)
                .tight()
                .body(TellMe.class, "{\"sku\": \"BOTTLE-SAND-1L\", \"email\": \"name@example.org\"}")
                .refuses("in-stock, unavailable, email-malformed, too-many-alerts")
                .answersNothing()
                .by(AlertRoutes::note));
    }

    private static ApiReply note(ApiCall call) {
        TellMe wish = call.body(TellMe.class);
        AlertAnswer answer = call.shop().stock().tellMe(CatalogRoutes.sku("/sku", wish.sku()), wish.email());
        if (answer instanceof AlertAnswer.Refused refused) {
            throw ApiFault.refused(refused.refusal());
        }
        return ApiReply.done();
    }
}

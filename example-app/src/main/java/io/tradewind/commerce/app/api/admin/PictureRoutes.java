package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.web.Media;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;

/** Pictures of products. */
final class PictureRoutes {
    private static final String WHITE =
            "iVBORw0KGgoAAAANSUhEUgAAADIAAAAyAQAAAAA2RLUcAAAAEE" + "lEQVR42mP4DwEMo/SgoAFwEFyymfVjJQAAAABJRU5ErkJggg==";

    private final Supplier<Backroom> backroom;

    PictureRoutes(Supplier<Backroom> backroom) {
        this.backroom = backroom;
    }

    record SendPicture(
            @Field(value = "A JPEG or PNG in Base64, at most 7 MB of it", min = 1, max = 9_500_000)
            String base64) {}

    record KeptPicture(
            @Field("Names it in the pictures of a product") String source) {}

    List<ApiRoute> all() {
        return List.of(ApiRoute.post("/pictures")
                .called("sendPicture", "Products", "Keeps a picture; a product that names it shows it")
                .note("It is drawn anew, without anything that was hidden in the file. Put its source and what it shows"
                        + " into the pictures of PUT /products/{product}.")
                .needs(Permission.CATALOG)
                .large()
                .body(SendPicture.class, "{\"base64\": \"" + WHITE + "\"}")
                .creates(KeptPicture.class)
                .by(this::keep));
    }

    private ApiReply keep(ApiCall call) {
        try {
            byte[] file =
                    Base64.getDecoder().decode(call.body(SendPicture.class).base64());
            return ApiReply.of(new KeptPicture(backroom.get().media().keep(file)));
        } catch (IllegalArgumentException notBase64) {
            throw ApiFault.invalid("/base64", "base64", "is no Base64");
        } catch (Media.NotAPicture e) {
            throw ApiFault.invalid("/base64", "picture", String.valueOf(e.getMessage()));
        }
    }
}

package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiKeys;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys of this store's interfaces. */
final class KeyRoutes {
    private static final String GROUP = "Keys";

    private KeyRoutes() {}

    record KeyShape(
            @Field(id = IdKind.KEY) String id,
            ApiKeys.Kind kind,
            String name,
            List<Role> roles,

            @Field("The text of a publishable key, the beginning of a secret one")
            String shown,

            Instant createdAt,
            Optional<Instant> revokedAt) {
        static KeyShape of(ApiKeys.Key it) {
            return new KeyShape(
                    IdKind.KEY.of(it.id()),
                    it.kind(),
                    it.name(),
                    it.roles().stream().sorted().toList(),
                    it.shown(),
                    it.createdAt(),
                    it.revokedAt());
        }
    }

    record KeyList(List<KeyShape> items) {}

    record MakeKey(
            ApiKeys.Kind kind,

            @Field(value = "Who uses it", min = 1, max = 80, pattern = "^[A-Za-z0-9 ._-]+$")
            String name,

            @Field(value = "What a secret key may do; none for a publishable one", max = 5)
            List<Role> roles) {}

    record FreshKey(KeyShape key, @Field("Shown this once") String text) {}

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.get("/keys")
                        .called("listKeys", GROUP, "Keys of the store, revoked ones too")
                        .needs(Permission.OPERATIONS)
                        .answers(KeyList.class)
                        .by(call ->
                                ApiReply.of(new KeyList(ApiCall.each(call.keys().list(call.store()), KeyShape::of)))),
                ApiRoute.post("/keys")
                        .called("createKey", GROUP, "A new key; its text is shown this once")
                        .needs(Permission.OPERATIONS)
                        .body(MakeKey.class, "{\"kind\": \"STAFF\", \"name\": \"warehouse\", \"roles\": [\"PACKER\"]}")
                        .creates(FreshKey.class)
                        .by(KeyRoutes::make),
                ApiRoute.delete("/keys/{key}")
                        .called("revokeKey", GROUP, "Ends a key, within ten seconds everywhere")
                        .needs(Permission.OPERATIONS)
                        .id("key", IdKind.KEY)
                        .answersNothing()
                        .by(call -> {
                            if (!call.keys().revoke(call.store(), call.id("key", IdKind.KEY))) {
                                throw ApiFault.notFound("key");
                            }
                            return ApiReply.done();
                        }));
    }

    private static ApiReply make(ApiCall call) {
        MakeKey wish = call.body(MakeKey.class);
        if ((wish.kind() == ApiKeys.Kind.STAFF) == wish.roles().isEmpty()) {
            throw ApiFault.invalid("/roles", "roles", "a secret key has at least one, a publishable one none");
        }
        ApiKeys.Issued issued = call.keys().issue(wish.kind(), call.store(), wish.name(), Set.copyOf(wish.roles()));
        return ApiReply.of(new FreshKey(KeyShape.of(issued.key()), issued.text()));
    }
}

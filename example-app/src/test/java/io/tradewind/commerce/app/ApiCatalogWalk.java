package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

/** What the shop sells: products and their files, stock, codes and launches. */
final class ApiCatalogWalk {
    private final ApiStore store;
    private final ApiClient admin;

    ApiCatalogWalk(ApiStore store, ApiClient admin) {
        this.store = store;
        this.admin = admin;
    }

    void catalog() {
        admin.ok("listCategories");
        admin.ok("saveCategory");
        admin.ok("removeCategory", "slug", "from-the-api");
        ApiClient.Reply saved = admin.ok("saveProduct");
        String id = saved.text("/id");
        assertThat(saved.at("/published").booleanValue()).isFalse();
        store.shop().to("getProduct").with("slug", "api-cup").send().refuses(404, "not-found");
        ApiClient.Reply edited = admin.ok("editProduct", "product", id, "If-Match", saved.header("ETag"));
        assertThat(edited.text("/title")).isEqualTo("Red cup from the API");
        admin.to("editProduct")
                .with("product", id)
                .with("If-Match", saved.header("ETag"))
                .send()
                .refuses(412, "stale");
        ApiClient.Reply refused = admin.to("editProduct")
                .with("product", id)
                .with("If-Match", edited.header("ETag"))
                .put("/variants/0/price/amount", -5)
                .send()
                .is(422);
        assertThat(refused.text("/errors/0/pointer")).startsWith("/variants/0/price");
        admin.ok("publishProduct", "product", id);
        store.shop().to("getProduct").with("slug", "api-cup").send().is(200);
        admin.ok("unpublishProduct", "product", id);
        assertThat(admin.ok("getProduct", "product", id).at("/published").booleanValue())
                .isFalse();
        assertThat(admin.ok("listProducts", "q", "Red cup from the API").text("/items/0/id"))
                .isEqualTo(id);
        admin.ok("deleteProduct", "product", id);
        admin.to("getProduct").with("product", id).send().refuses(404, "not-found");
        ApiClient.Reply dry = admin.ok("importProducts");
        assertThat(dry.at("/created").intValue()).as(dry.toString()).isEqualTo(1);
        assertThat(admin.to("importProducts")
                        .put("/dryRun", false)
                        .send()
                        .is(200)
                        .at("/created")
                        .intValue())
                .isEqualTo(1);
    }

    /** A file of another shop's making: explained, tried, taken in while somebody listens, and taken back. */
    void importFile() {
        String file = admin.ok("handInImportFile").text("/id");
        assertThat(admin.ok("listImportColumns", "file", file).text("/items/2/field"))
                .isEqualTo("Variant Price");
        assertThat(admin.to("sayImportColumns")
                        .with("file", file)
                        .put("/fields/2", "Colour")
                        .send()
                        .status())
                .isEqualTo(422);
        admin.ok("sayImportColumns", "file", file);
        assertThat(admin.ok("tryImportFile", "file", file).at("/created").intValue())
                .isEqualTo(1);
        assertThat(admin.ok("runImportFile", "file", file).text("/allowedActions/0/blockedBecause"))
                .isEqualTo("it was run already");
        assertThat(untilDone(file).at("/created").intValue()).isEqualTo(1);
        admin.ok("stopImportFile", "file", file); // too late, and said by the state
        assertThat(admin.ok("getImportReport", "file", file).at("/refused").intValue())
                .isZero();
        admin.ok("undoImportFile", "file", file);
        assertThat(untilDone(file).at("/takenBack").intValue()).isEqualTo(1);
        assertThat(admin.ok("listKeptProducts", "file", file).at("/items").size())
                .isZero();
        assertThat(admin.ok("listImportFiles").text("/items/0/id")).isEqualTo(file);
        ApiClient.Event heard =
                admin.listen(admin.to("followImportFile").with("file", file), 1).get(0);
        assertThat(heard.data().get("state").stringValue()).isEqualTo("UNDONE");
    }

    private ApiClient.Reply untilDone(String file) {
        Instant patience = Instant.now().plusSeconds(60);
        ApiClient.Reply now;
        do {
            assertThat(Instant.now()).isBefore(patience);
            store.settle();
            now = admin.ok("getImportFile", "file", file);
        } while (now.text("/state").endsWith("ING"));
        return now;
    }

    void stock() {
        int before = admin.ok("getStock", "sku", "MUG-CLAY").at("/onHand").intValue();
        ApiClient.Request receipt =
                admin.to("receiveStock").with("sku", "MUG-CLAY").with("Idempotency-Key", "note-17");
        assertThat(receipt.send().is(200).at("/onHand").intValue()).isEqualTo(before + 10);
        ApiClient.Reply again = receipt.send().is(200);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(admin.ok("getStock", "sku", "MUG-CLAY").at("/onHand").intValue())
                .isEqualTo(before + 10);
        admin.ok("adjustStock", "sku", "MUG-CLAY");
        admin.ok("countStock", "sku", "MUG-CLAY");
        ApiClient.Reply moves = admin.ok("listMovements", "sku", "MUG-CLAY");
        assertThat(moves.at("/items").size()).isGreaterThan(2);
        admin.ok("listScarce", "free", "5");
        admin.to("receiveStock").with("sku", "NO-SUCH-THING").send().refuses(404, "not-found");
    }

    void promotions() {
        assertThat(admin.ok("createCode").text("/percent")).isEqualTo("10");
        admin.to("createCode").send().is(422);
        admin.ok("listCodes");
        assertThat(admin.ok("endCode", "code", "API10").at("/active").booleanValue())
                .isFalse();
        admin.ok("getCode", "code", "api10");
        admin.ok("saveInfluencer");
        admin.ok("listInfluencers");
        admin.ok("getStatement", "handle", "lena", "from", "2026-01-01T00:00:00Z", "until", "2027-01-01T00:00:00Z");
        assertThat(admin.ok("payOut", "handle", "lena").at("/sum/amount").longValue())
                .isZero();
    }

    void launches() {
        String id = admin.ok("planLaunch").text("/id");
        admin.ok("announceLaunch", "launch", id);
        assertThat(admin.ok("invite", "launch", id).at("/items").size()).isZero();
        admin.ok("listSignUps", "launch", id);
        admin.ok("countSignUps", "launch", id);
        admin.ok("openLaunch", "launch", id);
        admin.ok("endLaunch", "launch", id);
        String other = admin.to("planLaunch")
                .put("/slug", "api-launch-2")
                .send()
                .is(201)
                .text("/id");
        assertThat(admin.ok("cancelLaunch", "launch", other).text("/state")).isEqualTo("CANCELLED");
        admin.ok("listLaunches");
    }
}

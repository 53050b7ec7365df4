package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.api.ApiKeys;
import io.tradewind.commerce.app.api.ApiLimits;
import io.tradewind.commerce.app.api.admin.AdminApi;
import io.tradewind.commerce.app.paper.PdfReading;
import io.tradewind.commerce.testdb.Engine;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who may call what: every operation with every kind of key, and with other people's ids. */
class ApiAccessTest {
    private static TestDatabase database;
    private static MugApi mugs;

    @BeforeAll
    static void open() {
        database = TestDatabases.prepared(Engine.H2);
        mugs = MugApi.open(database.dataSource(), ApiLimits.none());
    }

    @AfterAll
    static void close() {
        mugs.close();
        database.close();
    }

    /** Operation and the roles that may; the file is reviewed, so a new route without a line fails here. */
    private static Map<String, Set<Role>> expected() throws IOException {
        Map<String, Set<Role>> table = new TreeMap<>();
        for (String line : lines("admin-access.txt")) {
            String[] words = line.split(":");
            table.put(words[0].strip(), roles(words[1]));
        }
        return table;
    }

    private static List<String> lines(String file) throws IOException {
        try (var in = ApiAccessTest.class.getResourceAsStream(file)) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(it -> !it.isBlank() && !it.startsWith("#"))
                    .toList();
        }
    }

    private static Set<Role> roles(String words) {
        return Arrays.stream(words.strip().split("\\s+"))
                .map(it -> Role.valueOf(it.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A form or file of the console that no operation stands for fails here, and so does one that asks for more. */
    @Test
    void whatever_a_role_can_change_or_print_in_the_console_it_can_through_the_interface() throws IOException {
        Map<String, List<String>> standsFor = new TreeMap<>();
        for (String line : lines("console-in-api.txt")) {
            String[] words = line.split("\\s+[=-]\\s+");
            standsFor.put(words[0], line.contains(" = ") ? List.of(words[1].split(" ")) : List.of());
        }
        Map<String, Set<Role>> may = expected();
        Set<String> forms = new TreeSet<>();
        for (String line : lines("console-access.txt")) {
            String form = line.substring(0, 56).strip();
            if (form.matches("POST .*|GET .*(\\.pdf|/label|/export)")) {
                forms.add(form);
                for (String operation : standsFor.getOrDefault(form, List.of())) {
                    assertThat(may).as(form).containsKey(operation);
                    if (!line.contains("everybody")) {
                        assertThat(may.get(operation))
                                .as(form + " is " + operation)
                                .containsAll(roles(line.substring(56)));
                    }
                }
            }
        }
        assertThat(standsFor.keySet()).isEqualTo(forms);
    }

    @Test
    void each_role_may_do_what_the_reviewed_table_says_and_nothing_else() throws IOException {
        Map<String, Set<Role>> found = new TreeMap<>();
        for (Role role : Role.values()) {
            ApiClient client = mugs.admin(MugApi.MUGS, role);
            for (String operation : client.operations()) {
                found.computeIfAbsent(operation, it -> new TreeSet<>());
                ApiClient.Reply reply = client.anything(operation).send();
                int status = reply.status();
                if (client.needsPerson(operation) && status != 403) {
                    reply.refuses(401, "session-missing"); // the key may; now somebody has to sign in
                } else {
                    assertThat(status).as(role + " " + operation).isNotEqualTo(401);
                }
                if (status != 403) {
                    found.get(operation).add(role);
                }
            }
        }
        String table = found.entrySet().stream()
                .map(it -> it.getKey() + ": "
                        + it.getValue().stream().map(Role::name).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
        assertThat(found).as("as it is:\n" + table).isEqualTo(expected());
    }

    @Test
    void no_key_a_shop_key_a_revoked_key_and_a_made_up_key_open_nothing_of_staff() {
        ApiKeys.Issued revoked = mugs.api.keys().issue(ApiKeys.Kind.STAFF, MugApi.MUGS, "left", Set.of(Role.ADMIN));
        mugs.api.keys().revoke(MugApi.MUGS, revoked.key().id());
        ApiClient admin = mugs.admin(MugApi.MUGS, Role.ADMIN);
        List<String> keys = List.of(
                "",
                "Bearer ",
                "Bearer " + mugs.api.keys().publishable(MugApi.MUGS),
                "Bearer " + revoked.text(),
                "Bearer sk_AAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Basic c2tfOg==");
        for (String operation : admin.operations()) {
            for (String key : keys) {
                admin.anything(operation).header("Authorization", key).send().refuses(401, "key-missing");
            }
        }
    }

    @Test
    void a_secret_key_opens_no_shop_and_a_shop_without_a_shopper_opens_no_cart() {
        ApiClient shop = mugs.shop(MugApi.MUGS);
        String secret = mugs.api
                .keys()
                .issue(ApiKeys.Kind.STAFF, MugApi.MUGS, "app", Set.of(Role.ADMIN))
                .text();
        for (String operation : shop.operations()) {
            shop.anything(operation)
                    .header("Authorization", "Bearer " + secret)
                    .send()
                    .refuses(401, "key-missing");
            if (shop.needsShopper(operation)) {
                shop.anything(operation).send().refuses(401, "shopper-missing");
            }
        }
    }

    @Test
    void a_cart_without_a_token_is_a_new_shoppers() {
        ApiClient shop = mugs.shop(MugApi.MUGS);
        ApiClient.Reply opened = shop.to("openCart").send().is(201);
        String token = opened.header("Shopper-Token");

        ApiClient.Reply read = shop.to("getCart")
                .as(token)
                .with("cart", opened.text("/id"))
                .send()
                .is(200);

        assertThat(read.header("Shopper-Token")).as("told once").isEmpty();
        assertThat(shop.to("openCart").as(token).send().is(201).header("Shopper-Token"))
                .as("who has one keeps it")
                .isEmpty();
        assertThat(shop.to("openCart").send().is(201).header("Shopper-Token"))
                .hasSize(27)
                .isNotEqualTo(token);
        shop.to("openCart").as("mistyped").send().refuses(401, "shopper-missing");
    }

    @Test
    void another_shoppers_and_another_stores_things_are_unknown() {
        ApiClient shop = mugs.shop(MugApi.MUGS);
        ApiWalk.Bought ada = ApiWalk.buy(shop);
        String open = shop.to("openCart").as(ada.token()).send().is(201).text("/id");
        ApiClient.Reply filled = shop.to("addLine")
                .as(ada.token())
                .with("cart", open)
                .body("{\"sku\": \"MUG-CLAY\", \"quantity\": 1}")
                .send()
                .is(201);
        String checkout = shop.to("openCheckout")
                .as(ada.token())
                .put("/cart", open)
                .send()
                .is(201)
                .text("/id");
        Map<String, String> hers = Map.of(
                "cart", open,
                "line", filled.text("/lines/0/id"),
                "checkout", checkout,
                "order", ada.order(),
                "token", ada.tracking());
        ApiClient cups = mugs.shop(MugApi.CUPS);
        List<String> asked = new ArrayList<>();
        for (String operation : shop.operations()) {
            boolean named = hers.keySet().stream()
                    .filter(it -> !it.equals("token"))
                    .anyMatch(it -> shop.path(operation).contains("{" + it + "}"));
            if (shop.needsShopper(operation) && named) {
                String stranger = shop.to("createShopper").send().is(201).text("/token");
                shop.anything(operation, hers).as(stranger).send().refuses(404, "not-found");
                cups.anything(operation, hers).as(ada.token()).send().refuses(404, "not-found");
                asked.add(operation);
            } else if (shop.path(operation).contains("{token}")
                    && !shop.path(operation).endsWith("/events")) {
                cups.anything(operation, hers).send().refuses(404, "not-found");
                asked.add(operation);
            }
        }
        assertThat(asked).hasSizeGreaterThan(25);
        ApiClient.Reply still =
                shop.to("getCart").as(ada.token()).with("cart", open).send().is(200);
        assertThat(still.json()).isEqualTo(filled.json());
        shop.to("openCheckout")
                .as(shop.to("createShopper").send().is(201).text("/token"))
                .put("/cart", open)
                .send()
                .refuses(404, "not-found");
    }

    @Test
    void staff_of_another_store_find_nothing() throws IOException {
        ApiClient shop = mugs.shop(MugApi.MUGS);
        ApiWalk.Bought ada = ApiWalk.buy(shop);
        mugs.commerce.jobs().runDue();
        ApiClient ours = mugs.admin(MugApi.MUGS, Role.ADMIN);
        ApiClient others = mugs.admin(MugApi.CUPS, Role.ADMIN);
        ours.to("getOrder").with("order", ada.order()).send().is(200);
        Map<String, String> hers = thingsOf(ours, ada.order());
        List<String> asked = new ArrayList<>();
        for (String operation : others.operations()) {
            if (hers.keySet().stream().anyMatch(it -> others.path(operation).contains("{" + it + "}"))) {
                others.anything(operation, hers).send().refuses(404, "not-found");
                asked.add(operation);
            }
        }
        assertThat(asked).hasSizeGreaterThan(60);
        others.to("handOver").put("/parcels/0", hers.get("parcel")).send().refuses(404, "not-found");
        byte[] slips =
                others.to("getSlips").with("orders", ada.order()).send().is(200).bytes();
        assertThat(PdfReading.text(slips)).startsWith("Nothing of the chosen orders");
        assertThat(ours.to("getWork")
                        .with("work", hers.get("work"))
                        .send()
                        .is(200)
                        .text("/state"))
                .isEqualTo("HANDED_OVER");
        assertThat(ours.to("getReturn")
                        .with("return", hers.get("return"))
                        .send()
                        .is(200)
                        .text("/state"))
                .isEqualTo("REQUESTED");
    }

    /** One of each kind that a store has, by the name it has in paths. */
    private static Map<String, String> thingsOf(ApiClient ours, String order) {
        Map<String, String> things = new TreeMap<>();
        things.put("order", order);
        things.put("product", first(ours, "listProducts"));
        JsonNode queue = ours.to("listQueue").send().is(200).json().get("items");
        String work = queue.valueStream()
                .filter(it -> it.get("order").stringValue().equals(order))
                .map(it -> it.get("id").stringValue())
                .findFirst()
                .orElseThrow();
        things.put("work", work);
        ours.to("claimWork").with("work", work).send().is(200);
        ours.to("countWork").with("work", work).send().is(200);
        String parcel = ours.to("packWork").with("work", work).send().is(200).text("/parcels/0/id");
        things.put("parcel", parcel);
        mugs.commerce.jobs().runDue();
        ours.to("handOver").put("/parcels/0", parcel).send().is(200);
        ours.to("markDelivered").with("parcel", parcel).send().is(200);
        String line = ours.to("getOrder").with("order", order).send().is(200).text("/lines/0/id");
        things.put(
                "return",
                ours.to("openReturn")
                        .with("order", order)
                        .put("/items/0/line", line)
                        .send()
                        .is(201)
                        .text("/id"));
        things.put(
                "operation",
                ours.to("listPayments").with("order", order).send().is(200).text("/payments/0/operations/0/id"));
        things.put(
                "customer",
                ours.to("createCustomer")
                        .put("/email", "dorothea@example.com")
                        .send()
                        .is(201)
                        .text("/id"));
        things.put("file", ours.to("handInImportFile").send().is(201).text("/id"));
        things.put("key", first(ours, "listKeys"));
        things.put(
                "code",
                ours.to("createCode").put("/code", "ELSEWHERE").send().fine().text("/code"));
        things.put(
                "launch",
                ours.to("planLaunch").put("/slug", "elsewhere").send().fine().text("/id"));
        return things;
    }

    private static String first(ApiClient client, String list) {
        return client.to(list).send().is(200).text("/items/0/id");
    }

    @Test
    void every_operation_says_which_permission_it_needs() {
        JsonNode paths = mugs.admin(MugApi.MUGS, Role.ADMIN).document().get("paths");
        Set<String> anyRole = new TreeSet<>();
        paths.forEach(path -> path.forEach(it -> {
            if (it.path("x-permission").asString("").isEmpty()) {
                anyRole.add(it.path("tags").path(0).stringValue());
            }
        }));
        assertThat(anyRole).as("one's own account").containsExactly("Me");
        assertThat(AdminApi.contract().routes()).hasSizeGreaterThan(80);
    }
}

package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.app.sample.JuniperAndJet;
import io.tradewind.commerce.customer.NewCustomer;
import io.tradewind.commerce.order.Order;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The office in the console: lists and who looks through them, customers, products, codes, launches and settings. */
@ExtendWith(SharedConsole.class)
class ConsoleDeskTest {
    private final ConsoleStore store = SharedConsole.store();
    private final StaffBrowser staff = SharedConsole.staff();

    @Test
    void customers_are_found_noted_changed_and_told_what_is_known_of_them() {
        Actor ada = Actor.customer("user-ada");
        var customer = store.app
                .commerce()
                .shop(JuniperAndJet.STORE, ada)
                .customers()
                .signUp(NewCustomer.named("Ada <b>Brandt</b>").email("ada.brandt@example.org"))
                .orThrow();
        Order order = store.order(ada, "card", "approve");
        store.orderKeeping(ada);
        staff.open("/admin/customers?q=ADA.brandt");
        assertThat(staff.page()).contains("Ada &lt;b&gt;Brandt&lt;/b&gt;").doesNotContain("<b>Brandt</b>");
        String page = "/admin/customers/" + customer.id();
        assertThat(staff.page()).contains("href=\"" + page + "\"");
        staff.open(page);
        assertThat(staff.words()).contains(order.number(), "None kept");
        staff.press(page + "/note", Map.of("text", ""));
        assertThat(staff.words()).contains("The note is missing");
        staff.press(page + "/note", Map.of("text", "Rings twice"));
        assertThat(staff.words()).contains("Noted.", "Rings twice");
        Map<String, String> details = Map.of("version", "1", "name", "Ada Brandt", "email", "ada.brandt@example.org");
        staff.press(page, Map.of("version", "1", "name", "Ada", "phone", "12"));
        assertThat(staff.words()).contains("write it with its country");
        staff.press(page, details);
        assertThat(staff.words()).contains("Saved.");
        staff.post(page, details);
        assertThat(staff.words()).contains("Somebody else saved this meanwhile");
        var known = staff.download(page + "/export");
        assertThat(known.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(it -> assertThat(it).contains("attachment"));
        assertThat(new String(known.body(), StandardCharsets.UTF_8))
                .contains(
                        order.number(),
                        "Körnerstraße 14",
                        "For Ada,",
                        "Rings twice",
                        "ada.brandt@example.org",
                        "ORDER_RECEIVED",
                        "keptWaysToPay")
                .doesNotContain("staff:");
        staff.open(page);
        assertThat(staff.words()).contains("Kept ways to pay", "through card");
        String kept = staff.find("name=\"instrument\" value=\"([0-9a-f-]+)\"");
        staff.press(page + "/forget", Map.of("instrument", kept));
        assertThat(staff.words()).contains("It is forgotten here").doesNotContain("through card");
        staff.post(page + "/forget", Map.of("instrument", UUID.randomUUID().toString()), 404);
        staff.open("/admin/customers").press("/admin/customers", Map.of("email", "ADA.brandt@example.org"));
        assertThat(staff.words()).contains("There is an account with this e-mail address");
        staff.press("/admin/customers", Map.of("name", "Bo", "phone", "0151 2345 6789"));
        assertThat(staff.words()).contains("The customer is kept.", "Bo");
        assertThat(staff.open("/admin/jump?q=ada.brandt").page()).contains(page);
    }

    @Test
    void lists_say_when_they_have_changed_and_a_line_that_broke_hears_what_it_missed() throws Exception {
        staff.open("/admin/orders");
        String events = staff.find("data-(?:live|news)=\"([^\"]+)\"").replace("&amp;", "&");
        String before = staff.find("data-state=\"([^\"]+)\"");
        String queue = staff.open("/admin/pack").find("data-state=\"([^\"]+)\"");
        store.order("card", "approve");
        assertThat(staff.hear(events + "&last=" + before))
                .contains("event: news")
                .doesNotContain(before);
        assertThat(staff.hear("/admin/pack/events?show=&last=" + queue)).contains("event: news");
        assertThat(new StaffBrowser(store.app.url()).status("GET", events)).isEqualTo(200); // the sign-in page
    }

    @Test
    void prices_stock_codes_launches_and_health_are_worked_on_by_form() {
        String product = "/admin/products/"
                + store.staff().catalog().find(ConsoleStore.FLASK).orElseThrow().id();
        staff.open(product);
        String version = staff.find("name=\"version\" value=\"(\\d+)\"");
        Map<String, String> dearer = Map.of(
                "version", version, "title", "Test flask", "all-price", "35.50", "picture-alt-0", "A flask in Moss");
        staff.press(product + "/edit", dearer);
        assertThat(staff.words()).contains("Saved.");
        assertThat(staff.page()).contains("value=\"35.50\"");
        staff.post(
                product + "/edit",
                Map.of(
                        "version",
                        version,
                        "title",
                        "My flask",
                        "price-" + ConsoleStore.FLASK,
                        "34.00",
                        "picture-alt-0",
                        "A flask in Moss"));
        assertThat(staff.words())
                .as("what the second tab held stands beside, and would not be saved by pressing again")
                .contains("Somebody else saved this meanwhile", "You had “My flask”.", "You had “34.00”.");
        assertThat(staff.page()).contains("value=\"35.50\"", "value=\"Test flask\"");
        staff.press(product + "/unpublish", Map.of());
        assertThat(staff.words()).contains("Draft", "Put it into the shop");
        staff.press(product + "/publish", Map.of());
        Map<String, String> back = new HashMap<>(
                Map.of("title", "Test flask", "price-" + ConsoleStore.FLASK, "34", "picture-alt-0", "A flask in Moss"));
        back.put("version", staff.find("name=\"version\" value=\"(\\d+)\""));
        back.putAll(
                Map.of("engraving", "yes", "engraving-lines", "2", "engraving-letters", "14", "engraving-price", "5"));
        back.putAll(Map.of("gift", "yes", "gift-price", "3.50", "gift-message", "200"));
        staff.press(product + "/edit", back);
        assertThat(staff.words()).contains("Saved.");
        staff.press(
                product + "/stock", Map.of("sku", ConsoleStore.FLASK.value(), "counted", "50", "reason", "stock-take"));
        assertThat(staff.words()).contains("TEST-FLASK-MOSS: 50 in the building");

        staff.open("/admin/codes")
                .press("/admin/codes/influencers", Map.of("name", "Nora", "handle", "nora", "commission", "5"));
        staff.press("/admin/codes", Map.of("code", "NORA10", "kind", "percent", "value", "10", "influencer", "nora"));
        assertThat(staff.words()).contains("The code NORA10 works from now on", "10 %");
        staff.press("/admin/codes", Map.of("code", "nora10", "kind", "fixed", "value", "5"));
        assertThat(staff.words()).contains("there is a code that reads the same");
        staff.press("/admin/codes", Map.of("code", "HALF", "kind", "percent", "value", "150"));
        assertThat(staff.words()).contains("The percentage: more than 0, at most 100");
        staff.open("/admin/codes/influencers/nora");
        assertThat(staff.words()).contains("Nora", "Can be paid out now");

        staff.open("/admin/launches")
                .press(
                        "/admin/launches",
                        Map.of(
                                "title",
                                "Winter cup",
                                "slug",
                                "winter-cup",
                                "sku",
                                "MUG-BONE",
                                "opens",
                                "2027-01-10T10:00",
                                "quota",
                                "5",
                                "each",
                                "1",
                                "text",
                                "Soon."));
        assertThat(staff.words()).contains("Winter cup", "Draft");
        staff.press("/admin/launches/winter-cup/announce", Map.of());
        staff.press("/admin/launches/winter-cup/open", Map.of());
        staff.post("/admin/launches/winter-cup/announce", Map.of());
        staff.press("/admin/launches/winter-cup/invite", Map.of("people", "3", "hours", "48"));
        assertThat(staff.words()).contains("Nobody is in line");

        staff.open("/admin/plugins");
        assertThat(staff.words()).contains("Healthy", "Switched on", "Found");
        staff.press("/admin/plugins/card/test", Map.of());
        assertThat(staff.words()).contains("“card”");
        staff.open("/admin/system").press("/admin/system/check", Map.of());
        assertThat(staff.words()).contains("rules hold");
        staff.open("/admin/stock");
        staff.open("/admin/payments");
        assertThat(staff.words()).contains("Payments");
    }

    @Test
    void everybody_keeps_views_of_the_orders_that_nobody_else_sees() {
        Order order = store.orderOf("MUG-SKY");
        StaffBrowser ole = StaffBrowser.signedIn(store.app, "Ole Brandt", "ole");
        Map<String, String> shown = Map.of("view", "open", "q", "Körnerstraße", "placed", "7");
        ole.open("/admin/orders?view=open&q=K%C3%B6rnerstra%C3%9Fe&placed=7");
        ole.press("/admin/orders/views", with(shown, "name", "To Körner street", "first", "yes"));
        assertThat(ole.words()).contains("The view “To Körner street” is kept");
        ole.open("/admin/orders");
        assertThat(ole.page()).contains("value=\"Körnerstraße\"");
        assertThat(ole.words()).as("Orders opens with it").contains("Change this view", order.number());
        ole.post("/admin/orders/views", with(shown, "name", "to körner STREET"));
        assertThat(ole.words()).contains("You have a view called “to körner STREET” already");
        String mine = ole.find("action=\"(/admin/orders/views/[0-9a-f-]{36})\"");
        ole.press(mine, with(shown, "what", "rename", "name", "Körner"));
        assertThat(ole.words()).contains("The view has its new name.", "Körner");

        staff.open("/admin/orders");
        assertThat(staff.words()).doesNotContain("Change this view");
        staff.post(mine, with(shown, "what", "rename", "name", "Not mine"));
        assertThat(staff.words()).contains("That view is gone.");
        staff.post(mine, with(shown, "what", "delete"));
        assertThat(ole.open("/admin/orders").words()).contains("Körner", "Change this view");

        ole.press(mine, with(shown, "what", "not-first"));
        assertThat(ole.open("/admin/orders").words()).doesNotContain("Change this view");
        ole.post(mine, with(shown, "what", "delete"));
        assertThat(ole.words()).contains("The view is deleted").doesNotContain("Change this view");
        ole.post("/admin/orders/views", with(shown, "name", ""));
        assertThat(ole.words()).contains("The name of the view: 1 to 40 characters.");
    }

    private static Map<String, String> with(Map<String, String> fields, String... more) {
        Map<String, String> all = new HashMap<>(fields);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    @Test
    void settings_show_how_the_store_is_run_and_give_keys_to_programs_once() {
        staff.open("/admin/settings?country=DE&postcode=04107");
        assertThat(staff.words()).contains("standard: 19 %", "ordered until 15:00", "Parcel", "Offered");
        assertThat(staff.open("/admin/settings?country=FR&postcode=1").words()).contains("Not offered");
        assertThat(staff.open("/admin/settings/messages/order-received?in=de").words())
                .contains("JJ-1001", "Juniper & Jet");
        assertThat(staff.open("/admin/settings/messages/order-received?by=sms").words())
                .contains("characters");
        assertThat(staff.status("GET", "/admin/settings/messages/none")).isEqualTo(404);

        staff.open("/admin/settings").press("/admin/settings/keys", Map.of("kind", "staff", "name", "Scales"));
        assertThat(staff.words()).contains("at least one role");
        staff.press("/admin/settings/keys", Map.of("kind", "staff", "name", "Scales", "role", "PACKER"));
        String key = staff.find("id=\"one-time\">(sk_[^<]+)<");
        assertThat(staff.open("/admin/settings").page()).contains("Scales").doesNotContain(key);
        String end = staff.find("(?s)Scales.*?action=\"(/admin/settings/keys/[0-9a-f-]{36}/end)\"");
        staff.press(end, Map.of());
        assertThat(staff.words()).contains("The key stops working within ten seconds.", "Ended");
        staff.post(end, Map.of());
        assertThat(staff.words()).contains("That key has ended already.");
        assertThat(staff.open("/admin/log").words())
                .contains("A key for Scales as Packer")
                .doesNotContain(key);
    }

    @Test
    void the_first_page_says_when_parcels_leave_and_hears_of_new_orders() throws Exception {
        store.orderOf("MUG-SKY");
        staff.open("/admin");
        assertThat(staff.words())
                .contains("15:00 Parcels Tue 24 Nov", "17:00 24-hour delivery Tue 24 Nov")
                .containsPattern("in [2-5] h .*in [4-7] h"); // its day began when the first test did
        String before = staff.find("data-state=\"([^\"]+)\"");
        store.orderOf("MUG-SKY");
        assertThat(staff.hear("/admin/events?last=" + before))
                .contains("event: news")
                .doesNotContain(before);
    }

    @Test
    void orders_are_found_by_number_and_old_links_lead_back_to_the_list() {
        Order order = store.order("card", "approve");
        staff.open("/admin/orders?q=" + order.number().toLowerCase(Locale.ROOT));
        assertThat(staff.path()).isEqualTo("/admin/orders/" + order.id());
        staff.open("/admin/orders?q=NO-1");
        assertThat(staff.words()).contains("No order fits “NO-1”");
        assertThat(staff.open("/admin/orders?q=ada+brandt").words()).contains(order.number());
        staff.open("/admin/orders?after=garbage");
        assertThat(staff.words()).contains("That page of the list is gone");
        staff.open("/admin/orders?view=open");
        assertThat(staff.words()).contains(order.number());
        assertThat(staff.status("GET", "/admin/orders/" + UUID.randomUUID())).isEqualTo(404);
        assertThat(staff.status("GET", "/admin/orders/not-an-id")).isEqualTo(404);
    }
}

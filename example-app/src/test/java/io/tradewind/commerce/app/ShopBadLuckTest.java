package io.tradewind.commerce.app;

import static io.tradewind.commerce.app.SharedShop.office;
import static io.tradewind.commerce.app.SharedShop.phone;
import static io.tradewind.commerce.app.SharedShop.visitor;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.NewVariant;
import io.tradewind.commerce.catalog.Product;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.launch.LaunchId;
import io.tradewind.commerce.launch.Launches;
import io.tradewind.commerce.launch.NewLaunch;
import io.tradewind.commerce.promotion.NewCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What goes wrong between looking and paying: each time the page says what has changed, and nothing is charged. */
@ExtendWith(SharedShop.class)
class ShopBadLuckTest {
    private static final Sku BOWL = Sku.of("BAD-LUCK-BOWL");

    private static NewProduct bowl(String price) {
        return NewProduct.named("Lucky bowl").variant(NewVariant.of(BOWL, Money.parse(price)));
    }

    private static void toPayment(Visitor visitor, String sku) {
        visitor.add(sku);
        visitor.verify(phone());
        visitor.live();
        visitor.choose();
        assertThat(visitor.last().path()).isEqualTo("/checkout/payment");
    }

    @Test
    void a_price_that_moves_and_a_last_piece_that_goes_are_said_before_anybody_pays() {
        Product bowl = office().catalog().publish(bowl("EUR 20"));
        office().stock().receive(BOWL, 1, "delivery note 18");
        try {
            Visitor ada = visitor();
            toPayment(ada, BOWL.value());
            office().catalog().edit(bowl.id(), bowl.version(), bowl("EUR 25"));
            assertThat(ada.pay("card", "approve").text()).contains("€29.90").doesNotContain("Thank you");
            assertThat(ada.orders()).isEmpty();
            assertThat(ada.get("/cart").text())
                    .contains("The price of “Lucky bowl” has changed from €20.00 to €25.00.", "Take the new price");
            ada.post("/cart/prices");
            assertThat(ada.last().text()).doesNotContain("has changed");

            Visitor bob = visitor();
            toPayment(bob, BOWL.value());
            assertThat(bob.pay("card", "approve").text()).contains("Thank you");
            for (String step : List.of("address", "delivery", "payment")) {
                assertThat(ada.get("/checkout/" + step).text()).as(step).contains("“Lucky bowl” is sold out.");
            }
            assertThat(ada.pay("card", "approve").text())
                    .contains("“Lucky bowl” is sold out.")
                    .doesNotContain("Thank you");
            assertThat(ada.get("/cart").text()).contains("Solve what is marked first.");
            assertThat(ada.orders()).isEmpty();
            assertThat(bob.orders()).hasSize(1);
        } finally {
            office().catalog().delete(bowl.id());
        }
    }

    @Test
    void a_code_that_ended_meanwhile_is_not_ticked_any_more() {
        office().promotions().create(NewCode.percent("MEANWHILE", "10"));
        Visitor shopper = visitor();
        toPayment(shopper, "MUG-CLAY");
        shopper.get("/cart");
        shopper.post("/cart/code", "code", "MEANWHILE");
        String tick = "<span class=\"t-ok";
        assertThat(shopper.last().body()).contains(tick);
        office().promotions().end("MEANWHILE");
        for (String page : List.of("/cart", "/checkout/address")) {
            assertThat(shopper.get(page).text()).as(page).contains("MEANWHILE has ended.", "Take off");
            assertThat(shopper.last().body()).as(page).doesNotContain(tick);
        }
        assertThat(shopper.get("/de/cart").text()).contains("MEANWHILE ist abgelaufen.");
    }

    @Test
    void a_basket_that_changed_in_another_tab_is_not_paid_for_as_it_was() {
        Visitor shopper = visitor();
        toPayment(shopper, "MUG-CLAY");
        Visitor.Answer stale = shopper.last();
        shopper.add("MUG-SKY");
        shopper.postExactly(
                "/checkout/payment",
                Map.of(
                        "csrf",
                        stale.hidden("csrf"),
                        "checkout",
                        stale.hidden("checkout"),
                        "shown",
                        stale.hidden("shown"),
                        "key",
                        stale.hidden("key"),
                        "account",
                        "card",
                        "card",
                        "approve"));
        assertThat(shopper.last().path()).as("the delivery is chosen anew").isEqualTo("/checkout/delivery");
        assertThat(shopper.last().text()).contains("have changed", "€36.00");
        assertThat(shopper.orders()).isEmpty();
    }

    @Test
    void a_day_that_is_gone_is_said_and_the_next_ones_are_offered() {
        Visitor shopper = visitor();
        shopper.add("MUG-CLAY");
        shopper.verify(phone());
        List<String> days = days(shopper.live());
        assertThat(days).hasSize(5).isSorted();
        Visitor.Answer gone = shopper.post("/checkout/delivery", "option", "parcel.standard@2026-11-02");
        assertThat(gone.status()).isEqualTo(422);
        assertThat(gone.text()).contains("That way is not offered any more.");
        assertThat(days(gone)).isEqualTo(days);
        shopper.post("/checkout/delivery", "option", days.get(3));
        assertThat(shopper.last().path()).isEqualTo("/checkout/payment");
        assertThat(shopper.get("/checkout/delivery").body())
                .containsPattern("value=\"" + days.get(3) + "\"[^>]* checked");
    }

    private static List<String> days(Visitor.Answer page) {
        Matcher days = Pattern.compile("value=\"(parcel.standard@[0-9-]+)\"").matcher(page.body());
        return days.results().map(it -> it.group(1)).toList();
    }

    @Test
    void an_answer_that_gets_lost_is_waited_for_and_survives_a_reload() {
        Visitor shopper = visitor();
        toPayment(shopper, "MUG-BONE");
        Visitor.Answer pending = shopper.pay("card", "unknown");
        assertThat(pending.text()).contains("We are checking with the bank. Do not pay again.");
        assertThat(shopper.get(pending.path()).path()).isEqualTo(pending.path());
        assertThat(shopper.get("/checkout").path()).as("from anywhere").isEqualTo(pending.path());
    }

    @Test
    void the_basket_knows_what_delivery_will_cost_and_when_there_is_none() {
        Visitor shopper = visitor();
        shopper.add("MUG-CLAY");
        assertThat(shopper.get("/cart").text())
                .contains("Delivery in Germany, estimated €4.90", "Total €22.90", "VAT included");
        assertThat(shopper.get("/cart").text()).contains("at postcode 04107 if you order now, for €6.90");
        shopper.add("PEN-INK-F");
        assertThat(shopper.get("/cart").text()).contains("Delivery in Germany, estimated Free", "Total €80.00");
        Visitor giver = visitor();
        giver.add(giftCard());
        assertThat(giver.get("/cart").text()).doesNotContain("estimated", "Free over");
    }

    @Test
    void what_nobody_brings_has_no_day_and_is_not_late() {
        Visitor giver = visitor();
        giver.add(giftCard());
        giver.verify(phone());
        assertThat(giver.live().text())
                .contains("Nothing has to be sent", "It comes by message.")
                .doesNotContain("Today", "Add a note");
        assertThat(giver.choose().text()).doesNotContain("Cash on delivery");
        giver.pay("on-delivery", "");
        assertThat(giver.last().text()).contains("Choose how you want to pay.");
        assertThat(giver.pay("card", "approve").text())
                .contains("Coming by message.")
                .doesNotContain("Later than we promised", "Expected", "calendar");
        String order = giver.last().path().replace("/thanks/", "/o/");
        assertThat(giver.get(order).text())
                .contains("Coming by message")
                .doesNotContain("Later than we promised", "Promised");
        assertThat(giver.get("/de" + order.replace("/o/", "/thanks/")).text()).contains("Keine Lieferung");
    }

    @Test
    void who_pays_at_the_door_is_not_told_that_money_is_missing() {
        Visitor shopper = visitor();
        toPayment(shopper, "MUG-CLAY");
        Visitor.Answer thanks = shopper.pay("on-delivery", "");
        assertThat(thanks.text()).contains("You pay €24.90 to the courier at the door.");
        assertThat(shopper.get(thanks.path().replace("/thanks/", "/o/")).text())
                .contains("Pay at the door", "You can also pay it here now")
                .doesNotContain("Pay what is missing");
    }

    private static String giftCard() {
        Product card = office().catalog().find("gift-card").orElseThrow();
        return card.variants().get(0).sku().value();
    }

    @Test
    void who_is_invited_buys_without_a_link_on_any_device_that_proves_the_number() {
        Sku sku = Sku.of("EARLY-VASE");
        Product vase = office().catalog()
                .publish(NewProduct.named("Early vase").variant(NewVariant.of(sku, Money.parse("EUR 20"))));
        Launches launches = office().launches();
        LaunchId id = launches.create(NewLaunch.of("early-vase", "Early vase", sku, StoreClock.now(), 5))
                .id();
        launches.announce(id).orThrow();
        assertThat(visitor().get("/search?q=early+vase").text()).contains("By invitation Early vase");
        assertThat(visitor().get("/de/p/early-vase").text()).contains("Kommt bald", "Verkauf in Wellen");
        Visitor shopper = visitor();
        String phone = phone();
        shopper.get("/launch/early-vase");
        shopper.post("/launch/early-vase", "phone", phone);
        shopper.post("/launch/early-vase/code", "code", "000000");
        shopper.post("/launch/early-vase/buy");
        assertThat(shopper.last().status()).as("not invited yet").isEqualTo(422);
        launches.open(id).orThrow();
        launches.invite(id, 1, Duration.ofHours(1));

        assertThat(shopper.get("/launch/early-vase").text()).contains("It is your turn");
        assertThat(visitor().get("/ar/p/early-vase").text()).contains("بدعوة فقط");

        Visitor handset = visitor();
        assertThat(handset.get("/launch/early-vase").text()).contains("on another device? Enter the same number");
        SharedShop.limitsForget();
        handset.post("/launch/early-vase", "phone", phone);
        assertThat(handset.last().text()).contains("One step to your place").doesNotContain("your turn");
        handset.post("/launch/early-vase/code", "code", "123456");
        assertThat(handset.last().status()).isEqualTo(422);
        assertThat(handset.last().text()).contains("That code does not match").doesNotContain("your turn");
        assertThat(handset.get("/launch/early-vase?change=1").text()).contains("Get in line");
        handset.post("/launch/early-vase/code", "code", "000000");
        assertThat(handset.last().text()).contains("Your number is confirmed", "It is your turn");
        assertThat(handset.post("/launch/early-vase/buy").path()).isEqualTo("/cart");
        assertThat(shopper.get("/launch/early-vase").text())
                .as("an invitation is on one device")
                .contains("Get in line");
        SharedShop.limitsForget();
        handset.verify(phone);
        handset.live();
        handset.choose();
        assertThat(handset.pay("card", "approve").path()).startsWith("/thanks/");
        assertThat(handset.get("/launch/early-vase").text()).contains("You have yours");
        launches.end(id).orThrow();
        assertThat(visitor().get("/p/early-vase").text()).contains("Sold out").doesNotContain("Get in line");
        office().catalog().delete(vase.id());
    }

    @Test
    void every_link_at_the_foot_leads_somewhere_in_every_language() {
        for (String home : List.of("/", "/de/", "/ar/")) {
            Visitor visitor = visitor();
            Visitor.Answer front = visitor.get(home);
            String foot = front.body().substring(front.body().indexOf("<footer"));
            Matcher links = Pattern.compile("href=\"([^\"]+)\"").matcher(foot);
            int found = 0;
            while (links.find()) {
                found++;
                assertThat(visitor.get(links.group(1)).status())
                        .as(links.group(1))
                        .isEqualTo(200);
            }
            assertThat(found).as("eight pages and three languages").isEqualTo(11);
        }
        assertThat(visitor().get("/pages/accessibility").text()).contains("WCAG 2.2 AA", "the imprint");
        assertThat(visitor().get("/p/trail-bottle?sku=BOTTLE-MOSS-750ML").body())
                .as("what is sold out says so")
                .contains("aria-label=\"1 l, sold out\"");
    }
}

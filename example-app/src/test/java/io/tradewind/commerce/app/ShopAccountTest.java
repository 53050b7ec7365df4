package io.tradewind.commerce.app;

import static io.tradewind.commerce.app.SharedShop.office;
import static io.tradewind.commerce.app.SharedShop.phone;
import static io.tradewind.commerce.app.SharedShop.visitor;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.NewVariant;
import io.tradewind.commerce.catalog.Product;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.message.Message;
import io.tradewind.commerce.message.MessageQuery;
import io.tradewind.commerce.message.MessageState;
import io.tradewind.commerce.message.Template;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.order.OrderQuery;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Accounts by phone, addresses, finding an order again, being told of goods, and addresses that lead nowhere. */
@ExtendWith(SharedShop.class)
class ShopAccountTest {
    private static String number(Visitor visitor, String order) {
        return visitor.get(order).find("(JJ-\\d+)");
    }

    @Test
    void signing_in_brings_the_basket_and_earlier_orders_and_signing_out_leaves_nothing() {
        String phone = phone();
        Visitor first = visitor();
        String number = number(first, first.buy(phone));
        assertThat(first.get("/account").text()).contains("Orders of this browser", number);

        Visitor second = visitor();
        second.add("MUG-SKY");
        assertThat(second.get("/account").text()).doesNotContain(number);
        String before = second.cookie("tw_shop");
        Visitor.Answer account = second.signIn(phone);
        assertThat(account.path()).isEqualTo("/account");
        assertThat(account.text())
                .contains("Your orders", number, "You are signed in")
                .doesNotContain(phone);
        assertThat(second.cookie("tw_shop")).as("another session").isNotEqualTo(before);
        assertThat(second.get("/cart").text()).contains("Stoneware mug");
        assertThat(first.get("/account").text())
                .as("orders belong to the account now")
                .doesNotContain(number);

        Visitor thief = visitor();
        thief.setCookie("tw_shop", before);
        assertThat(thief.get("/cart").text()).contains("Nothing in here yet");

        second.get("/account");
        String token = second.cookie("tw_account");
        second.post("/account/sign-out");
        assertThat(second.last().text()).contains("You are signed out");
        assertThat(second.get("/account").text()).doesNotContain(number);
        assertThat(second.get("/cart").text()).contains("Nothing in here yet");
        thief.setCookie("tw_account", token);
        assertThat(thief.get("/account").text())
                .as("a token that was signed out")
                .doesNotContain(number);
        assertThat(second.signIn(phone).text()).as("and in again").contains(number);
        assertThat(second.get("/cart").text()).contains("Stoneware mug");

        Visitor forgetful = visitor();
        forgetful.signIn(phone);
        assertThat(forgetful.get("/cart").text())
                .as("cookies that were cleared take nothing out of an account's basket")
                .contains("Stoneware mug");
    }

    @Test
    void a_customers_number_and_addresses_are_not_asked_for_again() {
        Visitor shopper = visitor();
        shopper.signIn(phone());
        shopper.get("/account/addresses/new");
        shopper.post("/account/addresses", Visitor.HOME);
        shopper.add("MUG-CLAY");
        assertThat(shopper.get("/checkout").path()).isEqualTo("/checkout/address");
        assertThat(shopper.last().text()).contains("Send it here", "Markt 1, 04107 Leipzig");
        String saved = shopper.last().find("name=\"saved\" value=\"([^\"]+)\"");
        shopper.post("/checkout/address", "saved", saved);
        shopper.choose();
        assertThat(shopper.pay("card", "approve").text()).contains("Thank you, Ada Vos");

        shopper.add("MUG-CLAY");
        assertThat(shopper.get("/checkout").path()).as("nor for the next order").isEqualTo("/checkout/address");
        shopper.post(
                "/checkout/address",
                "name",
                "Ada Vos",
                "country",
                "DE",
                "postcode",
                "10115",
                "city",
                "Berlin",
                "street",
                "Invalidenstr. 1",
                "keep",
                "1");
        assertThat(shopper.get("/account/addresses").text()).contains("Markt 1", "Invalidenstr. 1");

        Visitor eve = visitor();
        eve.signIn(phone());
        eve.add("MUG-CLAY");
        eve.get("/checkout");
        assertThat(eve.post("/checkout/address", "saved", saved).status())
                .as("an address of somebody else")
                .isEqualTo(422);
    }

    @Test
    void a_kept_card_is_offered_the_next_time_and_gone_once_it_is_removed() {
        Visitor shopper = visitor();
        assertThat(shopper.get("/account/cards").path()).isEqualTo("/account/sign-in");
        shopper.signIn(phone());
        assertThat(shopper.get("/account/cards").text()).contains("No card is saved");
        shopper.add("MUG-CLAY");
        shopper.get("/checkout");
        shopper.live();
        shopper.choose();
        assertThat(shopper.pay("card", "approve", "yes").text()).contains("Thank you");
        assertThat(shopper.get("/account/cards").text()).contains("Sandbox card ending in 4242", "12/2099");
        assertThat(shopper.get("/de/account/cards").text()).contains("Testkarte mit den Endziffern 4242");

        shopper.add("MUG-CLAY");
        shopper.get("/checkout");
        shopper.live();
        String kept = shopper.choose().find("value=\"(saved:[^\"]+)\"");
        Visitor eve = visitor();
        eve.signIn(phone());
        eve.add("MUG-CLAY");
        eve.get("/checkout");
        eve.live();
        eve.choose();
        assertThat(eve.last().text()).doesNotContain("4242");
        assertThat(eve.pay(kept, "").status()).as("somebody else’s card").isEqualTo(422);
        assertThat(shopper.pay(kept, "").text()).contains("Thank you");

        shopper.get("/account/cards");
        shopper.post("/account/cards/" + kept.substring(6) + "/remove");
        assertThat(shopper.last().text()).contains("The card is removed", "No card is saved");
        assertThat(eve.post("/account/cards/" + kept.substring(6) + "/remove").status())
                .isEqualTo(404);
    }

    @Test
    void a_kept_card_pays_what_is_missing_of_ones_own_order_and_nobody_elses() {
        Visitor shopper = visitor();
        shopper.signIn(phone());
        shopper.add("MUG-CLAY");
        shopper.get("/checkout");
        shopper.live();
        shopper.choose();
        shopper.pay("card", "approve", "yes");
        shopper.add("MUG-CLAY");
        shopper.get("/checkout");
        shopper.live();
        shopper.choose();
        String kept = shopper.last().find("value=\"(saved:[0-9a-f-]{36})\"");
        String link = shopper.pay("transfer", "").path().replace("/thanks/", "/o/");

        Visitor friend = visitor();
        assertThat(friend.get(link).body()).contains("Pay what is missing").doesNotContain("saved:");
        friend.post(link + "/pay", "account", kept);
        assertThat(friend.last().text()).contains("Choose how you want to pay.");

        assertThat(shopper.get(link).find("value=\"(saved:[^\"]+)\" checked")).isEqualTo(kept);
        shopper.post(link + "/pay", "account", kept);
        assertThat(shopper.last().text()).contains("Thank you, it is paid.").doesNotContain("Pay what is missing");
    }

    @Test
    void addresses_are_kept_changed_preferred_and_removed() {
        Visitor shopper = visitor();
        assertThat(shopper.get("/account/addresses").path()).isEqualTo("/account/sign-in");
        shopper.signIn(phone());
        shopper.get("/account/addresses/new");
        Visitor.Answer wrong = shopper.post(
                "/account/addresses", "name", "Ada", "country", "DE", "postcode", "4", "city", "", "street", "Markt 1");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("id=\"city-err\"", "value=\"Markt 1\"");
        shopper.post("/account/addresses", Visitor.HOME);
        shopper.get("/account/addresses/new");
        shopper.post(
                "/account/addresses",
                "name",
                "Jonas",
                "country",
                "AT",
                "postcode",
                "1010",
                "city",
                "Wien",
                "street",
                "Graben 1");
        assertThat(shopper.last().text()).contains("Markt 1, 04107 Leipzig", "Graben 1, 1010 Wien, Austria");

        String jonas = shopper.last().find("action=\"/account/addresses/([0-9a-f-]{36})/prefer\"");
        shopper.post("/account/addresses/" + jonas + "/prefer");
        assertThat(shopper.last().text()).containsSubsequence("Jonas", "Offered first", "Ada Vos");
        String edit = shopper.get("/account/addresses/" + jonas).hidden("csrf");
        assertThat(edit).isNotEmpty();
        shopper.post(
                "/account/addresses/" + jonas,
                "name",
                "Jonas",
                "country",
                "AT",
                "postcode",
                "1020",
                "city",
                "Wien",
                "street",
                "Praterstr. 2");
        assertThat(shopper.last().text()).contains("Praterstr. 2, 1020 Wien").doesNotContain("Graben 1");

        Visitor eve = visitor();
        eve.signIn(phone());
        assertThat(eve.get("/account/addresses/" + jonas).status()).isEqualTo(404);
        eve.get("/account/addresses");
        eve.post("/account/addresses/" + jonas + "/remove");
        assertThat(eve.post("/account/addresses/" + jonas + "/prefer").status()).isEqualTo(404);
        assertThat(shopper.get("/account/addresses").text()).contains("Praterstr. 2");
        shopper.post("/account/addresses/" + jonas + "/remove");
        assertThat(shopper.last().text()).contains("The address is removed").doesNotContain("Praterstr. 2");
    }

    @Test
    void codes_for_signing_in_are_limited_and_wrong_ones_counted() {
        Visitor shopper = visitor();
        shopper.get("/account/sign-in");
        assertThat(shopper.post("/account/sign-in", "phone", "12").text()).contains("A mobile number looks like");

        shopper.post("/account/sign-in", "phone", "0160 76540000");
        assertThat(shopper.post("/account/sign-in/code", "code", "111111").text())
                .contains("4 tries left");
        for (int i = 0; i < 4; i++) {
            shopper.post("/account/sign-in/code", "code", "111111");
        }
        assertThat(shopper.last().text()).contains("entered wrongly too often");
        assertThat(shopper.post("/account/sign-in/code", "code", "000000").status())
                .as("even the right one")
                .isEqualTo(422);
        assertThat(shopper.get("/account").text()).contains("Orders of this browser");

        Visitor flood = visitor();
        flood.get("/account/sign-in");
        for (int i = 1; i < 6; i++) {
            flood.get("/account/sign-in?change=1");
            flood.post("/account/sign-in", "phone", "0160 7654000" + i);
        }
        flood.get("/account/sign-in?change=1");
        assertThat(flood.post("/account/sign-in", "phone", "0160 76540009").status())
                .as("a sixth code in an hour")
                .isEqualTo(422);
    }

    @Test
    void finding_an_order_says_the_same_whether_there_is_one_and_not_often() {
        String phone = phone();
        Visitor buyer = visitor();
        String number = number(buyer, buyer.buy(phone));
        SharedShop.app().commerce().jobs().runDue();
        long sent = messages(number);
        assertThat(sent).isPositive();

        Visitor asker = visitor();
        asker.get("/find-order");
        String right = answer(asker, number, phone);
        String wrongContact = answer(asker, number, "0151 99999999");
        String noOrder = answer(asker, "JJ-999999", phone);
        assertThat(right).isEqualTo(wrongContact).isEqualTo(noOrder).contains("If there is such an order");
        SharedShop.app().commerce().jobs().runDue();
        assertThat(messages(number)).as("to the buyer alone, once for each way").isEqualTo(sent + 1);

        answer(asker, number, phone);
        answer(asker, number, "eve@example.org");
        assertThat(asker.post("/find-order", "number", number, "contact", phone).status())
                .as("the sixth try")
                .isEqualTo(429);
        assertThat(asker.last().text()).doesNotContain(number);
        assertThat(visitor().get("/find-order").status()).isEqualTo(200);
    }

    @Test
    void one_buyer_is_not_flooded_with_links_from_many_networks() {
        String phone = phone();
        Visitor buyer = visitor();
        String number = number(buyer, buyer.buy(phone));
        SharedShop.app().commerce().jobs().runDue();
        long sent = messages(number);

        Set<String> answers = new HashSet<>();
        for (int i = 0; i < 8; i++) {
            answers.add(answer(visitor(), number, phone));
            SharedShop.app().commerce().jobs().runDue();
        }
        answers.add(answer(visitor(), "JJ-999999", phone));
        assertThat(messages(number)).as("five copies a day").isEqualTo(sent + 5);
        assertThat(answers).as("nobody learns that it was one too many").hasSize(1);
    }

    private static String answer(Visitor visitor, String number, String contact) {
        visitor.get("/find-order");
        Visitor.Answer answer = visitor.post("/find-order", "number", number, "contact", contact);
        assertThat(answer.status()).isEqualTo(200);
        return answer.text();
    }

    /** How often the buyer was sent the link. */
    private static long messages(String number) {
        OrderId order = office().orders()
                .list(OrderQuery.newest().numbered(number))
                .orders()
                .get(0)
                .id();
        return office().messages().of(order).stream()
                .filter(it -> it.template() == Template.ORDER_RECEIVED)
                .count();
    }

    @Test
    void who_waits_for_a_sold_out_variant_is_told_once() {
        Sku vase = Sku.of("VASE-TEST");
        Product product = office().catalog()
                .publish(NewProduct.named("Vase of test").variant(NewVariant.of(vase, Money.parse("EUR 20"))));
        try {
            Visitor shopper = visitor();
            assertThat(shopper.get("/p/vase-of-test").text()).contains("Tell me when it is back");
            Visitor.Answer wrong = shopper.post("/p/vase-of-test/tell", "sku", "VASE-TEST", "email", "ada at home");
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.body()).contains("value=\"ada at home\"", "id=\"email-err\"");
            shopper.post("/p/vase-of-test/tell", "sku", "VASE-TEST", "email", "ada@example.org");
            assertThat(shopper.last().text()).contains("Noted. You get one message");
            shopper.post("/p/vase-of-test/tell", "sku", "VASE-TEST", "email", "ada@example.org");
            assertThat(shopper.last().text())
                    .as("the same for one who asked before")
                    .contains("Noted.");
            assertThat(shopper.post("/p/vase-of-test/tell", "sku", "MUG-CLAY", "email", "ada@example.org")
                            .status())
                    .isEqualTo(404);

            office().stock().receive(vase, 3, "delivery note 17");
            // the store's own threads may be at it already; then it is a matter of moments
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            do {
                SharedShop.app().commerce().jobs().runDue();
            } while (backInStock().isEmpty() && System.nanoTime() < deadline);
            SharedShop.app().commerce().jobs().runDue();
            assertThat(backInStock()).hasSize(1);
            assertThat(shopper.get("/p/vase-of-test").text()).doesNotContain("Tell me when it is back");
        } finally {
            office().catalog().delete(product.id());
        }
    }

    private static List<Message> backInStock() {
        return office()
                .messages()
                .list(MessageQuery.inTrouble().in(MessageState.SENT, MessageState.WAITING, MessageState.SENDING))
                .messages()
                .stream()
                .filter(it -> it.template() == Template.BACK_IN_STOCK)
                .toList();
    }

    @Test
    void what_was_taken_away_is_gone_and_what_was_mistyped_is_guessed() {
        Product product = office().catalog()
                .publish(
                        NewProduct.named("Old lamp").variant(NewVariant.of(Sku.of("OLD-LAMP"), Money.parse("EUR 20"))));
        Visitor visitor = visitor();
        assertThat(visitor.get("/de/p/old-lamp").status()).isEqualTo(200);
        office().catalog().delete(product.id());
        assertThat(visitor.get("/de/p/old-lamp").status()).isEqualTo(410);
        assertThat(visitor.last().text()).contains("Das führen wir nicht mehr");

        assertThat(visitor.get("/p/trail-botle").status()).isEqualTo(404);
        assertThat(visitor.last().text()).contains("There is no such page", "Is it one of these?", "Trail bottle");
        assertThat(visitor.get("/zzqqxx").status()).isEqualTo(404);
        assertThat(visitor.last().text()).contains("Here in 24 hours");
        assertThat(visitor.get("/p/%3Cscript%3Ealert(1)%3C%2Fscript%3E").body()).doesNotContain("<script>alert");
        assertThat(visitor.get("/api/shop/v1/nothing").body()).startsWith("{");
    }
}

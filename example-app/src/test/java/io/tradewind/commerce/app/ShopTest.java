package io.tradewind.commerce.app;

import static io.tradewind.commerce.app.SharedShop.office;
import static io.tradewind.commerce.app.SharedShop.phone;
import static io.tradewind.commerce.app.SharedShop.shown;
import static io.tradewind.commerce.app.SharedShop.visitor;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.app.paper.PdfReading;
import io.tradewind.commerce.app.sample.JuniperAndJet;
import io.tradewind.commerce.catalog.ProductQuery;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shop over HTTP, without scripts, as a browser or somebody with bad intentions would use it. */
@ExtendWith(SharedShop.class)
class ShopTest {
    private static final String BOTTLE = "BOTTLE-MOSS-750ML";

    /** Puts something in and goes up to the payment step. */
    private static Visitor.Answer upToPayment(Visitor visitor, String sku, String... extras) {
        visitor.add(sku, extras);
        return fromBasketToPayment(visitor, phone());
    }

    private static Visitor.Answer fromBasketToPayment(Visitor visitor, String phone) {
        assertThat(visitor.get("/checkout").path()).isEqualTo("/checkout/phone");
        assertThat(visitor.post("/checkout/phone", "phone", phone).text()).contains("Code sent");
        assertThat(visitor.post("/checkout/phone/code", "code", "000000").path())
                .isEqualTo("/checkout/address");
        visitor.post(
                "/checkout/address",
                "name",
                "Jonas Pohl",
                "email",
                "jonas@example.org",
                "country",
                "DE",
                "postcode",
                "04107",
                "city",
                "Leipzig",
                "street",
                "Körnerstr. 14");
        assertThat(visitor.last().path()).isEqualTo("/checkout/delivery");
        visitor.choose();
        assertThat(visitor.last().path()).isEqualTo("/checkout/payment");
        return visitor.last();
    }

    @Test
    void a_shopper_buys_an_engraved_bottle_and_follows_it() throws IOException {
        Visitor shopper = visitor();
        Visitor.Answer product = shopper.get("/p/trail-bottle?sku=" + BOTTLE + "&e0=For+Ada%2C&e1=always");
        assertThat(product.text()).contains("€34.00", "In stock", "Deliver to").contains("Add to basket · €39.00");
        shopper.post("/cart/add", "sku", BOTTLE, "quantity", "1", "e0", "For Ada,", "e1", "always", "gift", "1");
        assertThat(shopper.last().path()).isEqualTo("/cart");
        assertThat(shopper.last().text()).contains("engraved “For Ada, / always” · gift wrap", "€42.50");
        shopper.post("/cart/code", "code", "WELCOME10");
        assertThat(shopper.last().text()).contains("−€3.40", "€39.10");
        Visitor.Answer payment = fromBasketToPayment(shopper, phone());
        assertThat(payment.text()).contains("Pay €").contains("Jonas Pohl, Körnerstr. 14, 04107 Leipzig");
        Visitor.Answer thanks = shopper.pay("card", "approve");
        assertThat(thanks.path()).startsWith("/thanks/");
        assertThat(thanks.text()).contains("Thank you, Jonas Pohl", "JJ-");
        Visitor anotherDevice = visitor();
        Visitor.Answer tracking = anotherDevice.get(thanks.path().replace("/thanks/", "/o/"));
        assertThat(tracking.status()).isEqualTo(200);
        assertThat(tracking.text()).contains("Arriving", "Ordered", "For Ada, / always");
        assertThat(tracking.body()).doesNotContain("0151");
        String bill = tracking.find("href=\"(/o/[^\"]+/invoice)\"");
        assertThat(PdfReading.text(anotherDevice.download(bill)))
                .contains("Invoice number", "JJ-", "Jonas Pohl", "Date of invoice", "VAT ID", "19 %", "Net");
        assertThat(PdfReading.text(anotherDevice.download("/de" + bill))).contains("Rechnung", "MwSt.", "Netto");
    }

    @Test
    void a_code_and_a_word_for_the_courier_are_taken_beside_the_steps() {
        Visitor shopper = visitor();
        shopper.add("MUG-CLAY");
        shopper.add("PHONES-CHAR");
        shopper.verify(phone());
        Visitor.Answer delivery = shopper.live();
        String option = delivery.find("name=\"option\" value=\"([^\"]+)\"");
        shopper.post("/checkout/code", "step", "delivery", "code", "NOPE");
        assertThat(shopper.last().path()).isEqualTo("/checkout/delivery");
        assertThat(shopper.last().text()).contains("There is no code NOPE.");
        assertThat(shopper.last().find("id=\"promo\" name=\"code\" value=\"([^\"]*)\""))
                .isEqualTo("NOPE");
        assertThat(shopper.get("/checkout/delivery").text()).as("said once").doesNotContain("There is no code");
        shopper.post("/checkout/code", "step", "delivery", "code", "welcome10");
        assertThat(shopper.last().text()).contains("WELCOME10", "−€1.80");
        shopper.post("/checkout/code/remove", "step", "nonsense");
        assertThat(shopper.last().path()).isEqualTo("/checkout/phone");
        shopper.get("/checkout/delivery");
        Visitor.Answer refused = shopper.post("/checkout/delivery", "option", option, "note", "x".repeat(121));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("one line of at most 120 characters");
        assertThat(refused.body()).as("nothing typed is lost").contains("x".repeat(121));
        shopper.post("/checkout/delivery", "option", option, "note", " Second bell, <b>leave</b> it there ");
        shopper.post("/checkout/code", "step", "payment", "code", "WELCOME10");
        assertThat(shopper.last().text()).contains("Pay €", "−€1.80");
        Visitor.Answer thanks = shopper.pay("card", "approve");
        assertThat(thanks.path()).startsWith("/thanks/");
        assertThat(thanks.text()).contains("A second parcel leaves Thu 14 Jan", "Halo headphones");
        assertThat(visitor().get(thanks.path().replace("/thanks/", "/o/")).text())
                .as("whoever has the link does not read where the key lies")
                .doesNotContain("Second bell");
        assertThat(office().orders()
                        .find(shown(thanks.path()))
                        .orElseThrow()
                        .shipping()
                        .courierNote())
                .isEqualTo("Second bell, <b>leave</b> it there");
        assertThat(office().fulfillment().of(shown(thanks.path())))
                .hasSize(2)
                .allMatch(it -> it.courierNote().isPresent());
    }

    @Test
    void the_banks_page_is_visited_and_a_failed_check_charges_nothing() {
        Visitor shopper = visitor();
        upToPayment(shopper, "MUG-SKY");
        Visitor.Answer bank = shopper.pay("card", "3ds");
        assertThat(bank.path()).startsWith("/bank?");
        String back = "/checkout/return/" + bank.find("action=\"/checkout/return/([^\"]+)\"") + "?payment="
                + bank.hidden("payment") + "&operation=" + bank.hidden("operation") + "&outcome=";
        Visitor.Answer failed = shopper.get(back + "failed");
        assertThat(failed.path()).isEqualTo("/checkout/payment");
        assertThat(failed.text()).contains("Not ordered yet", "Nothing was charged");
        Visitor.Answer again = shopper.pay("card", "3ds");
        String second = "/checkout/return/" + again.find("action=\"/checkout/return/([^\"]+)\"") + "?payment="
                + again.hidden("payment") + "&operation=" + again.hidden("operation") + "&outcome=approved";
        assertThat(shopper.get(second).path()).startsWith("/thanks/");
        assertThat(shopper.get(second).path()).as("the way back walked twice").startsWith("/thanks/");
    }

    @Test
    void a_declined_card_is_said_in_words_and_another_one_works() {
        Visitor shopper = visitor();
        upToPayment(shopper, "MUG-BONE");
        Visitor.Answer declined = shopper.pay("card", "decline:insufficient_funds");
        assertThat(declined.text())
                .contains("Not ordered yet", "Nothing was charged")
                .doesNotContain("INSUFFICIENT");
        assertThat(shopper.pay("card", "approve").path()).startsWith("/thanks/");
    }

    @Test
    void a_payment_under_way_is_waited_for_and_nobody_is_asked_to_pay_twice() {
        Visitor shopper = visitor();
        upToPayment(shopper, "MUG-CLAY");
        Visitor.Answer pending = shopper.pay("card", "pending");
        assertThat(pending.path()).startsWith("/checkout/pending/");
        assertThat(pending.text()).contains("We are checking with the bank. Do not pay again.");
        assertThat(pending.body()).contains("http-equiv=\"refresh\" content=\"3\"");
        assertThat(shopper.get("/checkout/payment").path()).isEqualTo(pending.path());
    }

    @Test
    void a_bank_transfer_is_explained_on_the_thanks_page() {
        Visitor shopper = visitor();
        upToPayment(shopper, "PEN-INK-F");
        Visitor.Answer thanks = shopper.pay("transfer", "");
        assertThat(thanks.text()).contains("How to pay", "DE89 3704 0044 0532 0130 00", "€62.00");
        assertThat(shopper.get(thanks.path().replace("/thanks/", "/o/")).policy())
                .as("what is missing may be paid on a provider's page")
                .contains("form-action 'self' https:");
    }

    @Test
    void paying_pressed_many_times_at_once_is_one_order() {
        Visitor shopper = visitor();
        Visitor.Answer page = upToPayment(shopper, "NOTEBOOK-INK");
        Map<String, String> form = Map.of(
                "csrf",
                page.hidden("csrf"),
                "checkout",
                page.hidden("checkout"),
                "shown",
                page.hidden("shown"),
                "key",
                page.hidden("key"),
                "account",
                "card",
                "card",
                "approve");
        List<CompletableFuture<Visitor.Answer>> presses = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> shopper.postExactly("/checkout/payment", form)))
                .toList();
        assertThat(presses.stream().map(CompletableFuture::join).map(Visitor.Answer::status))
                .allMatch(status -> status == 200);
        assertThat(shopper.orders()).hasSize(1);
        assertThat(shopper.postExactly("/checkout/payment", form).path()).startsWith("/thanks/");
        assertThat(shopper.orders()).hasSize(1);
    }

    @Test
    void the_same_add_sent_twice_is_one() {
        Visitor shopper = visitor();
        Visitor.Answer product = shopper.get("/p/stoneware-mug");
        String path = product.find("formaction=\"(/cart/add\\?key=[^\"]+)\"");
        String csrf = product.hidden("csrf");
        Map<String, String> form = Map.of("csrf", csrf, "sku", "MUG-CLAY", "quantity", "2");
        shopper.postExactly(path, form);
        assertThat(shopper.postExactly(path, form).body()).contains("aria-label=\"Quantity\">2<");
    }

    @Test
    void a_form_without_its_token_or_from_another_site_changes_nothing() {
        Visitor shopper = visitor();
        String csrf = shopper.get("/p/stoneware-mug").hidden("csrf");
        Map<String, String> form = Map.of("sku", "MUG-CLAY", "quantity", "1");
        assertThat(shopper.postExactly("/cart/add", form).status()).isEqualTo(403);
        assertThat(shopper.last().text()).contains("This form has expired");
        Visitor.Answer foreign =
                shopper.send(HttpRequest.newBuilder(SharedShop.url().resolve("/cart/add"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", "https://evil.example")
                        .POST(HttpRequest.BodyPublishers.ofString("csrf=" + csrf + "&sku=MUG-CLAY&quantity=1")));
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(visitor()
                        .postExactly("/cart/add", Map.of("csrf", csrf, "sku", "MUG-CLAY", "quantity", "1"))
                        .status())
                .as("another visitor's token")
                .isEqualTo(403);
        assertThat(shopper.get("/cart").text()).contains("Nothing in here yet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/p/no-such-thing",
                "/p/%3Cscript%3E",
                "/c/nowhere",
                "/o/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "/o/x",
                "/thanks/x",
                "/o/x/return",
                "/o/x/invoice",
                "/launch/none",
                "/pages/none",
                "/checkout/return/none",
                "/checkout/pending/00000000-0000-0000-0000-000000000000",
                "/admin/setup/wrong",
                "/nothing/here"
            })
    void what_is_not_there_is_said_calmly(String path) {
        Visitor.Answer answer = visitor().get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("There is no such page").doesNotContain("Exception", "TW-");
        assertThat(answer.body()).as("an order's token is not searched for").doesNotContain("value=\"AAAA");
    }

    @Test
    void another_visitors_checkout_does_not_exist() {
        Visitor shopper = visitor();
        upToPayment(shopper, "MUG-CLAY");
        Visitor.Answer pending = shopper.pay("card", "pending");
        assertThat(visitor().get(pending.path()).status()).isEqualTo(404);
        assertThat(visitor()
                        .get(pending.path().replace("pending", "return") + "?outcome=approved")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void markup_in_any_field_stays_text() {
        String evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
        Visitor shopper = visitor();
        String query = URLEncoder.encode(evil, StandardCharsets.UTF_8);
        assertThat(shopper.get("/search?q=" + query).body()).doesNotContain("<script>alert", "<img src=x");
        assertThat(shopper.get("/p/trail-bottle?e0=" + query + "&message=" + query + "&zip=" + query + "&sku=" + query)
                        .body())
                .doesNotContain("<script>alert", "<img src=x");
        shopper.get("/p/stoneware-mug");
        shopper.post("/cart/add", "sku", "MUG-CLAY", "quantity", "1", "gift", "1", "message", evil.substring(0, 25));
        assertThat(shopper.last().body()).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert");
        shopper.post("/cart/code", "code", evil);
        assertThat(shopper.last().body()).doesNotContain("<script>alert");
        shopper.get("/checkout");
        shopper.post("/checkout/phone", "phone", evil);
        assertThat(shopper.last().status()).isEqualTo(422);
        assertThat(shopper.last().body()).doesNotContain("<script>alert");
        assertThat(shopper.last().policy()).contains("script-src 'self'").doesNotContain("unsafe");
    }

    @Test
    void wrong_addresses_keep_what_was_typed_and_name_each_field() {
        Visitor shopper = visitor();
        shopper.get("/p/stoneware-mug");
        shopper.post("/cart/add", "sku", "MUG-CLAY", "quantity", "1");
        shopper.get("/checkout");
        shopper.post("/checkout/phone", "phone", phone());
        shopper.post("/checkout/phone/code", "code", "000000");
        Visitor.Answer wrong = shopper.post(
                "/checkout/address",
                "name",
                "Jonas Pohl",
                "email",
                "nope",
                "country",
                "DE",
                "postcode",
                "123",
                "city",
                "",
                "street",
                "Körnerstr. 14");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text())
                .as("all at once")
                .contains("An e-mail address looks like", "Enter the town.", "A postcode in Germany looks like 10115");
        assertThat(wrong.body()).contains("value=\"Jonas Pohl\"", "href=\"#city\"", "aria-describedby=\"city-err\"");
        wrong = shopper.post(
                "/checkout/address",
                "name",
                "Jonas Pohl",
                "email",
                "",
                "country",
                "FR",
                "postcode",
                "75001",
                "city",
                "Paris",
                "street",
                "1 Rue de Rivoli");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("We do not deliver to");
    }

    @Test
    void a_wrong_code_tells_how_many_tries_are_left() {
        Visitor shopper = visitor();
        shopper.get("/p/stoneware-mug");
        shopper.post("/cart/add", "sku", "MUG-CLAY", "quantity", "1");
        shopper.get("/checkout");
        shopper.post("/checkout/phone", "phone", phone());
        Visitor.Answer wrong = shopper.post("/checkout/phone/code", "code", "123456");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("That code does not match. 4 tries left.");
        assertThat(shopper.get("/checkout/payment").path()).isEqualTo("/checkout/phone");
    }

    @Test
    void engraving_that_cannot_be_made_is_refused_and_kept() {
        Visitor shopper = visitor();
        shopper.get("/p/trail-bottle");
        Visitor.Answer refused =
                shopper.post("/cart/add", "sku", BOTTLE, "quantity", "1", "e0", "☂ for rain", "e1", "");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("Not in the basket yet", "☂");
        assertThat(refused.body())
                .contains("value=\"☂ for rain\"")
                .as("what cannot be cut is not drawn")
                .doesNotContain(">☂ for rain</text>");
        refused = shopper.post("/cart/add", "sku", BOTTLE, "quantity", "1", "e0", "For Ada", "e1", "إلى ليلى");
        assertThat(refused.text()).contains("Line 2: “إ” (character 1) cannot be engraved here.");
        refused =
                shopper.post("/cart/add", "sku", BOTTLE, "quantity", "1", "e0", "much too long to fit here", "e1", "");
        assertThat(refused.status()).isEqualTo(422);
        for (String quantity : List.of("-1", "0", "1000", "many", "99999999999")) {
            assertThat(shopper.post("/cart/add", "sku", BOTTLE, "quantity", quantity)
                            .status())
                    .isEqualTo(422);
        }
        assertThat(shopper.get("/cart").text()).contains("Nothing in here yet");
    }

    @Test
    void a_line_taken_out_can_be_put_back_with_its_engraving() {
        Visitor shopper = visitor();
        shopper.get("/p/trail-bottle");
        shopper.post("/cart/add", "sku", BOTTLE, "quantity", "2", "e0", "For Ada", "e1", "");
        shopper.post("/cart/remove", "line", shopper.last().hidden("line"));
        assertThat(shopper.last().text()).contains("“Trail bottle” is out.");
        shopper.post("/cart/undo");
        assertThat(shopper.last().text()).contains("engraved “For Ada”").contains("€78.00");
    }

    @Test
    void a_code_that_does_not_work_says_why() {
        Visitor shopper = visitor();
        shopper.get("/p/stoneware-mug");
        shopper.post("/cart/add", "sku", "MUG-CLAY", "quantity", "1");
        Visitor.Answer refused = shopper.post("/cart/code", "code", "NOSUCH");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("id=\"code-err\"", "value=\"NOSUCH\"");
    }

    @Test
    void codes_are_not_guessed_by_guests_that_somebody_makes_up() {
        String address = SharedShop.address();
        int tries = 0;
        int status = 0;
        while (tries < 70 && status != 429) {
            status = new Visitor(SharedShop.url(), address)
                    .get("/with/GUESS" + tries++)
                    .status();
        }
        assertThat(tries).isEqualTo(61);
        Visitor guesser = new Visitor(SharedShop.url(), address);
        guesser.add("MUG-CLAY");
        assertThat(guesser.post("/cart/code", "code", "WELCOME10").status()).isEqualTo(429);
        assertThat(guesser.get("/with/lena").status())
                .as("a right guess looks like a wrong one")
                .isEqualTo(429);
        assertThat(guesser.get("/cart").status()).isEqualTo(200);
        assertThat(visitor().get("/with/lena").status()).isEqualTo(200);
    }

    @Test
    void an_influencers_link_greets_and_puts_the_code_into_the_basket() {
        Visitor shopper = visitor();
        assertThat(shopper.get("/with/lena").text()).contains("Lena Voss sent you: 10 % off");
        shopper.get("/p/stoneware-mug");
        shopper.post("/cart/add", "sku", "MUG-CLAY", "quantity", "1");
        assertThat(shopper.last().text()).contains("Code LENA", "−€1.80");
        Visitor.Answer nobody = visitor().get("/with/nobody");
        assertThat(nobody.text()).contains("This link has ended");
        assertThat(nobody.body()).as("no good news").contains("notice info").doesNotContain("notice brand");
    }

    @Test
    void a_launch_gives_a_place_in_line_for_a_verified_phone() {
        Visitor shopper = visitor();
        assertThat(shopper.get("/p/leipzig-tee").text())
                .as("not sold yet, so nothing to be done to it")
                .contains("Coming", "Get in line")
                .doesNotContain("Sold out", "Card message", "Deliver to");
        assertThat(shopper.get("/launch/leipzig-tee").text()).contains("Leipzig tee", "Get in line");
        assertThat(shopper.post("/launch/leipzig-tee", "phone", phone()).text()).contains("One step to your place");
        shopper.post("/launch/leipzig-tee/code", "code", "000000");
        assertThat(shopper.last().text()).contains("You are in line");
        shopper.post("/launch/leipzig-tee/leave");
        assertThat(shopper.last().text()).contains("Get in line");
    }

    @Test
    void an_order_can_be_cancelled_by_its_link_until_it_is_packed() throws IOException {
        Visitor shopper = visitor();
        upToPayment(shopper, "CAMP-MOSS");
        String order = shopper.pay("card", "approve").path().replace("/thanks/", "/o/");
        Visitor anotherDevice = visitor();
        assertThat(anotherDevice.get(order).text()).contains("Cancel the order");
        anotherDevice.post(order + "/cancel");
        assertThat(anotherDevice.last().text()).contains("The order is cancelled.", "Cancelled");
        Visitor.Answer page = anotherDevice.get(order);
        assertThat(page.text()).doesNotContain("Cancel the order").contains("Credit note JJ-");
        String bill = PdfReading.text(anotherDevice.download(page.find("href=\"(/o/[^\"]+/invoice)\"")));
        String credit = page.find("href=\"(/o/[^\"]+/credit/1)\"");
        String note = PdfReading.text(anotherDevice.download(credit));
        assertThat(note).contains("Credit note", "For invoice", "VAT ID", "Credited", "Delivery");
        assertThat(after("Credited ", note)).isEqualTo(after("Total ", bill));
        assertThat(PdfReading.text(anotherDevice.download("/ar" + credit))).contains("إشعار");
        Visitor.Answer account = shopper.get("/account");
        assertThat(account.text()).contains("Cancelled", "Credit note JJ-").doesNotContain("0 items");
        assertThat(account.find("href=\"(/o/[^\"]+/credit/1)\"")).isEqualTo(credit);
    }

    /** The word behind that one. */
    private static String after(String word, String text) {
        return text.substring(text.indexOf(word) + word.length()).split("\\s", 2)[0];
    }

    @Test
    void who_opens_the_address_of_a_form_is_led_to_its_page() {
        Visitor shopper = visitor();
        assertThat(shopper.get("/de/cart/code").path()).isEqualTo("/de/cart");
        assertThat(shopper.get("/p/trail-bottle/tell").path()).isEqualTo("/p/trail-bottle");
        assertThat(shopper.get("/account/sign-out").path()).isEqualTo("/account");
        shopper.add("MUG-CLAY");
        shopper.get("/checkout");
        assertThat(shopper.get("/checkout/phone/code").path()).isEqualTo("/checkout/phone");
    }

    @Test
    void the_promise_follows_the_postcode_and_says_why_not() {
        Visitor shopper = visitor();
        assertThat(shopper.get("/p/trail-bottle?zip=10115").text())
                .contains("Not by 24-hour delivery", "is not offered at postcode 10115");
        assertThat(shopper.get("/p/camp-mug?zip=04107").text()).contains("is not available for 24-hour delivery");
        assertThat(shopper.get("/p/pencils-3?zip=10115").text())
                .contains("€4.90")
                .doesNotContain("Free Add");
        assertThat(shopper.get("/p/reading-lamp?zip=10115").text()).contains("Free");
        assertThat(shopper.get("/p/trail-bottle?zip=abc").text())
                .as("what was said of the last good one stays")
                .contains("Five digits, like 04107", "is not offered at postcode 10115");
    }

    @Test
    void a_search_finds_what_its_reader_sees_and_offers_no_order_for_nothing() {
        Map<String, String> mugs = Map.of(
                "/search?q=mug", "Stoneware mug",
                "/de/search?q=steinzeugbecher", "Steinzeugbecher",
                "/de/search?q=Becher", "Steinzeugbecher",
                "/ar/search?q=%D9%83%D9%88%D8%A8", "كوب خزفي");
        mugs.forEach(
                (path, name) -> assertThat(visitor().get(path).text()).as(path).contains(name));
        assertThat(visitor().get("/de/suggest?q=Trinkflasche").text()).contains("ab 29,00");
        assertThat(visitor().get("/search?q=zzzz").body()).doesNotContain("id=\"sort\"");
    }

    @Test
    void what_is_called_as_somebody_searched_comes_before_what_only_speaks_of_it() {
        assertThat(visitor().get("/search?q=mug").text())
                .contains("Best match")
                .containsSubsequence("Enamel camp mug", "Stoneware mug", "Tasting set");
        assertThat(visitor().get("/de/search?q=Becher").text()).contains("Beste Treffer", "Steinzeugbecher");
        assertThat(visitor().get("/search?q=mug&sort=new").text()).containsSubsequence("Tasting set", "Stoneware mug");
        assertThat(visitor().get("/c/drinkware?sort=match").text()).doesNotContain("Best match");
        Visitor shopper = visitor();
        Visitor.Answer first = shopper.get("/search?q=a");
        String next = first.find("href=\"([^\"]+)\">Show more").replace("&amp;", "&");
        assertThat(next).contains("after=12");
        assertThat(products(shopper.get(next)))
                .as("the next page")
                .isNotEmpty()
                .doesNotContainAnyElementsOf(products(first));
        assertThat(products(shopper.get("/search?q=a&after=999"))).isEqualTo(products(first));
        assertThat(products(shopper.get("/search?q=a&after=nothing"))).hasSize(12);
    }

    private static List<String> products(Visitor.Answer page) {
        return Pattern.compile("href=\"/p/([^\"]+)\"")
                .matcher(page.body())
                .results()
                .map(it -> it.group(1))
                .toList();
    }

    @Test
    void a_card_says_that_nothing_is_left_but_not_of_what_is_still_to_come() {
        assertThat(card("/c/coffee", "roasters-sack")).contains("Sold out");
        assertThat(card("/de/c/coffee", "roasters-sack")).contains("Ausverkauft");
        assertThat(card("/c/wear", "leipzig-tee")).contains("Leipzig tee").doesNotContain("Sold out");
        assertThat(card("/c/sound", "studio-headphones")).contains("Studio").doesNotContain("Sold out");
        assertThat(visitor().get("/p/studio-headphones").text())
                .contains("Coming", "Not out yet", "Get in line")
                .doesNotContain("Sold out", "when it is back");
        assertThat(card("/c/coffee", "advent-box")).contains("Pre-order").doesNotContain("Sold out");
    }

    private static String card(String list, String slug) {
        return Stream.of(visitor().get(list).body().split("<article"))
                .filter(it -> it.contains("/p/" + slug))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void all_36_products_are_shown_with_a_picture_that_exists() {
        Visitor visitor = visitor();
        String next = "/c/all";
        int products = 0;
        while (!next.isEmpty()) {
            Visitor.Answer page = visitor.get(next);
            Matcher cards = Pattern.compile("href=\"(/p/[^\"]+)\"").matcher(page.body());
            while (cards.find()) {
                products++;
                String picture = visitor.get(cards.group(1)).find("src=\"(/art/[^\"]+)\"");
                assertThat(visitor.get(picture).status()).as(picture).isEqualTo(200);
            }
            Matcher more = Pattern.compile("href=\"([^\"]+)\">Show more").matcher(page.body());
            next = more.find() ? more.group(1).replace("&amp;", "&") : "";
        }
        assertThat(products).isEqualTo(36);
    }

    @Test
    void a_second_start_finds_everything_and_adds_nothing() {
        int products =
                office().catalog().list(ProductQuery.all().first(100)).items().size();
        JuniperAndJet.fillIfEmpty(SharedShop.app().commerce());
        assertThat(office().catalog().list(ProductQuery.all().first(100)).items())
                .hasSize(products);
    }
}

package io.tradewind.commerce.delivery;

import static io.tradewind.commerce.delivery.FakeCarriers.quote;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.cart.Cart;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.catalog.EngravingSpec;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.NewVariant;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.testing.TestShop;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.joda.money.Money;

/** A shop with a mug that can go within a day, a plate, a lamp that comes later and a voucher; and its carriers. */
final class DeliveryShelf {
    static final Sku MUG = Sku.of("MUG");
    static final Sku PLATE = Sku.of("PLATE");
    static final Sku LAMP = Sku.of("LAMP");
    static final Sku VOUCHER = Sku.of("VOUCHER");
    static final Instant LAMPS_OUT = Instant.parse("2026-03-02T08:00:00Z");
    static final Duration DAY = Duration.ofDays(1);

    private DeliveryShelf() {}

    static FakeCarriers carriers() {
        return new FakeCarriers()
                .with(
                        "parcel",
                        request -> new Answer.Done<>(List.of(
                                quote(request, "express-air", "EUR 14.00", DAY, DAY),
                                quote(request, "standard", "EUR 4.90", DAY, DAY.multipliedBy(2)))))
                .with("post", request -> new Answer.Done<>(List.of(quote(request, "letter", "EUR 3.90", DAY, DAY))))
                .with(
                        "courier",
                        request -> new Answer.Done<>(
                                List.of(quote(request, "city", "EUR 8.00", Duration.ofHours(3), Duration.ofHours(5)))));
    }

    static TestShop open(DataSource database, FakeCarriers carriers, String... accounts) {
        TestShop test = TestShop.on(
                database,
                builder -> builder.plugins(plugins -> {
                    plugins.add(carriers);
                    for (String account : accounts) {
                        plugins.carrier(account, FakeCarriers.CODE);
                    }
                }),
                store -> store.express(eur("9.90"), LocalTime.of(12, 0), LocalTime.of(14, 0), "courier", "041", "042"));
        Shop staff = test.staff();
        staff.catalog()
                .publish(NewProduct.named("Mug")
                        .variant(NewVariant.of(MUG, eur("12.50")).grams(400).byExpress())
                        .engraving(EngravingSpec.oneLine(20, eur("4.00"))));
        staff.catalog()
                .publish(NewProduct.named("Plate")
                        .variant(NewVariant.of(PLATE, eur("20.00")).grams(900)));
        staff.catalog()
                .publish(NewProduct.named("Lamp")
                        .variant(NewVariant.of(LAMP, eur("80.00")).grams(2_500).preorder(LAMPS_OUT, 3)));
        staff.catalog()
                .publish(NewProduct.named("Voucher")
                        .variant(NewVariant.of(VOUCHER, eur("50.00")).notShipped()));
        staff.stock().receive(MUG, 10, "delivery note 17");
        staff.stock().receive(PLATE, 5, "delivery note 17");
        return test;
    }

    static Cart cart(Shop shop, Sku sku, int quantity) {
        return shop.carts().add(shop.carts().open().id(), sku, quantity).orThrow();
    }

    static Optional<StoredQuote> find(TestShop test, CartId cart, String option, Address address) {
        return test.tx()
                .read(
                        "test",
                        handle -> handle.createQuery(
                                        "select " + DeliveryQuotes.COLUMNS + """
                                        from commerce.cart c
                                        left join commerce.checkout k on k.store_id = c.store_id and k.cart_id = c.id
                                        """ + DeliveryQuotes.JOIN + """
                                        where c.store_id = :store and c.id = :cart
                                        """)
                                .bind("store", test.scope().storeId())
                                .bind("cart", cart.value())
                                .bind("option", option)
                                .map((row, context) ->
                                        test.part(DeliveryQuotes.class).read(row, test.scope(), address))
                                .findOne()
                                .flatMap(it -> it));
    }

    static String contents(TestShop test, CartId cart) {
        return ContentsKey.of(test.part(Contents.class).of(test.scope(), cart.value()));
    }

    static String why(PromiseAnswer answer) {
        return ((PromiseAnswer.NotOffered) answer).reason();
    }

    static Money eur(String amount) {
        return Money.parse("EUR " + amount);
    }
}

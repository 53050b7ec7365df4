package io.tradewind.commerce.verification;

import io.tradewind.commerce.testing.FakePhones;
import io.tradewind.commerce.testing.TestShop;
import java.util.UUID;
import javax.sql.DataSource;

/** A shop that sends codes through a fake provider, and whoever asks for one. */
final class PhoneDesk {
    static final PhoneNumber ADA = PhoneNumber.of("+49 1512 3456789");

    private static final String SECRET = "what all processes of a shop hash their codes with";

    final FakePhones phones = new FakePhones();

    /** What a code is for. */
    record Cart(UUID value) implements VerificationSubject {}

    TestShop open(DataSource dataSource) {
        return open(dataSource, "fake-sms");
    }

    TestShop open(DataSource dataSource, String code) {
        return TestShop.on(
                dataSource,
                builder ->
                        builder.secretKey(SECRET).plugins(it -> it.add(phones).sms("text", code)),
                store -> store.brand("Juniper & Jet").webHost("shop.example").shipsTo("DE", "AT"));
    }

    /** Another process of the same shop. */
    TestShop again(DataSource dataSource, TestShop shop) {
        return again(dataSource, shop, "fake-sms");
    }

    TestShop again(DataSource dataSource, TestShop shop, String code) {
        return TestShop.again(
                dataSource,
                shop.store().code(),
                shop.clock(),
                builder ->
                        builder.secretKey(SECRET).plugins(it -> it.add(phones).sms("text", code)),
                store -> store.brand("Juniper & Jet").webHost("shop.example").shipsTo("DE", "AT"));
    }

    static Cart cart() {
        return new Cart(UUID.randomUUID());
    }

    static String wrong(String code) {
        return code.equals("111111") ? "222222" : "111111";
    }

    /** Each in a range of its own. */
    static PhoneNumber number(int i) {
        return PhoneNumber.of("+491512" + (5_000_000 + i * 10_000));
    }

    /** Why not, or empty if it was done. */
    static String code(SendAnswer answer) {
        return answer instanceof SendAnswer.Refused refused ? refused.refusal().code() : "";
    }

    static String code(CheckAnswer answer) {
        return answer instanceof CheckAnswer.Refused refused ? refused.refusal().code() : "";
    }
}

package io.tradewind.commerce.launch;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.testing.FakePhones;
import io.tradewind.commerce.testing.TestShop;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.joda.money.Money;

/** A shop that sells a lamp, and people who want a place in line for it. */
final class LaunchDesk {
    static final Sku LAMP = Sku.of("LAMP");
    static final Instant OPENS = TestShop.START.plus(Duration.ofDays(7));
    static final Duration WINDOW = Duration.ofHours(48);

    final FakePhones phones = new FakePhones();

    TestShop open(DataSource data) {
        TestShop test = TestShop.on(
                data, builder -> builder.plugins(it -> it.add(phones).sms("text", "fake-sms")));
        test.staff().catalog().publish(NewProduct.named("Lamp").variant(LAMP, Money.parse("EUR 90")));
        return test;
    }

    static Launch announced(TestShop test, int quota, int perPerson) {
        Launches staff = test.staff().launches();
        Launch launch = staff.create(
                NewLaunch.of("lamp", "The lamp", LAMP, OPENS, quota).perPerson(perPerson));
        return staff.announce(launch.id()).orThrow();
    }

    static SignUp registered(TestShop test, String address) {
        Launches guest = guest(test, address);
        SignUpAnswer.Accepted accepted = (SignUpAnswer.Accepted) guest.signUp("lamp", address);
        return guest.confirm(accepted.signUp().id(), accepted.linkToken()).orThrow();
    }

    static Launches guest(TestShop test, String token) {
        return test.shop(Actor.guest(token)).launches();
    }

    static String refusal(SignUpAnswer answer) {
        return ((SignUpAnswer.Refused) answer).reason().code();
    }

    static ErrorCode codeOf(Throwable thrown) {
        return ((CommerceException) thrown).code();
    }
}

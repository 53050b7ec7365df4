package io.tradewind.commerce.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import io.tradewind.commerce.testing.TestShop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What became of a range's messages is looked up no further than it decides, and it decides the same. */
class PumpedRangeTest {
    /** Messages whose codes had the time to be typed, and others, and how many of each led somewhere. */
    private record Messages(int ripeLost, int ripeGood, int freshLost, int freshGood) {
        boolean looksPumped() {
            return SendPolicy.looksPumped(ripeLost + ripeGood + freshGood, ripeGood + freshGood, freshLost);
        }
    }

    private static final List<Messages> FINE = List.of(
            new Messages(0, 0, 0, 0),
            // too few to say anything
            new Messages(9, 0, 0, 0),
            new Messages(9, 0, 99, 0),
            // one of ten
            new Messages(9, 1, 0, 0),
            new Messages(90, 10, 99, 5),
            new Messages(0, 100, 99, 30),
            // those that have just been verified make up for what is missing
            new Messages(9, 0, 0, 1),
            new Messages(10, 0, 0, 2),
            new Messages(18, 1, 0, 1),
            new Messages(95, 5, 50, 6),
            new Messages(91, 10, 0, 1),
            // many at the same moment
            new Messages(0, 0, 99, 1),
            new Messages(0, 3, 99, 120),
            new Messages(9, 0, 99, 99),
            new Messages(0, 100, 99, 60));

    private static final List<Messages> PUMPED = List.of(
            new Messages(10, 0, 0, 0),
            new Messages(10, 1, 0, 0),
            new Messages(10, 0, 0, 1),
            new Messages(19, 1, 0, 1),
            new Messages(91, 10, 0, 0),
            new Messages(95, 5, 50, 5),
            new Messages(0, 0, 100, 0),
            new Messages(0, 0, 100, 120),
            new Messages(9, 0, 100, 3),
            new Messages(0, 100, 100, 60),
            new Messages(30, 2, 100, 60));

    @BothDatabases(fresh = true)
    void a_range_rests_as_if_all_of_its_messages_were_looked_up(DataSource dataSource) {
        try (TestShop shop = TestShop.on(dataSource).unsound()) {
            assertThat(FINE).noneMatch(Messages::looksPumped).noneMatch(it -> isPumped(shop, it));
            assertThat(PUMPED).allMatch(Messages::looksPumped).allMatch(it -> isPumped(shop, it));
        }
    }

    @BothDatabases(fresh = true)
    void successes_are_counted_until_there_are_enough(CountingDataSource counting) {
        try (TestShop shop = TestShop.on(counting).unsound()) {
            assertThat(SendPolicy.deciding(9, 90)).as("clear without any").isZero();
            Messages many = new Messages(0, 90, 0, 0);
            String range = sent(shop, many);
            assertThat(SendPolicy.deciding(90, 0)).isEqualTo(11);
            SendLimitStore.Succeeded found = shop.tx()
                    .read(
                            "test",
                            handle -> shop.part(SendLimitStore.class)
                                    .succeeded(
                                            handle,
                                            shop.scope().storeId(),
                                            range,
                                            shop.clock().instant(),
                                            11));
            assertThat(found).isEqualTo(new SendLimitStore.Succeeded(11, 0));

            String quiet = sent(shop, new Messages(3, 6, 20, 70));
            assertThat(counting.during(() -> isPumped(shop, quiet)).statements())
                    .isEqualTo(1);
            assertThat(counting.during(() -> isPumped(shop, range)).statements())
                    .isEqualTo(2);
        }
    }

    private static boolean isPumped(TestShop shop, Messages messages) {
        return isPumped(shop, sent(shop, messages));
    }

    private static boolean isPumped(TestShop shop, String range) {
        Instant now = shop.clock().instant();
        return shop.tx().read("test", handle -> {
            SendLimitStore.Used used = shop.part(SendLimitStore.class)
                    .used(handle, shop.scope().storeId(), List.of(), now.minus(Duration.ofDays(1)), range, now)
                    .ask();
            return shop.part(SendLimits.class).isPumped(handle, shop.scope(), range, used, now);
        });
    }

    private static String sent(TestShop shop, Messages messages) {
        String range = "range:" + UUID.randomUUID();
        Instant now = shop.clock().instant();
        return shop.tx().write("test", handle -> {
            int store = shop.scope().storeId();
            send(handle, store, range, now.minus(SendPolicy.HOUR), 20, 0); // an hour ago is too long ago
            send(handle, store, range, now.minus(SendPolicy.TYPING), messages.ripeLost(), messages.ripeGood());
            send(handle, store, range, now.minusSeconds(1), messages.freshLost(), messages.freshGood());
            return range;
        });
    }

    /** What became of every third one that led somewhere is not known any more. */
    private static void send(Handle handle, int store, String range, Instant at, int lost, int good) {
        if (lost + good == 0) {
            return;
        }
        PreparedBatch taken = handle.prepareBatch("""
                insert into commerce.send_taken (store_id, limit_key, send_id, verification_id, taken_at)
                values (:store, :range, :send, :verification, :at)
                """);
        PreparedBatch verifications = handle.prepareBatch("""
                insert into commerce.verification
                  (store_id, id, subject_id, owner_key, purpose, phone, state, version, sends, checks, sending_until,
                   resend_at, expires_at, created_at)
                values (:store, :id, :id, 'guest:somebody', 'CONTACT', '+4915123456789', :state, 1, 1, 0, :at, :at, :at,
                   :at)
                """);
        boolean known = false;
        for (int i = 0; i < lost + good; i++) {
            UUID verification = UUID.randomUUID();
            boolean isGood = i % 2 == 0 ? i / 2 < good : i / 2 >= lost; // in turn, while there are both
            taken.bind("store", store)
                    .bind("range", range)
                    .bind("send", UUID.randomUUID())
                    .bind("verification", verification)
                    .bind("at", at)
                    .add();
            if (!isGood || i % 3 > 0) {
                known = true;
                verifications
                        .bind("store", store)
                        .bind("id", verification)
                        .bind("state", isGood ? "VERIFIED" : "EXPIRED")
                        .bind("at", at)
                        .add();
            }
        }
        taken.execute();
        if (known) {
            verifications.execute();
        }
    }
}

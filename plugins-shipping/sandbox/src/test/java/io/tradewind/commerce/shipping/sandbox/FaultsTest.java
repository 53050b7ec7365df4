package io.tradewind.commerce.shipping.sandbox;

import static io.tradewind.commerce.shipping.sandbox.Shipper.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.shipping.Label;
import io.tradewind.commerce.spi.shipping.Shipment;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class FaultsTest {
    @ParameterizedTest
    @CsvSource({
        "99901, Unknown, 1, Done",
        "99902, Unknown, 0, Done",
        "99905, Refused, 0, Refused",
        "99906, NotSent, 0, Done",
        "99908, Done, 1, Done",
        "99909, Done, 1, Done",
        "99910, Rejected, 0, Rejected"
    })
    void a_postcode_brings_a_fault_and_booking_again_never_buys_twice(
            String postcode, String answer, int effects, String again) {
        Shipper shipper = new Shipper(Map.of());
        Answer<Shipment> first = shipper.book(id(1), postcode);
        assertThat(first.getClass().getSimpleName()).isEqualTo(answer);
        assertThat(shipper.book.effects(id(1))).isEqualTo(effects);
        if (postcode.equals("99908")) {
            assertThat(first.orThrow().labels()).noneMatch(Label::plausible);
        }
        Answer<Shipment> second = shipper.book(id(1), postcode);
        assertThat(second.getClass().getSimpleName()).isEqualTo(again);
        if (second instanceof Answer.Done<Shipment> done) {
            assertThat(done.value().labels()).allMatch(Label::plausible);
            assertThat(shipper.book.effects(id(1))).isEqualTo(1);
            assertThat(shipper.booking.query(id(1), Optional.empty(), Instant.MAX))
                    .isEqualTo(second);
        }
    }

    @ParameterizedTest
    @CsvSource({"lost-answer, Unknown, 1", "not-sent, NotSent, 0", "refuse, Refused, 0"})
    void a_setting_brings_a_fault_too(String fault, String answer, int effects) {
        Shipper shipper = new Shipper(Map.of("fault", fault));
        assertThat(shipper.book(id(1), "10115").getClass().getSimpleName()).isEqualTo(answer);
        assertThat(shipper.book.effects(id(1))).isEqualTo(effects);
    }

    @Test
    void a_throwing_carrier_throws_before_or_after_the_effect() {
        Shipper shipper = new Shipper(Map.of());
        assertThatThrownBy(() -> shipper.book(id(1), "99907")).isInstanceOf(IllegalStateException.class);
        shipper.book.next(CarrierCall.BOOK, Fault.THROW_AFTER).next(CarrierCall.BOOK, Fault.NULL);
        assertThatThrownBy(() -> shipper.book(id(2), "10115")).isInstanceOf(IllegalStateException.class);
        assertThat(shipper.book(id(3), "10115")).isNull();
        assertThat(IntStream.of(1, 2, 3).map(it -> shipper.book.effects(id(it))))
                .containsExactly(0, 1, 1);
    }

    @Test
    void quotes_fail_as_told_until_calm() {
        Shipper shipper = new Shipper(Map.of());
        shipper.book.always(CarrierCall.QUOTE, Fault.GARBAGE);
        var spoiled = shipper.ask(Shipper.buyer("10115"), CurrencyUnit.EUR, Shipper.parcel(500))
                .orThrow();
        assertThat(spoiled).allMatch(it -> it.price().isNegative());
        shipper.book.calm();
        assertThat(shipper.quote("express").price().isPositive()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"99903, 1", "99904, 0"})
    void a_hanging_booking_ends_when_released(String postcode, int effects) throws Exception {
        Shipper shipper = new Shipper(Map.of());
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            CountDownLatch ended = new CountDownLatch(1);
            Future<Answer<Shipment>> call = threads.submit(() -> {
                Answer<Shipment> answer = shipper.book(id(1), postcode);
                ended.countDown();
                return answer;
            });
            assertThat(ended.await(300, TimeUnit.MILLISECONDS)).isFalse();
            for (int tries = 0;
                    ended.getCount() > 0 && tries < 100;
                    tries++) { // what does not hang yet cannot be released
                shipper.book.release();
                boolean ignored = ended.await(100, TimeUnit.MILLISECONDS);
            }
            assertThat(call.get(5, TimeUnit.SECONDS))
                    .isInstanceOf(effects == 1 ? Answer.Done.class : Answer.Unknown.class);
            assertThat(shipper.book.effects(id(1))).isEqualTo(effects);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void many_threads_with_one_operation_buy_one_label() throws Exception {
        Shipper shipper = new Shipper(Map.of());
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            var calls = IntStream.range(0, 400)
                    .mapToObj(it -> threads.submit(() -> shipper.book(id(it / 16), "10115")))
                    .toList();
            for (Future<Answer<Shipment>> call : calls) {
                assertThat(call.get()).isInstanceOf(Answer.Done.class);
            }
            assertThat(shipper.book.shipments()).hasSize(25);
        } finally {
            threads.shutdownNow();
        }
    }
}

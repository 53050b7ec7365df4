package io.tradewind.commerce.payment.sandbox;

import static io.tradewind.commerce.payment.sandbox.Shopper.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusReport;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SandboxFaultsTest {
    private final Shopper shopper = new Shopper(Map.of());
    private final SandboxBook book = shopper.book;

    @ParameterizedTest
    @CsvSource({
        "unknown, 1",
        "unknown-before, 0",
        "not-sent, 0",
        "null, 1",
        "garbage, 1",
        "late, 1",
        "lie:amount, 1",
        "lie:currency, 1",
        "lie:reference, 1",
        "lie:effect, 1",
        "lie:state, 1"
    })
    void a_fault_strikes_once_and_the_same_operation_again_happens_once(String token, int effects) {
        PaymentResult answer = shopper.pay(id(1), token, "EUR 10.00");
        assertThat(book.effects(id(1))).isEqualTo(effects);
        StatusReport known = shopper.ask(id(1), OperationKind.PURCHASE, "EUR 10.00");
        assertThat(known).isInstanceOf(effects == 1 ? StatusReport.Found.class : StatusReport.NotFound.class);
        PaymentResult again = shopper.pay(id(1), token, "EUR 10.00");
        assertThat(again).isInstanceOfSatisfying(PaymentResult.Approved.class, it -> {
            assertThat(it.amount()).isEqualTo(Money.parse("EUR 10.00"));
            assertThat(it.effect()).isEqualTo(Effect.CAPTURED);
        });
        assertThat(book.effects(id(1))).isEqualTo(1);
        assertThat(answer == null || token.equals("late") || !answer.equals(again))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"throw, 0", "throw-after, 1"})
    void a_throwing_gateway_throws_before_or_after_the_effect(String token, int effects) {
        assertThatThrownBy(() -> shopper.pay(id(1), token, "EUR 10.00")).isInstanceOf(IllegalStateException.class);
        assertThat(book.effects(id(1))).isEqualTo(effects);
    }

    @Test
    void a_rejecting_gateway_rejects_each_time() {
        assertThat(shopper.pay(id(1), "reject:misconfigured", "EUR 10.00")).isInstanceOf(PaymentResult.Rejected.class);
        assertThat(shopper.pay(id(1), "reject", "EUR 10.00")).isInstanceOf(PaymentResult.Rejected.class);
        assertThat(book.entries()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"hang, 1", "hang-before, 0"})
    void a_hanging_call_ends_when_interrupted(String token, int effects) throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            CountDownLatch begun = new CountDownLatch(1);
            Future<?> call = threads.submit(() -> {
                begun.countDown();
                PaymentResult ignored = shopper.pay(id(1), token, "EUR 10.00");
                interrupted.complete(Thread.currentThread().isInterrupted());
            });
            assertThat(begun.await(15, TimeUnit.SECONDS)).isTrue(); // what has not begun is not interrupted either
            assertThatThrownBy(() -> call.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(call.cancel(true)).isTrue();
            assertThat(interrupted.get(15, TimeUnit.SECONDS)).isTrue();
            assertThat(book.effects(id(1))).isEqualTo(effects);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_deaf_call_ends_only_when_released() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch ended = new CountDownLatch(1);
            Future<?> call = threads.submit(() -> {
                begun.countDown();
                PaymentResult ignored = shopper.pay(id(1), "hang-deaf", "EUR 10.00");
                ended.countDown();
            });
            assertThat(begun.await(15, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> call.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(call.cancel(true)).isTrue();
            assertThat(ended.await(300, TimeUnit.MILLISECONDS)).isFalse();
            boolean over = false;
            for (int tries = 0; !over && tries < 100; tries++) { // what does not hang yet cannot be released
                book.release();
                over = ended.await(100, TimeUnit.MILLISECONDS);
            }
            assertThat(over).isTrue();
            assertThat(book.effects(id(1))).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void any_call_can_be_scripted_from_outside() {
        var payment = Shopper.ref(shopper.reserve(id(1), "approve", "EUR 10.00"));
        book.next(SandboxCall.CAPTURE, "unknown").next(SandboxCall.CAPTURE, "decline:other");
        assertThat(shopper.capture(id(2), payment, "EUR 5.00")).isInstanceOf(PaymentResult.Unknown.class);
        assertThat(shopper.capture(id(3), payment, "EUR 5.00")).isInstanceOf(PaymentResult.Declined.class);
        assertThat(book.charged(payment)).isEqualTo(Money.parse("EUR 5.00"));
        book.always(SandboxCall.QUERY, "unavailable");
        assertThat(shopper.ask(id(2), OperationKind.CAPTURE, "EUR 5.00")).isInstanceOf(StatusReport.Unavailable.class);
        assertThat(shopper.ask(id(2), OperationKind.CAPTURE, "EUR 5.00")).isInstanceOf(StatusReport.Unavailable.class);
        book.calm();
        assertThat(shopper.ask(id(2), OperationKind.CAPTURE, "EUR 5.00")).isInstanceOf(StatusReport.Found.class);
        assertThatThrownBy(() -> book.next(SandboxCall.REFUND, "dance")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"captureScript", "refundScript", "cancelScript"})
    void follow_ups_can_be_scripted_by_settings(String setting) {
        Shopper declining = new Shopper(Map.of(setting, "decline"));
        var payment = Shopper.ref(declining.reserve(id(1), "approve", "EUR 10.00"));
        PaymentResult capture = declining.capture(id(2), payment, "EUR 4.00");
        PaymentResult refund = declining.refund(id(3), payment, "EUR 1.00");
        PaymentResult cancel = declining.cancel(id(4), payment, "EUR 6.00");
        assertThat(capture instanceof PaymentResult.Declined).isEqualTo(setting.equals("captureScript"));
        assertThat(refund instanceof PaymentResult.Declined).isEqualTo(setting.equals("refundScript"));
        assertThat(cancel instanceof PaymentResult.Declined).isEqualTo(setting.equals("cancelScript"));
    }

    @Test
    void many_threads_with_one_operation_have_one_effect() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            for (int round = 0; round < 50; round++) {
                int operation = round;
                var calls = IntStream.range(0, 16)
                        .mapToObj(it -> threads.submit(() -> shopper.pay(id(operation), "approve", "EUR 10.00")))
                        .toList();
                for (Future<PaymentResult> call : calls) {
                    assertThat(call.get()).isInstanceOf(PaymentResult.Approved.class);
                }
                assertThat(book.effects(id(operation))).isEqualTo(1);
            }
            assertThat(book.payments()).hasSize(50);
        } finally {
            threads.shutdownNow();
        }
    }
}

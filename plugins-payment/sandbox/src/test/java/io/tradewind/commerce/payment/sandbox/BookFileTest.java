package io.tradewind.commerce.payment.sandbox;

import static io.tradewind.commerce.payment.sandbox.Shopper.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookFileTest {
    @TempDir
    Path folder;

    @Test
    void a_book_in_a_file_survives_its_process() throws Exception {
        Path path = folder.resolve("book.txt");
        Shopper before = new Shopper(Map.of("bookFile", path.toString()));
        var payment = Shopper.ref(before.reserve(id(1), "approve", "EUR 10.00"));
        before.capture(id(2), payment, "EUR 4.00");
        before.pay(id(3), "3ds", "JPY 500");
        Files.writeString(path, "9\t0190", StandardOpenOption.APPEND); // torn by a kill

        SandboxBook read = SandboxBook.in(path);
        assertThat(read.charged(payment)).isEqualTo(Money.parse("EUR 4.00"));
        assertThat(read.effects(id(2))).isEqualTo(1);
        assertThat(read.effects(id(3))).isZero();

        Shopper after = new Shopper(Map.of("bookFile", path.toString()));
        assertThat(after.capture(id(2), payment, "EUR 4.00")).isInstanceOf(PaymentResult.Approved.class);
        assertThat(after.ask(id(3), OperationKind.PURCHASE, "JPY 500"))
                .isInstanceOfSatisfying(
                        StatusReport.Found.class,
                        it -> assertThat(it.outcome()).isInstanceOf(PaymentResult.ActionRequired.class));
        assertThat(SandboxBook.in(path).effects(id(2))).isEqualTo(1);
    }

    @Test
    void an_interrupted_thread_still_writes_its_line() {
        Path path = folder.resolve("book.txt");
        Shopper shopper = new Shopper(Map.of("bookFile", path.toString()));
        Thread.currentThread().interrupt();
        shopper.pay(id(1), "approve", "EUR 10.00");
        assertThat(Thread.interrupted()).isTrue();
        shopper.pay(id(2), "approve", "EUR 10.00");
        assertThat(SandboxBook.in(path).payments()).hasSize(2);
    }

    @Test
    void a_book_handed_over_survives_the_gateway() {
        SandboxBook book = SandboxBook.inMemory();
        Shopper before = new Shopper(book, Map.of());
        PaymentResult first = before.pay(id(1), "approve", "EUR 10.00");
        before.gateway.close();
        before.gateway.close();
        assertThat(new Shopper(book, Map.of()).pay(id(1), "approve", "EUR 10.00"))
                .isEqualTo(first);
        assertThat(book.effects(id(1).value())).isEqualTo(1);
    }
}

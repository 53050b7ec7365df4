package io.tradewind.commerce.sms.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.phone.Channel;
import io.tradewind.commerce.spi.phone.CodeCheck;
import io.tradewind.commerce.spi.phone.CodeSender;
import io.tradewind.commerce.spi.phone.ManagedVerifier;
import io.tradewind.commerce.spi.phone.SendCode;
import io.tradewind.commerce.spi.phone.StartVerification;
import io.tradewind.commerce.spi.phone.Started;
import io.tradewind.commerce.testkit.TestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class SandboxSmsTest {
    private static final String PHONE = "+4915123456789";

    private final SandboxPhones phones = new SandboxPhones();
    private final SandboxSmsPlugin plugin = new SandboxSmsPlugin(phones);
    private final TestContext context = new TestContext(SandboxSmsPlugin.VERIFIER, Map.of("cost", "EUR 0.07"));
    private final ManagedVerifier verifier = plugin.verifiers().get(0).create(context);
    private final CodeSender sender = plugin.codeSenders().get(0).create(context);

    @Test
    void the_service_loader_finds_it_and_it_refuses_to_be_live() {
        assertThat(ServiceLoader.load(CommercePlugin.class)).hasAtLeastOneElementOfType(SandboxSmsPlugin.class);
        TestContext live = new TestContext(SandboxSmsPlugin.VERIFIER, Map.of(), Environment.LIVE);
        assertThatThrownBy(() -> plugin.verifiers().get(0).create(live)).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> plugin.codeSenders().get(0).create(live)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void six_zeros_are_the_right_code_once() {
        ProviderRef ref = start(1, PHONE).orThrow().ref();
        assertThat(check(10, ref, "123456")).isEqualTo(CodeCheck.NO_MATCH);
        assertThat(check(11, ref, "000000")).isEqualTo(CodeCheck.MATCH);
        assertThat(check(11, ref, "000000")).isEqualTo(CodeCheck.MATCH);
        assertThat(check(12, ref, "000000")).isEqualTo(CodeCheck.USED_UP);
        assertThat(phones.last(PHONE).orElseThrow().text()).isEqualTo("Mugs: your code is 000000");
    }

    @Test
    void no_match_expired_and_used_up_are_told_apart() {
        ProviderRef late = start(1, PHONE).orThrow().ref();
        ProviderRef guessed = start(2, PHONE).orThrow().ref();
        for (int i = 0; i < 5; i++) {
            assertThat(check(20 + i, guessed, "111111")).isEqualTo(CodeCheck.NO_MATCH);
        }
        assertThat(check(30, guessed, "000000")).isEqualTo(CodeCheck.USED_UP);
        context.clock().pass(Duration.ofMinutes(10));
        assertThat(check(31, late, "000000")).isEqualTo(CodeCheck.EXPIRED);
        assertThat(check(32, new ProviderRef("ver-unknown"), "000000")).isEqualTo(CodeCheck.NO_MATCH);
    }

    @Test
    void a_cancelled_verification_is_used_up() {
        ProviderRef ref = start(1, PHONE).orThrow().ref();
        assertThat(verifier.cancel(call(2), ref)).isInstanceOf(Answer.Done.class);
        assertThat(verifier.cancel(call(2), ref)).isInstanceOf(Answer.Done.class);
        assertThat(check(3, ref, "000000")).isEqualTo(CodeCheck.USED_UP);
    }

    @Test
    void the_sender_carries_number_and_text_unchanged_once_per_operation() {
        assertThat(send(1, PHONE)).isEqualTo(send(1, PHONE)).isInstanceOf(Answer.Done.class);
        assertThat(phones.messages()).hasSize(1);
        SandboxPhones.Message message = phones.messages().get(0);
        assertThat(message.phoneE164()).isEqualTo(PHONE);
        assertThat(message.text()).isEqualTo("@shop.example #123456");
        assertThat(message.toString()).doesNotContain("123456");
        assertThat(phones.effects(new OperationId(new UUID(7, 1)))).isEqualTo(1);
        assertThat(sender.estimatedCost("DE", Channel.SMS)).contains(Money.parse("EUR 0.07"));
    }

    @ParameterizedTest
    @CsvSource({
        "0001, Refused, 0",
        "0002, Refused, 0",
        "0003, Refused, 0",
        "0004, Unknown, 1",
        "0005, NotSent, 0",
        "0008, Rejected, 0",
        "0009, Refused, 0",
        "0011, Done, 1"
    })
    void endings_of_numbers_fail_in_their_way(String ending, String answer, int effects) {
        String phone = "+491512345" + ending;
        assertThat(send(1, phone).getClass().getSimpleName()).isEqualTo(answer);
        assertThat(phones.messages(phone)).hasSize(effects);
        assertThat(start(2, phone).getClass().getSimpleName()).isEqualTo(answer);
        assertThat(phones.messages(phone)).hasSize(effects * 2);
    }

    @Test
    void a_lost_start_can_still_be_checked_and_a_check_can_get_lost() {
        Answer.Unknown<Started> lost = (Answer.Unknown<Started>) start(1, "+4915123450004");
        assertThat(check(2, lost.ref().orElseThrow(), "000000")).isEqualTo(CodeCheck.MATCH);
        ProviderRef unlucky = start(3, "+4915123450011").orThrow().ref();
        assertThat(verifier.check(call(4), unlucky, "000000")).isInstanceOf(Answer.Unknown.class);
    }

    @Test
    void one_ending_throws_and_one_hangs_until_interrupted() {
        assertThatThrownBy(() -> send(1, "+4915123450006")).isInstanceOf(IllegalStateException.class);
        Thread.currentThread().interrupt();
        assertThat(send(2, "+4915123450007")).isInstanceOf(Answer.Unknown.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(phones.messages()).hasSize(1);
        phones.clear();
        assertThat(phones.messages()).isEmpty();
    }

    private Answer<Started> start(long operation, String phone) {
        return verifier.start(new StartVerification(call(operation), phone, Channel.SMS, "Mugs", Locale.ENGLISH));
    }

    private CodeCheck check(long operation, ProviderRef ref, String code) {
        return verifier.check(call(operation), ref, code).orThrow();
    }

    private Answer<ProviderRef> send(long operation, String phone) {
        return sender.send(new SendCode(call(operation), phone, Channel.SMS, "@shop.example #123456", Locale.ENGLISH));
    }

    private Call call(long operation) {
        Instant deadline = context.clock().instant().plusSeconds(1);
        return Call.first(new OperationId(new UUID(7, operation)), deadline);
    }
}

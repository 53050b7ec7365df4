package io.tradewind.commerce.sms.console;

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
import io.tradewind.commerce.spi.phone.SendCode;
import io.tradewind.commerce.testkit.TestContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConsoleSmsTest {
    @Test
    void the_service_loader_finds_it_and_it_refuses_to_be_live() {
        assertThat(ServiceLoader.load(CommercePlugin.class)).hasAtLeastOneElementOfType(ConsoleSmsPlugin.class);
        assertThatThrownBy(() -> new ConsoleSmsPlugin()
                        .codeSenders()
                        .get(0)
                        .create(new TestContext(List.of(), Map.of(), Environment.LIVE)))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void a_message_becomes_one_line() {
        List<String> lines = new ArrayList<>();
        var factory = new ConsoleSmsPlugin(lines::add).codeSenders().get(0);
        var sender = factory.create(new TestContext(factory.fields(), Map.of()));
        OperationId id = new OperationId(new UUID(7, 1));
        SendCode request = new SendCode(
                Call.first(id, Instant.parse("2026-01-02T12:00:00Z")),
                "+4915123456789",
                Channel.SMS,
                "Your code is 123456",
                Locale.ENGLISH);
        assertThat(sender.send(request)).isEqualTo(new Answer.Done<>(new ProviderRef("console-" + id)));
        assertThat(lines).containsExactly("SMS to +4915123456789: Your code is 123456");
        assertThat(sender.profile().channels()).contains(Channel.SMS);
    }
}

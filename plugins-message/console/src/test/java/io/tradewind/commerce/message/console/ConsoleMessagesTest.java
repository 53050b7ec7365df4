package io.tradewind.commerce.message.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.message.OutgoingMessage;
import io.tradewind.commerce.spi.phone.Channel;
import io.tradewind.commerce.testkit.TestContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConsoleMessagesTest {
    private static final OperationId ID = new OperationId(new UUID(7, 1));

    @Test
    void the_service_loader_finds_it_and_it_refuses_to_be_live() {
        assertThat(ServiceLoader.load(CommercePlugin.class)).hasAtLeastOneElementOfType(ConsoleMessagesPlugin.class);
        assertThatThrownBy(() -> new ConsoleMessagesPlugin()
                        .notifiers()
                        .get(0)
                        .create(new TestContext(List.of(), Map.of(), Environment.LIVE)))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void messages_are_shown_with_their_receiver_masked() {
        List<String> shown = new ArrayList<>();
        var factory = new ConsoleMessagesPlugin(shown::add).notifiers().get(0);
        var notifier = factory.create(new TestContext(factory.fields(), Map.of()));

        assertThat(notifier.deliver(message(Channel.EMAIL, "ada@shop.example", "Mugs: order R-1")))
                .isEqualTo(new Answer.Done<>(new ProviderRef("console-" + ID)));
        notifier.deliver(message(Channel.SMS, "+4915123456789", ""));

        assertThat(shown)
                .containsExactly(
                        "EMAIL to a***@shop.example\nMugs: order R-1\n\nThank you\nAda",
                        "SMS to ***789\nThank you\nAda");
        assertThat(notifier.channels()).contains(Channel.EMAIL, Channel.SMS);
        assertThat(notifier.recognisesKeys()).isFalse();
    }

    private static OutgoingMessage message(Channel channel, String to, String subject) {
        return new OutgoingMessage(
                Call.first(ID, Instant.parse("2026-01-02T12:00:00Z")),
                "key",
                channel,
                to,
                subject,
                "Thank you\nAda",
                Optional.empty(),
                Locale.ENGLISH);
    }
}

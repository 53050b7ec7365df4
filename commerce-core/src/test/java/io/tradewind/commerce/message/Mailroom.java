package io.tradewind.commerce.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.plugin.PluginSpec;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.message.OutgoingMessage;
import io.tradewind.commerce.store.StoreSpec;
import io.tradewind.commerce.testing.FakePhones;
import io.tradewind.commerce.testing.FakePost;
import io.tradewind.commerce.testing.Workshop;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A shop whose messages reach a fake post, and a buyer who hears of them. */
final class Mailroom {
    static final String ADA = "ada@shop.example";
    static final String DOCK = "dock@shop.example";

    final FakePost post = new FakePost();
    final FakePhones phones = new FakePhones();

    /** A shop that writes by mail and by text. */
    Workshop open(DataSource database, Consumer<StoreSpec> policy) {
        return open(database, builder -> builder.plugins(it -> mail(it).notifier("texts", "fake-text")), policy);
    }

    /** One that writes by mail alone. */
    Workshop byMail(DataSource database) {
        return open(database, builder -> builder.plugins(Mailroom::mail), store -> {});
    }

    /** With more plugins and rules. */
    Workshop open(DataSource database, Consumer<Commerce.Builder> more, Consumer<StoreSpec> policy) {
        return Workshop.on(
                database,
                builder -> {
                    builder.plugins(it -> it.add(post).add(phones).sms("codes", "fake-sms"));
                    more.accept(builder);
                },
                store -> policy.accept(store.brand("Mugs & more").orderLink("https://shop.example/o/{token}")));
    }

    static PluginSpec mail(PluginSpec plugins) {
        return plugins.notifier("mail", "fake-mail");
    }

    static Order buy(Workshop workshop) {
        return buy(workshop, "Ada");
    }

    static Order buy(Workshop workshop, String name) {
        Sku mug = workshop.sell("MUG-" + UUID.randomUUID(), "EUR 12.50", 10);
        Address home = new Address(name, List.of("Am Markt 1"), "Berlin", "", "10115", "DE");
        return workshop.place(workshop.cart(2, mug), "card", ADA, home);
    }

    static List<Template> sent(Workshop workshop, Order order) {
        return workshop.staff().messages().of(order.id()).stream()
                .filter(it -> it.state() == MessageState.SENT)
                .map(Message::template)
                .toList();
    }

    static Message only(Workshop workshop, Order order) {
        List<Message> all = workshop.staff().messages().of(order.id());
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    /** The newest that reached somebody. */
    OutgoingMessage last(String receiver) {
        List<OutgoingMessage> all = post.to(receiver);
        return all.get(all.size() - 1);
    }

    /** The operations under which the provider was asked, in that order. */
    List<UUID> keys() {
        return post.reached().stream().map(it -> it.call().id().value()).toList();
    }
}

package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.message.Message;
import io.tradewind.commerce.message.MessageState;
import io.tradewind.commerce.message.Template;
import io.tradewind.commerce.order.Order;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleMessagesTest {
    @Test
    void staff_see_what_a_customer_was_told_and_send_it_once_more(@TempDir Path data) {
        try (ConsoleStore store = ConsoleStore.open(data)) {
            StaffBrowser staff = StaffBrowser.signedIn(store.app);
            Order order = store.order("card", "approve");
            Message told = told(store, order, 1).get(0);

            staff.open("/admin/orders/" + order.id());
            assertThat(staff.words()).contains("Messages", "Order received", "To pack", "Sent", "Send again");
            String again = "/admin/messages/" + told.id() + "/again";
            staff.press(again, Map.of("order", order.id().toString()));
            staff.press(again, Map.of("order", order.id().toString()));

            assertThat(staff.words()).contains("The message is sent once more");
            assertThat(told(store, order, 2)).hasSize(2);
        }
    }

    /** What the buyer was told of the order, once there are that many; the store's own workers send meanwhile. */
    private static List<Message> told(ConsoleStore store, Order order, int many) {
        Instant patience = Instant.now().plusSeconds(30);
        List<Message> told;
        do {
            store.app.commerce().jobs().runDue();
            told = store.staff().messages().of(order.id()).stream()
                    .filter(it -> it.template() == Template.ORDER_RECEIVED && it.state() == MessageState.SENT)
                    .toList();
        } while (told.size() < many && Instant.now().isBefore(patience));
        return told;
    }
}

package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.message.MessageId;
import io.tradewind.commerce.message.MessageState;
import io.tradewind.commerce.message.SendAgainAnswer;
import io.tradewind.commerce.spi.phone.Channel;
import java.util.Locale;

/** Messages to customers, shown on the page of their order. */
public final class MessagePages {
    private final Desk desk;

    MessagePages(Desk desk) {
        this.desk = desk;
    }

    void routes(Routes routes) {
        routes.post("/admin/messages/{id}/again", Access.of(Permission.ORDERS), this::again);
    }

    /** Its state in a word and a colour. */
    public static Pill pill(MessageState state) {
        return switch (state) {
            case WAITING, SENDING -> new Pill("On its way", "info");
            case SENT -> new Pill("Sent", "ok");
            case FAILED -> new Pill("Refused", "bad");
            case UNKNOWN -> new Pill("In doubt", "warn");
            case DEAD -> new Pill("Given up", "bad");
            case SKIPPED -> new Pill("Not sent", "idle");
        };
    }

    /** How it goes. */
    public static String channel(Channel channel) {
        return channel == Channel.EMAIL ? "E-mail" : "SMS";
    }

    /** What is wrong with it, as a sentence. */
    public static String sentence(String problem) {
        return problem.substring(0, 1).toUpperCase(Locale.ROOT) + problem.substring(1) + ".";
    }

    /** True if it has ended, so that it can be sent once more. */
    public static boolean canGoAgain(MessageState state) {
        return state != MessageState.WAITING && state != MessageState.SENDING;
    }

    private void again(Context context) {
        Form form = new Form(context);
        String order = form.text("order");
        String back = order.matches("[0-9a-f-]{36}") ? "/admin/orders/" + order + "#messages" : "/admin/orders";
        desk.act(context, back, shop -> {
            SendAgainAnswer answer = shop.messages().sendAgain(new MessageId(form.id("id")));
            if (answer instanceof SendAgainAnswer.Refused refused) {
                throw new Declined(Words.sentence(refused.reason()));
            }
            return answer instanceof SendAgainAnswer.OnItsWay
                    ? "The message is on its way already."
                    : "The message is sent once more.";
        });
    }
}

package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.KeyRule;
import io.tradewind.commerce.app.api.Parameter;
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.message.Message;
import io.tradewind.commerce.message.MessageId;
import io.tradewind.commerce.message.MessagePage;
import io.tradewind.commerce.message.MessagePreview;
import io.tradewind.commerce.message.MessageQuery;
import io.tradewind.commerce.message.MessageState;
import io.tradewind.commerce.message.SendAgainAnswer;
import io.tradewind.commerce.message.Template;
import io.tradewind.commerce.spi.phone.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Messages to customers: what became of them, sending one again, and how they read. */
final class MessageRoutes {
    private static final String GROUP = "Messages";

    private MessageRoutes() {}

    /** How messages go. */
    enum By {
        EMAIL,
        SMS
    }

    record MessageShape(
            @Field(id = IdKind.MESSAGE) String id,
            Template template,
            @Field("EMAIL or SMS") String by,
            MessageState state,
            int tries,
            Optional<String> account,
            @Field("The provider's own") Optional<String> reference,
            Optional<String> problem,

            @Field("Who asked for it to be sent again") Optional<String> askedBy,

            Instant createdAt,
            @Field("When it is due, if it waits") Optional<Instant> nextAt,
            Optional<Instant> endedAt) {
        static MessageShape of(Message it) {
            return new MessageShape(
                    IdKind.MESSAGE.of(it.id().value()),
                    it.template(),
                    it.channel().name(),
                    it.state(),
                    it.tries(),
                    Shapes.filled(it.account()),
                    Shapes.filled(it.reference()),
                    Shapes.filled(it.problem()),
                    Shapes.filled(it.askedBy()),
                    it.createdAt(),
                    it.nextAt(),
                    it.endedAt());
        }
    }

    record MessageList(List<MessageShape> items, Optional<String> next) {}

    record Preview(
            Template template,
            By by,

            @Field("Of the words, en where there are none of the language asked for")
            String language,

            Optional<String> subject,
            String text,
            Optional<String> html) {}

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.get("/messages")
                        .called("listMessages", GROUP, "Messages of one state, newest first; else those in trouble")
                        .needs(Permission.ORDERS_READ)
                        .query(Parameter.oneOf("state", "Only these", MessageState.class))
                        .pages()
                        .answers(MessageList.class)
                        .by(MessageRoutes::list),
                ApiRoute.get("/orders/{order}/messages")
                        .called("listOrderMessages", GROUP, "What was written to the buyer of an order")
                        .needs(Permission.ORDERS_READ)
                        .id("order", IdKind.ORDER)
                        .answers(MessageList.class)
                        .by(MessageRoutes::ofOrder),
                ApiRoute.post("/messages/{message}/sendings")
                        .called("sendAgain", GROUP, "Sends a message once more, or a copy of one that was sent")
                        .needs(Permission.ORDERS)
                        .once(KeyRule.JOINED)
                        .id("message", IdKind.MESSAGE)
                        .refuses("no-account")
                        .answers(MessageShape.class)
                        .by(MessageRoutes::again),
                ApiRoute.get("/message-previews/{template}")
                        .called("previewMessage", GROUP, "How a message reads, with made-up values")
                        .needs(Permission.OPERATIONS)
                        .with(Parameter.oneOf("template", "Which message", Template.class))
                        .query(Parameter.oneOf("by", "How it goes; e-mail if absent", By.class))
                        .query(Parameter.text("language", "Its language; en if absent", 12, "de"))
                        .answers(Preview.class)
                        .by(MessageRoutes::preview));
    }

    private static ApiReply list(ApiCall call) {
        MessageQuery query = MessageQuery.inTrouble().size(call.limit());
        query = call.query("state").map(MessageState::valueOf).map(query::in).orElse(query);
        query = call.query("cursor")
                .filter(it -> !it.isEmpty())
                .map(query::after)
                .orElse(query);
        MessagePage page = call.shop().messages().list(query);
        return ApiReply.of(new MessageList(ApiCall.each(page.messages(), MessageShape::of), page.next()))
                .next(page.next());
    }

    private static ApiReply ofOrder(ApiCall call) {
        OrderRoutes.require(call, OrderRoutes.id(call));
        List<Message> all = call.shop().messages().of(OrderRoutes.id(call));
        return ApiReply.of(new MessageList(ApiCall.each(all, MessageShape::of), Optional.empty()));
    }

    private static ApiReply again(ApiCall call) {
        SendAgainAnswer answer = call.shop().messages().sendAgain(new MessageId(call.id("message", IdKind.MESSAGE)));
        if (answer instanceof SendAgainAnswer.Refused refused) {
            throw ApiFault.refused(refused.reason());
        }
        return ApiReply.of(MessageShape.of(answer.orThrow()));
    }

    private static ApiReply preview(ApiCall call) {
        By by = call.query("by").map(By::valueOf).orElse(By.EMAIL);
        MessagePreview it = call.shop()
                .messages()
                .preview(
                        Template.valueOf(call.path("template")),
                        Channel.valueOf(by.name()),
                        Locale.forLanguageTag(call.query("language").orElse("en")));
        return ApiReply.of(new Preview(
                it.template(), by, it.language().toLanguageTag(), Shapes.filled(it.subject()), it.text(), it.html()));
    }
}

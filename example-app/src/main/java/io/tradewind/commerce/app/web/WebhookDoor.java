package io.tradewind.commerce.app.web;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.tradewind.commerce.plugin.Webhooks;
import io.tradewind.commerce.spi.webhook.Reply;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hands what providers send to the library, byte for byte. */
final class WebhookDoor {
    private final Webhooks webhooks;

    WebhookDoor(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    void receive(Context context) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        context.headerMap().forEach((name, value) -> headers.put(name, List.of(value)));
        Reply reply = webhooks.receive(
                context.pathParam("account"),
                new WebhookEnvelope(
                        "POST",
                        context.path(),
                        Optional.ofNullable(context.queryString()).orElse(""),
                        headers,
                        body(context),
                        StoreClock.now()));
        context.status(reply.status());
        reply.headers().forEach(context::header);
        context.result(reply.body());
    }

    /** One byte more than the library takes is enough to be refused. */
    private static byte[] body(Context context) {
        try {
            byte[] body = context.bodyInputStream().readNBytes(Webhooks.LARGEST_BODY + 1);
            if (body.length > Webhooks.LARGEST_BODY) {
                Unread.endAfter(context);
            }
            return body;
        } catch (IOException cut) {
            throw new BadRequestResponse();
        }
    }
}

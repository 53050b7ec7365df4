package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.returns.PreviewAnswer;
import io.tradewind.commerce.returns.RefundPreview;
import io.tradewind.commerce.returns.Return;
import io.tradewind.commerce.returns.ReturnAnswer;
import io.tradewind.commerce.returns.ReturnId;
import io.tradewind.commerce.returns.ReturnItem;
import io.tradewind.commerce.returns.ReturnReason;
import io.tradewind.commerce.spi.shipping.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sending something back: what and why, the exact refund before anything is sent, then the label. */
final class ReturnPages {
    /** The reasons a shopper can give, in their order. */
    static final List<ReturnReason> REASONS = List.of(
            ReturnReason.CHANGED_MIND,
            ReturnReason.DOES_NOT_FIT,
            ReturnReason.FAULTY,
            ReturnReason.DAMAGED,
            ReturnReason.WRONG_ITEM,
            ReturnReason.NOT_AS_DESCRIBED,
            ReturnReason.TOO_LATE,
            ReturnReason.OTHER);

    private final Front front;

    ReturnPages(Front front) {
        this.front = front;
    }

    void routes(ShopRoutes routes) {
        routes.get("/o/{token}/return", this::ask);
        routes.post("/o/{token}/return", this::send);
        routes.get("/o/{token}/returns/{id}", this::show);
        routes.get("/o/{token}/returns/{id}/label", this::label);
        routes.post("/o/{token}/returns/{id}/cancel", this::cancel);
    }

    private void ask(Context context) {
        Order order = OrderPages.order(front, context);
        boolean chosen = context.queryParamMap().keySet().stream().anyMatch(it -> it.startsWith("q-"));
        List<BackLine> lines = lines(order, name -> context.queryParam(name), !chosen);
        boolean obvious = !chosen // there is only one thing to choose, and it was not chosen before
                && lines.stream().anyMatch(it -> it.units() > 0)
                && front.shop(context).returns().of(context.pathParam("token")).stream()
                        .noneMatch(it -> it.state().isOpen());
        render(context, order, lines, chosen || obvious, Optional.empty());
    }

    private void render(Context context, Order order, List<BackLine> lines, boolean chosen, Optional<Refusal> refused) {
        String token = context.pathParam("token");
        Optional<Refusal> why = refused;
        Optional<RefundPreview> preview = Optional.empty();
        List<ReturnItem> items = items(lines);
        if (chosen && items.isEmpty()) {
            why = Optional.of(Refusal.of("nothing", front.say(context).t("return.choose")));
        } else if (chosen && why.isEmpty()) {
            PreviewAnswer answer = front.shop(context).returns().preview(token, items);
            if (answer instanceof PreviewAnswer.Possible possible) {
                preview = Optional.of(possible.refund());
            } else {
                why = Optional.of(((PreviewAnswer.Refused) answer).refusal());
            }
        }
        if (why.isPresent()) {
            context.status(422);
        }
        front.web()
                .render(
                        context,
                        "shop/return.jte",
                        front.web().page(context, front.say(context).t("return.title")),
                        Map.of(
                                "order", order,
                                "token", token,
                                "lines", lines,
                                "preview", preview,
                                "refusal", why,
                                "zone", front.shop(context).store().zone(),
                                "open",
                                        front.shop(context).returns().of(token).stream()
                                                .filter(it -> it.state().isOpen())
                                                .toList()));
    }

    /** A wish sent twice is one return: the library hands back the one that stands. */
    private void send(Context context) {
        Order order = OrderPages.order(front, context);
        String token = context.pathParam("token");
        List<BackLine> lines = lines(order, name -> context.formParam(name), false);
        List<ReturnItem> items = items(lines);
        if (items.isEmpty()) {
            render(context, order, lines, true, Optional.empty());
            return;
        }
        ReturnAnswer answer = front.shop(context).returns().request(token, items, "");
        if (answer instanceof ReturnAnswer.Done done) {
            front.web()
                    .redirect(
                            context, "/o/" + token + "/returns/" + done.goods().id(), "");
        } else {
            render(context, order, lines, true, Optional.of(((ReturnAnswer.Refused) answer).refusal()));
        }
    }

    private void show(Context context) {
        Order order = OrderPages.order(front, context);
        Return goods = find(context);
        front.web()
                .render(
                        context,
                        "shop/returned.jte",
                        front.web().page(context, front.say(context).t("return")),
                        Map.of(
                                "order",
                                order,
                                "token",
                                context.pathParam("token"),
                                "goods",
                                goods,
                                "zone",
                                front.shop(context).store().zone()));
    }

    private Return find(Context context) {
        ReturnId id = ReturnId.of(context.pathParam("id"));
        return front.shop(context).returns().of(context.pathParam("token")).stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(NotFoundResponse::new);
    }

    private void label(Context context) {
        Return goods = find(context);
        Label label = front.shop(context)
                .returns()
                .label(context.pathParam("token"), goods.id())
                .orElseThrow(NotFoundResponse::new);
        String type = label.format().mediaType();
        String ending = type.endsWith("pdf") ? ".pdf" : type.endsWith("png") ? ".png" : ".zpl";
        context.contentType(type);
        context.header("Content-Disposition", "attachment; filename=\"return-" + goods.orderNumber() + ending + "\"");
        context.result(label.bytes());
    }

    private void cancel(Context context) {
        Return goods = find(context);
        String token = context.pathParam("token");
        ReturnAnswer answer = front.shop(context).returns().cancel(token, goods.id());
        if (answer instanceof ReturnAnswer.Refused refused) {
            front.web().refuse(context, "/o/" + token, front.say(context).core(refused.refusal()));
        } else {
            front.web().redirect(context, "/o/" + token, front.say(context).t("return.withdrawn"));
        }
    }

    private static List<BackLine> lines(Order order, Function<String, String> field, boolean fresh) {
        List<BackLine> lines = new ArrayList<>();
        List<OrderLine> possible = order.lines().stream()
                .filter(it -> it.delivered() - it.returned() > 0)
                .toList();
        for (OrderLine line : possible) {
            int most = line.delivered() - line.returned();
            int only = fresh && possible.size() == 1 && most == 1 ? 1 : 0;
            int units = Optional.ofNullable(field.apply("q-" + line.id()))
                    .flatMap(Front::number)
                    .map(it -> Math.max(0, Math.min(it, most)))
                    .orElse(only);
            lines.add(new BackLine(line, most, units, reason(field.apply("r-" + line.id()), line)));
        }
        return lines;
    }

    private static ReturnReason reason(@Nullable String text, OrderLine line) {
        return REASONS.stream()
                .filter(it -> it.name().equals(text))
                .findFirst()
                .orElse(line.returnable() ? ReturnReason.CHANGED_MIND : ReturnReason.FAULTY);
    }

    private static List<ReturnItem> items(List<BackLine> lines) {
        return lines.stream()
                .filter(it -> it.units() > 0)
                .map(it -> ReturnItem.of(it.line().id(), it.units(), it.reason()))
                .toList();
    }
}

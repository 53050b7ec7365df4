package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.payment.RefundAnswer;
import io.tradewind.commerce.payment.Resolution;
import io.tradewind.commerce.payment.ReviewTask;
import io.tradewind.commerce.payment.TaskKind;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a person must decide about money, and refunds that wait for approval. */
final class PaymentPages {
    private static final String PAYMENTS = "/admin/payments";
    private static final Set<TaskKind> ONLY_SETTLED = EnumSet.of(TaskKind.OUTSIDE_MONEY, TaskKind.DISPUTE, TaskKind.RESERVATION_LAPSING);

    private final Desk desk;

    PaymentPages(Desk desk) {
        this.desk = desk;
    }

    void routes(Routes routes) {
        routes.get(PAYMENTS, Access.of(Permission.PAYMENTS), this::list);
        routes.post(PAYMENTS + "/tasks/{id}", Access.of(Permission.PAYMENTS), this::resolve);
        routes.post(PAYMENTS + "/operations/{id}/ask", Access.of(Permission.PAYMENTS), this::ask);
        routes.post(PAYMENTS + "/refunds/{id}/{what}", Access.of(Permission.REFUNDS), this::refund);
    }

    private void list(Context context) {
        Shop shop = desk.shop(context);
        List<ReviewTask> tasks = shop.payments().reviewQueue();
        Map<UUID, String> numbers = new LinkedHashMap<>();
        tasks.stream()
                .map(ReviewTask::orderId)
                .distinct()
                .limit(50)
                .forEach(id -> shop.orders().find(new OrderId(id)).ifPresent(it -> numbers.put(id, it.number())));
        desk.show(
                context,
                "payments",
                "payments",
                "Payments",
                Map.of("tasks", tasks, "numbers", numbers, "settledOnly", ONLY_SETTLED));
    }

    private void resolve(Context context) {
        Form form = new Form(context);
        desk.act(context, PAYMENTS, shop -> {
            UUID id = form.id("id");
            boolean open = shop.payments().reviewQueue().stream()
                    .anyMatch(it -> it.id().equals(id));
            if (!open) {
                return "That was decided already.";
            }
            String words = form.text("words");
            Resolution resolution = switch (form.text("what")) {
                case "happened" -> new Resolution.ItHappened(form.words("words", "The provider’s reference", 255));
                case "not" -> new Resolution.DidNotHappen();
                case "settled" -> new Resolution.Settled(form.words("words", "How it was settled", 400));
                default ->
                    throw new Declined("Choose what you found out." + (words.isEmpty() ? "" : " Your note: " + words));
            };
            shop.payments().resolve(id, resolution);
            return "Decided. The shop goes on from there.";
        });
    }

    private void ask(Context context) {
        Form form = new Form(context);
        String order = form.text("order");
        String back = order.matches("[0-9a-f-]{36}") ? "/admin/orders/" + order : PAYMENTS;
        desk.act(context, back, shop -> {
            var operation = shop.payments().askAgain(form.id("id"));
            return "The provider was asked. It says: "
                    + Words.plain(operation.state()).toLowerCase(java.util.Locale.ROOT) + ".";
        });
    }

    private void refund(Context context) {
        Form form = new Form(context);
        String order = form.text("order");
        String back = order.matches("[0-9a-f-]{36}") ? "/admin/orders/" + order : PAYMENTS;
        desk.act(context, back, shop -> {
            UUID id = form.id("id");
            switch (context.pathParam("what")) {
                case "approve" -> shop.payments().approve(id);
                case "refuse" -> shop.payments().refuse(id, form.words("reason", "The reason", 400));
                case "retry" -> {
                    if (shop.payments().retry(id) instanceof RefundAnswer.Refused refused) {
                        throw new Declined(Words.sentence(refused.refusal()));
                    }
                }
                default -> throw new io.javalin.http.NotFoundResponse();
            }
            return switch (context.pathParam("what")) {
                case "refuse" -> "The refund is refused; the money is not set aside any more.";
                default -> "The refund is on its way.";
            };
        });
    }
}

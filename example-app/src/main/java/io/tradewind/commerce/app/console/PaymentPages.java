package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.payment.RefundAnswer;
import io.tradewind.commerce.payment.ReviewMove;
import io.tradewind.commerce.payment.ReviewPage;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a person must decide about money, and refunds that wait for approval. */
final class PaymentPages {
    private static final String PAYMENTS = "/admin/payments";

    private static final String REFUSED = "The refund is refused; the money is not set aside any more.";

    private final Desk desk;

    PaymentPages(Desk desk) {
        this.desk = desk;
    }

    void routes(Routes routes) {
        routes.get(PAYMENTS, Access.of(Permission.PAYMENTS), this::list);
        routes.post(PAYMENTS + "/tasks/{id}", Access.of(Permission.PAYMENTS, Permission.REFUNDS), this::decide);
        routes.post(PAYMENTS + "/operations/{id}/ask", Access.of(Permission.PAYMENTS), this::ask);
        routes.post(PAYMENTS + "/refunds/{id}/{what}", Access.of(Permission.REFUNDS), this::refund);
    }

    private void list(Context context) {
        Shop shop = desk.shop(context);
        ReviewPage page;
        try {
            page = shop.payments()
                    .reviews(Optional.of(Form.asked(context, "after")).filter(it -> !it.isEmpty()));
        } catch (CommerceException oldLink) {
            desk.web().redirect(context, PAYMENTS, "That page of the list is gone; here is the first.");
            return;
        }
        Map<OrderId, String> numbers = shop.orders()
                .numbers(page.cases().stream()
                        .map(it -> new OrderId(it.task().orderId()))
                        .distinct()
                        .toList());
        desk.show(
                context,
                "payments",
                "payments",
                "Payments",
                Map.of(
                        "cases", page.cases(),
                        "next", page.next().orElse(""),
                        "count", shop.payments().reviewCount(),
                        "numbers", numbers,
                        "proved", desk.proved(context),
                        "me", desk.me(context)));
    }

    private void decide(Context context) {
        Form form = new Form(context);
        desk.act(context, PAYMENTS, shop -> {
            UUID id = form.id("id");
            ReviewMove move = form.choice("what", ReviewMove.class);
            if (move == ReviewMove.APPROVE_REFUND) {
                desk.prove(context);
            }
            String words = move.takesWords() ? form.words("words", CaseWords.asks(move), 255) : "";
            if (!shop.payments().decide(id, move, words)) {
                return "That was decided already.";
            }
            return switch (move) {
                case ASK_AGAIN -> "The provider was asked. If its answer was clear, the case is closed.";
                case TAKE_NOW -> "The money is being taken. If that fails, a new case appears here.";
                case GIVE_UP -> "The reservation is being given up.";
                case REFUND_AGAIN -> "The refund is on its way again.";
                case APPROVE_REFUND -> "Approved. If a program had asked for it, one more person has to approve it.";
                case REFUSE_REFUND -> REFUSED;
                case IT_HAPPENED, IT_DID_NOT_HAPPEN, SETTLED -> "Decided. The shop goes on from there.";
            };
        });
    }

    private void ask(Context context) {
        Form form = new Form(context);
        String order = form.text("order");
        String back = order.matches("[0-9a-f-]{36}") ? "/admin/orders/" + order : PAYMENTS;
        desk.act(context, back, shop -> {
            var operation = shop.payments().askAgain(form.id("id"));
            return "The provider was asked. It says: "
                    + Words.plain(operation.state()).toLowerCase(Locale.ROOT) + ".";
        });
    }

    private void refund(Context context) {
        Form form = new Form(context);
        String order = form.text("order");
        String back = order.matches("[0-9a-f-]{36}") ? "/admin/orders/" + order : PAYMENTS;
        desk.act(context, back, shop -> {
            UUID id = form.id("id");
            switch (context.pathParam("what")) {
                case "approve" -> {
                    desk.prove(context);
                    return approved(shop.payments().approve(id));
                }
                case "refuse" -> shop.payments().refuse(id, form.words("reason", "The reason", 400));
                case "retry" -> {
                    if (shop.payments().retry(id) instanceof RefundAnswer.Refused refused) {
                        throw new Declined(Words.sentence(refused.refusal()));
                    }
                }
                default -> throw new NotFoundResponse();
            }
            return switch (context.pathParam("what")) {
                case "refuse" -> REFUSED;
                default -> "The refund is on its way.";
            };
        });
    }

    private static String approved(RefundAnswer answer) {
        if (answer instanceof RefundAnswer.Refused refused) {
            throw new Declined(Words.sentence(refused.refusal()));
        }
        return answer instanceof RefundAnswer.AwaitsApproval
                ? "A program had asked for it: you answer for it now, and one more person has to approve it."
                : "The refund is on its way.";
    }
}

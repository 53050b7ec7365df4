package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.web.Format;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.payment.RefundState;
import io.tradewind.commerce.returns.Inspection;
import io.tradewind.commerce.returns.Return;
import io.tradewind.commerce.returns.ReturnAnswer;
import io.tradewind.commerce.returns.ReturnId;
import io.tradewind.commerce.returns.ReturnLine;
import io.tradewind.commerce.returns.ReturnMove;
import io.tradewind.commerce.returns.ReturnPage;
import io.tradewind.commerce.returns.ReturnQuery;
import io.tradewind.commerce.returns.ReturnState;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Returns: the board and one return, from asked for to refunded. */
final class ReturnPages {
    private final Desk desk;

    ReturnPages(Desk desk) {
        this.desk = desk;
    }

    void routes(Routes routes) {
        routes.get("/admin/returns", Access.of(Permission.RETURNS), this::board);
        routes.get("/admin/returns/{id}", Access.of(Permission.RETURNS), this::page);
        routes.get("/admin/returns/{id}/label", Access.of(Permission.RETURNS), this::label);
        routes.post("/admin/returns/{id}/approve", Access.of(Permission.RETURNS), this::approve);
        routes.post("/admin/returns/{id}/reject", Access.of(Permission.RETURNS), this::reject);
        routes.post("/admin/returns/{id}/receive", Access.of(Permission.RETURNS), this::receive);
        routes.post("/admin/returns/{id}/inspect", Access.of(Permission.RETURNS), this::inspect);
        routes.post("/admin/returns/{id}/resolve", Access.of(Permission.RETURNS), this::resolve);
        routes.post("/admin/returns/{id}/cancel", Access.of(Permission.RETURNS), this::cancel);
    }

    private void board(Context context) {
        Shop shop = desk.shop(context);
        Optional<ReturnState> state = Form.choice(ReturnState.class, Form.asked(context, "state"));
        ReturnQuery query = state.map(it -> ReturnQuery.open().in(it)).orElseGet(ReturnQuery::open);
        String after = Form.asked(context, "after");
        ReturnPage page;
        try {
            page = shop.returns().list(after.isEmpty() ? query : query.after(after));
        } catch (CommerceException oldLink) {
            desk.web().redirect(context, "/admin/returns", "That page of the list is gone; here is the first.");
            return;
        }
        desk.show(
                context,
                "returns",
                "returns",
                "Returns",
                Map.of(
                        "returns", page.returns(),
                        "next", page.next().orElse(""),
                        "state", state.map(Enum::name).orElse(""),
                        "counts", shop.returns().count(List.of(ReturnState.values()))));
    }

    private void page(Context context) {
        Shop shop = desk.shop(context);
        Return goods = goods(shop, context);
        Order order = shop.orders().find(goods.orderId()).orElseThrow(() -> CommerceException.notFound("order"));
        Map<UUID, OrderLine> lines = new LinkedHashMap<>();
        order.lines().forEach(it -> lines.put(it.id(), it));
        Map<UUID, Money> worth = new LinkedHashMap<>();
        goods.lines().forEach(it -> worth.put(it.lineId(), worth(lines.get(it.lineId()), it.quantity())));
        desk.show(
                context,
                "return",
                "returns",
                "Return of " + goods.orderNumber(),
                Map.of("goods", goods, "order", order, "lines", lines, "worth", worth, "waits", waits(shop, goods)));
    }

    /** True if money of the order waits for somebody else's approval. */
    private static boolean waits(Shop shop, Return goods) {
        return shop.payments().refundsOf(goods.orderId().value()).stream()
                .anyMatch(it -> it.state() == RefundState.PROPOSED);
    }

    private static String goesBack(Shop shop, Return goods) {
        return Format.money(goods.refunded())
                + (waits(shop, goods)
                        ? " is set aside until somebody else approves it."
                        : " goes back to the customer.");
    }

    /** What was paid for so many units of a line. */
    private static Money worth(@Nullable OrderLine line, int units) {
        if (line == null) {
            throw new NotFoundResponse();
        }
        return line.paid().multipliedBy(units).dividedBy(line.quantity(), RoundingMode.HALF_UP);
    }

    private static Return goods(Shop shop, Context context) {
        return shop.returns().find(id(context)).orElseThrow(() -> CommerceException.notFound("return"));
    }

    private static ReturnId id(Context context) {
        return new ReturnId(Form.id(context, "id"));
    }

    private static String path(Context context) {
        return "/admin/returns/" + id(context);
    }

    private void label(Context context) {
        Shop shop = desk.shop(context);
        goods(shop, context);
        ParcelPages.print(
                context, shop.returns().label(id(context)).orElseThrow(NotFoundResponse::new), "return-" + id(context));
    }

    private void approve(Context context) {
        desk.act(context, path(context), shop -> {
            Return goods =
                    done(shop, context, ReturnMove.APPROVE, shop.returns().approve(id(context)));
            boolean label = goods.parcel().filter(it -> it.hasLabel()).isPresent();
            return label
                    ? "Approved. The customer has a label."
                    : "Approved. There is no label yet; the customer may send it without one.";
        });
    }

    private void reject(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            String reason = form.words("reason", "The reason", 400);
            done(shop, context, ReturnMove.REJECT, shop.returns().reject(id(context), reason));
            return "Rejected. The customer reads your reason.";
        });
    }

    private void cancel(Context context) {
        desk.act(context, path(context), shop -> {
            done(shop, context, ReturnMove.CANCEL, shop.returns().cancel(id(context)));
            return "The return is withdrawn.";
        });
    }

    private void receive(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            Return goods = goods(shop, context);
            Map<UUID, Integer> totals = new LinkedHashMap<>();
            for (ReturnLine line : goods.lines()) {
                int most = Math.max(line.quantity(), 1) * 10;
                totals.put(line.lineId(), form.number("here-" + line.lineId(), line.title(), 0, most));
            }
            if (totals.values().stream().allMatch(it -> it == 0)) {
                throw new Declined("Count what has arrived: at least one piece.");
            }
            done(shop, context, ReturnMove.RECEIVE, shop.returns().receive(goods.id(), totals));
            return "Booked in. Inspect the pieces now.";
        });
    }

    private void inspect(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            Return goods = goods(shop, context);
            List<Inspection> grades = new ArrayList<>();
            for (ReturnLine line : goods.lines()) {
                grades.add(grade(form, line));
            }
            Return inspected =
                    done(shop, context, ReturnMove.INSPECT, shop.returns().inspect(goods.id(), grades));
            return inspected.refunded().isZero()
                    ? "Inspected. Nothing is refunded."
                    : "Inspected. " + goesBack(shop, inspected);
        });
    }

    private static Inspection grade(Form form, ReturnLine line) {
        int accepted = form.number("accepted-" + line.lineId(), line.title(), 0, line.received(), 0);
        return switch (form.text("then-" + line.lineId())) {
            case "restock" -> Inspection.good(line.lineId(), accepted);
            case "scrap" -> Inspection.broken(line.lineId(), accepted);
            case "aside" -> Inspection.apart(line.lineId(), accepted);
            default -> {
                if (accepted > 0) {
                    throw new Declined(line.title() + ": choose where the pieces go.");
                }
                yield Inspection.refused(line.lineId());
            }
        };
    }

    private void resolve(Context context) {
        desk.act(context, path(context), shop -> {
            Return goods = Answers.done(shop.returns().resolveNow(id(context)));
            return goods.problem().isEmpty()
                    ? "Done. " + goesBack(shop, goods)
                    : "The money could not be sent yet: " + goods.problem();
        });
    }

    /** Says it in our words where the state forbids the move. */
    private static Return done(Shop shop, Context context, ReturnMove move, ReturnAnswer answer) {
        if (answer instanceof ReturnAnswer.Refused refused
                && refused.refusal().code().equals("cannot-move")) {
            Return now = goods(shop, context);
            throw new Declined(
                    "The return is “" + Pills.pill(now.state()).word().toLowerCase(Locale.ROOT) + "” by now, so “"
                            + Words.plain(move).toLowerCase(Locale.ROOT) + "” is not possible. Nothing was changed.");
        }
        return Answers.done(answer);
    }
}

package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.staff.SavedView;
import io.tradewind.commerce.app.web.Format;
import io.tradewind.commerce.app.web.LiveNews;
import io.tradewind.commerce.app.web.Site;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.fulfillment.FulfillmentId;
import io.tradewind.commerce.order.CancelAnswer;
import io.tradewind.commerce.order.HoldKind;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.order.OrderPage;
import io.tradewind.commerce.order.OrderQuery;
import io.tradewind.commerce.payment.ReceiptAnswer;
import io.tradewind.commerce.payment.RefundAnswer;
import io.tradewind.commerce.payment.RefundShare;
import io.tradewind.commerce.payment.ReservationAnswer;
import io.tradewind.commerce.returns.ReturnAnswer;
import io.tradewind.commerce.returns.ReturnItem;
import io.tradewind.commerce.returns.ReturnReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.joda.money.Money;

/** Orders: the list, one order, and what can be done to it. */
final class OrderPages {
    private static final int REASON = 400;
    private static final int LONGEST = 100;
    private static final Access READ = Access.of(Permission.ORDERS_READ);
    private static final Access CHANGE = Access.of(Permission.ORDERS);

    private final Desk desk;
    private final LiveNews live;

    OrderPages(Desk desk, LiveNews live) {
        this.desk = desk;
        this.live = live;
    }

    void routes(Routes routes) {
        routes.get("/admin/orders", READ, this::list);
        routes.post("/admin/orders", CHANGE, this::many);
        routes.get("/admin/orders/events", READ, this::events);
        routes.get("/admin/orders/{id}", READ, this::page);
        routes.post("/admin/orders/{id}/note", READ, this::note);
        routes.post("/admin/orders/{id}/tell", CHANGE, this::tell);
        routes.post("/admin/orders/{id}/cancel", CHANGE, this::cancel);
        routes.post("/admin/orders/{id}/hold", CHANGE, this::hold);
        routes.post("/admin/orders/{id}/lift", CHANGE, this::lift);
        routes.post("/admin/orders/{id}/receipt", Access.of(Permission.PAYMENTS), this::receipt);
        routes.post("/admin/orders/{id}/refund", CHANGE, this::refund);
        routes.post("/admin/orders/{id}/take", Access.of(Permission.PAYMENTS), this::take);
        routes.post("/admin/orders/{id}/give-up", Access.of(Permission.PAYMENTS), this::giveUp);
        routes.post("/admin/orders/{id}/stop", Access.of(Permission.FULFILMENT), this::stop);
        routes.post("/admin/orders/{id}/return", Access.of(Permission.RETURNS), this::takeBack);
    }

    private void list(Context context) {
        Shop shop = desk.shop(context);
        List<SavedView> views = desk.web().staff().room().views().of(desk.me(context));
        Optional<SavedView> first = views.stream().filter(SavedView::first).findFirst();
        if (first.isPresent() && context.queryParamMap().isEmpty()) {
            desk.web().redirect(context, "/admin/orders?" + first.get().address(), "");
            return;
        }
        OrderFilter filter = OrderFilter.of(context);
        String after = Form.asked(context, "after");
        OrderQuery query = filter.query(desk.zone(shop));
        OrderPage found;
        try {
            found = shop.orders().list(after.isEmpty() ? query : query.after(after));
        } catch (CommerceException oldLink) {
            desk.web().redirect(context, "/admin/orders?view=all", "That page of the list is gone; here is the first.");
            return;
        }
        if (isNumber(found, filter.words())) {
            desk.web()
                    .redirect(context, "/admin/orders/" + found.orders().get(0).id(), "");
            return;
        }
        desk.show(
                context,
                "orders",
                "orders",
                "Orders",
                Map.of(
                        "orders", found.orders(),
                        "next", found.next().orElse(""),
                        "filter", filter,
                        "views", views,
                        "shown", shown(found),
                        "late", StoreClock.now(),
                        "me", desk.me(context)));
    }

    /** Tells an open list that it would look different now. */
    private void events(Context context) {
        Shop shop = desk.shop(context);
        OrderFilter filter = OrderFilter.of(context);
        String after = Form.asked(context, "after");
        if (after.length() > LONGEST) {
            throw new NotFoundResponse();
        }
        live.open(context, desk.me(context).handle(), () -> {
            OrderQuery query = filter.query(desk.zone(shop));
            return shown(shop.orders().list(after.isEmpty() ? query : query.after(after)));
        });
    }

    private static String shown(OrderPage page) {
        return Integer.toHexString(page.orders().toString().hashCode());
    }

    private static boolean isNumber(OrderPage found, String words) {
        return found.orders().size() == 1 && found.orders().get(0).number().equalsIgnoreCase(words);
    }

    /** What was chosen in the list is done to each by itself; what failed is said by number. */
    private void many(Context context) {
        Form form = new Form(context);
        List<String> chosen = form.all("order");
        String back = back(form);
        if (form.text("what").equals("slips") && !chosen.isEmpty()) {
            desk.go(
                    context,
                    back,
                    shop -> new Desk.Went(
                            "/admin/papers/slips?"
                                    + chosen.stream()
                                            .limit(100)
                                            .map(it -> "order=" + Form.encoded(it))
                                            .collect(Collectors.joining("&")),
                            ""));
            return;
        }
        desk.act(context, back, shop -> {
            if (chosen.isEmpty() || chosen.size() > 100) {
                throw new Declined("Choose 1 to 100 orders first.");
            }
            boolean lift = form.text("what").equals("lift");
            String reason = lift ? "" : form.words("reason", "The reason", REASON);
            List<String> failed = new ArrayList<>();
            for (String id : chosen) {
                one(() -> {
                            if (lift) {
                                shop.orders().lift(OrderId.of(id), HoldKind.STAFF);
                            } else {
                                shop.orders().hold(OrderId.of(id), HoldKind.STAFF, reason);
                            }
                        })
                        .ifPresent(failed::add);
            }
            int done = chosen.size() - failed.size();
            String words = done
                    + (done == 1 ? " order " : " orders ")
                    + (lift ? (done == 1 ? "goes on." : "go on.") : (done == 1 ? "waits now." : "wait now."));
            return failed.isEmpty() ? words : words + " Not these: " + String.join("; ", failed);
        });
    }

    private static Optional<String> one(Runnable work) {
        try {
            work.run();
            return Optional.empty();
        } catch (CommerceException e) {
            return Optional.of(Words.sentence(e));
        }
    }

    private static String back(Form form) {
        String back = Site.localPath(form.text("back"));
        return back.startsWith("/admin/orders") ? back : "/admin/orders";
    }

    private void page(Context context) {
        Shop shop = desk.shop(context);
        Order order = order(shop, context);
        desk.show(
                context,
                "order",
                "orders",
                "Order " + order.number(),
                Map.of(
                        "sheet",
                        OrderSheet.of(
                                shop,
                                desk.me(context),
                                order,
                                desk.web().commerce().plugins()),
                        "messages",
                        shop.messages().of(order.id()),
                        "proved",
                        desk.proved(context),
                        "credits",
                        shop.orders().creditNotes(order.id()),
                        "key",
                        UUID.randomUUID().toString(),
                        "link",
                        desk.web()
                                .base(context)
                                .resolve("/o/" + shop.orders().token(order.id()))
                                .toString()));
    }

    private void note(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            shop.orders().note(order(shop, context).id(), form.words("text", "The note", REASON));
            return "Noted. Colleagues see it, the customer does not.";
        });
    }

    private void tell(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            shop.orders().tell(order(shop, context).id(), form.words("text", "The message", REASON));
            return "Sent. It stands on the customer's page of the order as well.";
        });
    }

    private static Order order(Shop shop, Context context) {
        return shop.orders()
                .find(new OrderId(Form.id(context, "id")))
                .orElseThrow(() -> CommerceException.notFound("order"));
    }

    private static String path(Context context) {
        return "/admin/orders/" + Form.id(context, "id");
    }

    private void cancel(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            Order order = order(shop, context);
            CancelAnswer answer = shop.orders().cancel(order.id(), form.words("reason", "The reason", REASON));
            if (answer instanceof CancelAnswer.Refused refused) {
                throw new Declined(Words.sentence(refused.refusal()));
            } else if (answer instanceof CancelAnswer.StopAsked) {
                return "Order " + order.number() + " is being packed. The packer is asked to stop.";
            }
            return "Order " + order.number()
                    + (shop.store().policy().refundLimit().isPresent()
                            ? " is cancelled. Goods are free again, money goes back by itself; above the refund limit"
                                    + " somebody else approves it first."
                            : " is cancelled. Goods are free again, money goes back by itself.");
        });
    }

    private void hold(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            HoldKind kind = form.choice("kind", HoldKind.class);
            shop.orders().hold(order(shop, context).id(), kind, form.words("reason", "The reason", REASON));
            return "The order waits. Nothing of it leaves until the hold is lifted.";
        });
    }

    private void lift(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            shop.orders().lift(order(shop, context).id(), form.choice("kind", HoldKind.class));
            return "The hold is lifted. Work goes on.";
        });
    }

    private void receipt(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            Order order = order(shop, context);
            ReceiptAnswer answer = shop.payments()
                    .confirmReceipt(
                            order.id().value(),
                            form.money("amount", "The amount", shop.store().currency()),
                            form.words("reference", "The reference", 200));
            if (answer instanceof ReceiptAnswer.Refused refused) {
                throw new Declined(Words.sentence(refused.refusal()));
            }
            return booked((ReceiptAnswer.Booked) answer);
        });
    }

    private static String booked(ReceiptAnswer.Booked booked) {
        String text = Format.money(booked.received()) + " has arrived in all.";
        if (booked.missing().isPositive()) {
            return text + " " + Format.money(booked.missing()) + " is still missing.";
        } else if (booked.surplus().isPositive()) {
            return text + " " + Format.money(booked.surplus()) + " was too much and goes back.";
        }
        return text + " Nothing is missing.";
    }

    private void refund(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            Order order = order(shop, context);
            List<RefundShare> shares = shares(form, shop, order);
            if (shares.isEmpty()) {
                throw new Declined("Enter at least one amount to refund.");
            }
            String reason = form.words("reason", "The reason", 500);
            RefundAnswer answer =
                    shop.payments().refund(order.id().value(), shares, reason, form.words("key", "Key", 80));
            if (answer instanceof RefundAnswer.Refused refused) {
                String why = Words.sentence(refused.refusal());
                String most = Format.money(refused.largest());
                throw new Declined(why.contains(most) ? why : why + " The most that can go back now is " + most + ".");
            }
            return Format.money(answer.orThrow().amount())
                    + (answer instanceof RefundAnswer.AwaitsApproval
                            ? " is set aside until somebody else approves it."
                            : " goes back.");
        });
    }

    private static List<RefundShare> shares(Form form, Shop shop, Order order) {
        List<RefundShare> shares = new ArrayList<>();
        for (OrderLine line : order.lines()) {
            String field = "line-" + line.id();
            if (!form.text(field).isEmpty()) {
                shares.add(RefundShare.line(
                        line.id(), form.money(field, line.title(), shop.store().currency())));
            }
        }
        if (!form.text("delivery").isEmpty()) {
            shares.add(RefundShare.delivery(
                    form.money("delivery", "Delivery", shop.store().currency())));
        }
        if (!form.text("goodwill").isEmpty()) {
            Money goodwill = form.money("goodwill", "Goodwill", shop.store().currency());
            shares.add(RefundShare.goodwill(goodwill));
        }
        return shares;
    }

    private void take(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            ReservationAnswer answer = shop.payments()
                    .capture(
                            order(shop, context).id().value(),
                            form.money("amount", "The amount", shop.store().currency()),
                            form.words("key", "Key", 70));
            return said(answer, " is being taken. It stands here as soon as the provider has answered.");
        });
    }

    private void giveUp(Context context) {
        desk.act(context, path(context), shop -> {
            ReservationAnswer answer =
                    shop.payments().release(order(shop, context).id().value());
            return said(answer, " is being given up.");
        });
    }

    private static String said(ReservationAnswer answer, String done) {
        if (answer instanceof ReservationAnswer.Refused refused) {
            throw new Declined(Words.sentence(refused.refusal()));
        }
        Money amount = answer.orThrow();
        return amount.isZero() ? "That was under way already." : Format.money(amount) + done;
    }

    private void stop(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            order(shop, context);
            FulfillmentId work = FulfillmentId.of(form.text("work"));
            Answers.done(shop.fulfillment().askStop(work, form.words("reason", "The reason", REASON)));
            return "The packer sees a stop sign. Confirm the stop on the bench to cancel.";
        });
    }

    private void takeBack(Context context) {
        Form form = new Form(context);
        String back = path(context);
        desk.go(context, back, shop -> {
            Order order = order(shop, context);
            List<ReturnItem> items = new ArrayList<>();
            for (OrderLine line : order.lines()) {
                int units = form.number("units-" + line.id(), line.title(), 0, 9999, 0);
                if (units > 0) {
                    items.add(ReturnItem.of(line.id(), units, form.choice("reason", ReturnReason.class)));
                }
            }
            if (items.isEmpty()) {
                throw new Declined("Enter how many units of which item come back.");
            }
            boolean here = form.ticked("here");
            ReturnAnswer answer = here
                    ? shop.returns().arrived(order.id(), items)
                    : shop.returns().request(order.id(), items, form.text("note"));
            String words = here
                    ? "The goods are booked in. Inspect them now."
                    : "The return is open. Approve it to send a label.";
            return new Desk.Went("/admin/returns/" + Answers.done(answer).id(), words);
        });
    }
}

package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.app.staff.SavedView;
import io.tradewind.commerce.app.staff.SavedViews;
import java.util.UUID;

/** Views of the orders list that somebody keeps: saved, renamed, opened first, deleted. */
final class ViewForms {
    private static final String ORDERS = "/admin/orders";
    private static final Access READ = Access.of(Permission.ORDERS_READ);

    private final Desk desk;
    private final SavedViews views;

    ViewForms(Desk desk) {
        this.desk = desk;
        this.views = desk.web().staff().room().views();
    }

    void routes(Routes routes) {
        routes.post(ORDERS + "/views", READ, this::save);
        routes.post(ORDERS + "/views/{id}", READ, this::change);
    }

    private static OrderFilter shown(Form form) {
        return OrderFilter.of(form.text("view"), form.text("q"), form.text("placed"));
    }

    private void save(Context context) {
        Form form = new Form(context);
        Member me = desk.me(context);
        String back = ORDERS + "?" + shown(form).address();
        desk.act(context, back, shop -> {
            SavedView kept = views.save(me, form.text("name"), shown(form).address());
            if (form.ticked("first")) {
                views.openWith(me, kept.id());
            }
            return "The view “" + kept.name() + "” is kept. Only you see it.";
        });
    }

    private void change(Context context) {
        Form form = new Form(context);
        Member me = desk.me(context);
        UUID id = form.id("id");
        String back = ORDERS + "?" + shown(form).address();
        desk.act(context, back, shop -> switch (form.text("what")) {
            case "rename" -> {
                views.rename(me, id, form.text("name"));
                yield "The view has its new name.";
            }
            case "first" -> {
                views.openWith(me, id);
                yield "Orders opens with this view from now on.";
            }
            case "not-first" -> {
                views.openWithAll(me);
                yield "Orders opens with all orders again.";
            }
            case "delete" -> {
                views.delete(me, id);
                yield "The view is deleted. No order was changed.";
            }
            default -> throw new Declined("Choose what to do with the view.");
        });
    }
}

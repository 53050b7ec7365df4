package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.app.staff.SavedView;
import io.tradewind.commerce.app.staff.SavedViews;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** The views of the orders list that each person keeps: the same ones that the console shows. */
final class ViewRoutes {
    private static final String GROUP = "Me";

    private final Supplier<Backroom> backroom;

    ViewRoutes(Supplier<Backroom> backroom) {
        this.backroom = backroom;
    }

    record View(
            @Field(id = IdKind.VIEW) String id,
            String name,

            @Field("What it shows, as the query of the list in the console")
            String shows,

            @Field("The list opens with it") boolean first) {
        static View of(SavedView it) {
            return new View(IdKind.VIEW.of(it.id()), it.name(), it.address(), it.first());
        }
    }

    record ViewList(@Field("Oldest first") List<View> items) {}

    record KeepView(
            @Field(min = 1, max = 40) String name,

            @Field(
                    value = "view=open&q=Ada&placed=7: its state, words and days; the last two may be left out",
                    pattern = "^view=(all|open|late|held|express|completed|cancelled)"
                            + "(&q=[^&#]{1,300})?(&placed=(1|7|30))?$")
            String shows,

            @Field("The list opens with it from now on") Optional<Boolean> first) {}

    record ViewName(@Field(min = 1, max = 40) String name) {}

    List<ApiRoute> all() {
        return List.of(
                mine(ApiRoute.get("/me/views"))
                        .called("listViews", GROUP, "One's own views of the orders")
                        .answers(ViewList.class)
                        .by(call -> ApiReply.of(new ViewList(ApiCall.each(views().of(me(call)), View::of)))),
                mine(ApiRoute.post("/me/views"))
                        .called("keepView", GROUP, "Keeps a view of the orders; only its owner sees it")
                        .body(KeepView.class, "{\"name\": \"Ada's\", \"shows\": \"view=open&q=Ada\"}")
                        .refuses("declined")
                        .creates(View.class)
                        .by(this::keep),
                at(ApiRoute.post("/me/views/{view}/names"))
                        .called("renameView", GROUP, "Gives a view another name")
                        .body(ViewName.class, "{\"name\": \"Ada's orders\"}")
                        .refuses("declined")
                        .answers(ViewList.class)
                        .by(call -> changed(
                                call,
                                (me, id) -> views().rename(
                                                me,
                                                id,
                                                call.body(ViewName.class).name()))),
                at(ApiRoute.post("/me/views/{view}/openings"))
                        .called("openWithView", GROUP, "Opens the list with it from now on")
                        .refuses("declined")
                        .answers(ViewList.class)
                        .by(call -> changed(call, (me, id) -> views().openWith(me, id))),
                mine(ApiRoute.delete("/me/view-openings"))
                        .called("openWithAll", GROUP, "Opens the list with all orders again")
                        .answersNothing()
                        .by(call -> {
                            views().openWithAll(me(call));
                            return ApiReply.done();
                        }),
                at(ApiRoute.delete("/me/views/{view}"))
                        .called("deleteView", GROUP, "Deletes a view; no order is changed")
                        .answersNothing()
                        .by(call -> {
                            views().delete(me(call), id(call));
                            return ApiReply.done();
                        }));
    }

    private static ApiRoute.Draft mine(ApiRoute.Draft draft) {
        return draft.needs(Permission.ORDERS_READ).person();
    }

    private static ApiRoute.Draft at(ApiRoute.Draft draft) {
        return mine(draft).id("view", IdKind.VIEW);
    }

    private SavedViews views() {
        return backroom.get().room().views();
    }

    private Member me(ApiCall call) {
        return backroom.get().person(call);
    }

    private static UUID id(ApiCall call) {
        return call.id("view", IdKind.VIEW);
    }

    private ApiReply keep(ApiCall call) {
        KeepView it = call.body(KeepView.class);
        Member me = me(call);
        SavedView kept = views().save(me, it.name(), it.shows());
        if (!it.first().orElse(false)) {
            return ApiReply.of(View.of(kept));
        }
        views().openWith(me, kept.id());
        return ApiReply.of(View.of(new SavedView(kept.id(), kept.name(), kept.address(), true)));
    }

    private ApiReply changed(ApiCall call, BiConsumer<Member, UUID> how) {
        Member me = me(call);
        how.accept(me, id(call));
        return ApiReply.of(new ViewList(ApiCall.each(views().of(me), View::of)));
    }
}

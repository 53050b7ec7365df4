package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.tradewind.commerce.app.staff.Invitation;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.app.staff.StaffException;
import io.tradewind.commerce.app.staff.StaffRoom;
import io.tradewind.commerce.app.web.Network;
import io.tradewind.commerce.app.web.Page;
import io.tradewind.commerce.app.web.Site;
import io.tradewind.commerce.app.web.Web;
import java.util.Map;
import java.util.Optional;

/** The door: signing in and out, and what one-time links open. */
final class SignInPages {
    private static final String SIGN_IN = "/admin/sign-in";

    private final Desk desk;
    private final Web web;
    private final StaffRoom room;

    SignInPages(Desk desk) {
        this.desk = desk;
        this.web = desk.web();
        this.room = web.staff().room();
    }

    void routes(Routes routes) {
        routes.get(SIGN_IN, Access.everybody(), context -> ask(context, Form.asked(context, "to"), "", ""));
        routes.post(SIGN_IN, Access.everybody(), this::signIn);
        routes.post(SIGN_IN + "/code", Access.everybody(), this::code);
        routes.get("/admin/setup/{link}", Access.everybody(), context -> offer(context, "", "", ""));
        routes.post("/admin/setup/{link}", Access.everybody(), this::accept);
        routes.post("/admin/leave", Access.staff(), this::leave);
        routes.post("/admin/theme", Access.staff(), web::theme);
        routes.post("/admin/language", Access.staff(), web::language);
    }

    /** Asks whoever is not signed in to do so, whether there is such a page or not. */
    void stranger(Context context) {
        if (context.method().toString().equals("GET")) {
            String query = context.queryString();
            String wanted = context.path() + (query == null ? "" : "?" + query);
            context.redirect(
                    SIGN_IN + (wanted.equals("/admin") ? "" : "?to=" + Form.encoded(wanted)), HttpStatus.SEE_OTHER);
        } else {
            context.status(401);
            String form = desk.keepTyped(context);
            ask(
                    context,
                    form,
                    "",
                    form.isEmpty()
                            ? "Your sign-in has ended, so nothing was done. Sign in, go back to the page and send it again."
                            : "Your sign-in has ended, so nothing was done yet. Sign in, and what you typed is there again.");
        }
    }

    private void ask(Context context, String to, String name, String trouble) {
        if (trouble.isEmpty() && web.staff().find(context).isPresent()) {
            web.redirect(context, "/admin", "");
            return;
        }
        page(
                context,
                "sign-in",
                "Sign in",
                trouble,
                Map.of("to", Site.localPath(to), "name", name, "fresh", room.isEmpty()));
    }

    private void signIn(Context context) {
        Form form = new Form(context);
        String to = Site.localPath(form.text("to"));
        try {
            Member member = room.signIn(form.text("name"), form.raw("password"), Network.of(context));
            enter(context, member, to);
        } catch (StaffException e) {
            context.status(422);
            ask(context, to, form.text("name"), e.words());
        }
    }

    /** Lets somebody in who gave the password; asks for the code of the app first if the account has one. */
    private void enter(Context context, Member member, String to) {
        if (room.factor().has(member)) {
            askCode(context, room.factor().ticket(member), to, "");
            return;
        }
        web.staff().enter(context, member);
        web.redirect(context, to.startsWith("/admin") ? to : "/admin", "");
    }

    private void askCode(Context context, String ticket, String to, String trouble) {
        page(context, "sign-in-code", "Your code", trouble, Map.of("ticket", ticket, "to", to));
    }

    private void code(Context context) {
        Form form = new Form(context);
        String ticket = form.text("ticket");
        String to = Site.localPath(form.text("to"));
        Member member = room.factor()
                .holder(ticket)
                .flatMap(room::find)
                .filter(Member::active)
                .orElse(null);
        if (member == null) {
            context.status(422);
            ask(context, to, "", "That took more than ten minutes. Sign in again.");
            return;
        }
        try {
            room.factor().check(member, ticket, form.text("code"), Network.of(context));
            web.staff().enter(context, member);
            web.redirect(context, to.startsWith("/admin") ? to : "/admin", "");
        } catch (StaffException e) {
            room.note(member.handle(), "sign-in", "", "The code is not right", false);
            context.status(422);
            askCode(context, ticket, to, e.words());
        }
    }

    private void offer(Context context, String handle, String name, String trouble) {
        Invitation invitation = room.invitation(context.pathParam("link")).orElseThrow(NotFoundResponse::new);
        page(
                context,
                "setup",
                invitation.member().isPresent() ? "New password" : "Set up your account",
                trouble,
                Map.of("invitation", invitation, "link", context.pathParam("link"), "handle", handle, "name", name));
    }

    private void accept(Context context) {
        Form form = new Form(context);
        try {
            if (!form.raw("password").equals(form.raw("again"))) {
                throw new Declined("The two passwords differ. Type the same one twice.");
            }
            Optional<Member> member = room.accept(
                    context.pathParam("link"), form.text("handle"), form.text("name"), form.raw("password"));
            enter(context, member.orElseThrow(NotFoundResponse::new), "/admin");
        } catch (StaffException e) {
            context.status(422);
            offer(context, form.text("handle"), form.text("name"), e.words());
        } catch (Declined e) {
            context.status(422);
            offer(context, form.text("handle"), form.text("name"), String.valueOf(e.getMessage()));
        }
    }

    private void page(Context context, String template, String title, String trouble, Map<String, Object> model) {
        Page page = web.page(context, title);
        web.render(context, "console/" + template + ".jte", trouble.isEmpty() ? page : page.failing(trouble), model);
    }

    private void leave(Context context) {
        room.note(desk.me(context).handle(), "sign-out", "", "Signed out", true);
        web.staff().leave(context);
        web.redirect(context, SIGN_IN, "You are signed out.");
    }
}

package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.paper.Barcode;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.app.staff.SecondFactor;
import io.tradewind.commerce.app.staff.Session;
import io.tradewind.commerce.app.staff.StaffException;
import io.tradewind.commerce.app.staff.StaffRoom;
import io.tradewind.commerce.app.web.Network;
import io.tradewind.commerce.error.CommerceException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The people who work here, their roles and sessions; and everybody's own account. */
final class StaffPages {
    private static final String STAFF = "/admin/staff";
    private static final String ME = "/admin/me";
    private static final Access MANAGE = Access.of(Permission.OPERATIONS);

    private final Desk desk;
    private final StaffRoom room;

    StaffPages(Desk desk) {
        this.desk = desk;
        this.room = desk.web().staff().room();
    }

    void routes(Routes routes) {
        routes.get(STAFF, MANAGE, context -> list(context, ""));
        routes.post(STAFF + "/invite", MANAGE, this::invite);
        routes.post(STAFF + "/links/{id}/withdraw", MANAGE, this::withdraw);
        routes.post(STAFF + "/second-factor", MANAGE, this::rules);
        routes.get(STAFF + "/{id}", MANAGE, context -> one(context, ""));
        routes.post(STAFF + "/{id}/roles", MANAGE, this::roles);
        routes.post(STAFF + "/{id}/close", MANAGE, this::close);
        routes.post(STAFF + "/{id}/reopen", MANAGE, this::reopen);
        routes.post(STAFF + "/{id}/link", MANAGE, this::link);
        routes.post(STAFF + "/{id}/sessions/{session}/end", MANAGE, this::end);
        routes.post(STAFF + "/{id}/factor/off", MANAGE, this::takeFactor);
        routes.get(ME, Access.staff(), this::mine);
        routes.post(ME + "/factor/start", Access.staff(), this::offerFactor);
        routes.post(ME + "/factor", Access.staff(), this::confirmFactor);
        routes.post(ME + "/factor/off", Access.staff(), this::dropFactor);
        routes.post(ME + "/sessions/{session}/end", Access.staff(), this::endMine);
        routes.post(ME + "/password", Access.staff(), this::password);
    }

    private void list(Context context, String link) {
        desk.show(
                context,
                "staff",
                "staff",
                "Staff",
                Map.of(
                        "members", room.members(),
                        "open", room.invitations(),
                        "link", link,
                        "me", desk.me(context),
                        "rules", room.factor().rules(),
                        "proved", proved(context)));
    }

    private void one(Context context, String link) {
        Member member = member(context);
        Map<String, Object> model = new HashMap<>();
        model.put("member", member);
        model.put("sessions", room.sessions(member.id()));
        model.put("deeds", room.deeds(member.handle(), Optional.empty(), 12));
        model.put("link", link);
        model.put("own", member.id().equals(desk.me(context).id()));
        model.put("proved", proved(context));
        model.put("factor", room.factor().has(member));
        desk.show(context, "staff-one", "staff", member.name(), model);
    }

    private void mine(Context context) {
        Session session = desk.web().staff().session(context);
        desk.show(
                context,
                "me",
                "",
                "Your account",
                Map.of(
                        "member", session.member(),
                        "sessions", room.sessions(session.member().id()),
                        "here", session.key(),
                        "factor", room.factor().has(session.member()),
                        "missing", room.factor().isMissing(session.member()),
                        "codesLeft", room.factor().codesLeft(session.member()),
                        "proved", room.proved(session)));
    }

    private Member member(Context context) {
        return room.find(Form.id(context, "id")).orElseThrow(() -> CommerceException.notFound("member of staff"));
    }

    private static String path(Context context) {
        return STAFF + "/" + Form.id(context, "id");
    }

    private boolean proved(Context context) {
        return room.proved(desk.web().staff().session(context));
    }

    private void rules(Context context) {
        desk.act(context, STAFF, shop -> {
            Set<Role> roles = chosen(context);
            room.requireFactor(desk.prove(context), roles);
            return roles.isEmpty() ? "No role needs a second factor." : "Saved. Who lacks one is asked to set it up.";
        });
    }

    private void takeFactor(Context context) {
        desk.act(context, path(context), shop -> {
            Member member = member(context);
            room.switchOff(desk.prove(context), member);
            return member.name() + " signs in with the password alone.";
        });
    }

    private void dropFactor(Context context) {
        desk.act(context, ME, shop -> {
            Member me = desk.prove(context);
            room.switchOff(me, me);
            return "You sign in with the password alone.";
        });
    }

    private String brand(Context context) {
        return desk.shop(context).store().policy().brand();
    }

    private void offerFactor(Context context) {
        desk.shown(
                context,
                ME,
                () -> room.factor().offer(desk.prove(context), brand(context)),
                offer -> showOffer(context, offer, ""));
    }

    private void showOffer(Context context, SecondFactor.Offer offer, String trouble) {
        if (!trouble.isEmpty()) {
            context.status(422);
        }
        desk.show(
                context,
                "factor",
                "",
                "Second factor",
                Map.of("offer", offer, "qr", Barcode.qr(offer.address())),
                trouble);
    }

    private void confirmFactor(Context context) {
        Form form = new Form(context);
        Member me = desk.me(context);
        try {
            desk.show(
                    context,
                    "recovery",
                    "",
                    "Recovery codes",
                    Map.of("codes", room.switchOn(me, form.text("ticket"), form.text("code"))));
        } catch (StaffException e) {
            room.factor()
                    .again(me, form.text("ticket"), brand(context))
                    .ifPresentOrElse(
                            offer -> showOffer(context, offer, e.words()),
                            () -> desk.act(context, ME, shop -> {
                                throw e;
                            }));
        }
    }

    private void invite(Context context) {
        desk.shown(
                context,
                STAFF,
                () -> room.invite(desk.prove(context), chosen(context)),
                token -> list(context, address(context, token)));
    }

    private void link(Context context) {
        UUID id = member(context).id();
        desk.shown(
                context,
                path(context),
                () -> room.resetLink(desk.prove(context), id),
                token -> one(context, address(context, token)));
    }

    private String address(Context context, String token) {
        return desk.web().base(context).resolve("/admin/setup/" + token).toString();
    }

    private static Set<Role> chosen(Context context) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String text : new Form(context).all("role")) {
            roles.add(Form.choice(Role.class, text).orElseThrow(() -> new Declined("Choose roles from the list.")));
        }
        return roles;
    }

    private void withdraw(Context context) {
        desk.act(context, STAFF, shop -> {
            room.withdraw(desk.prove(context), Form.id(context, "id"));
            return "The link does not work any more.";
        });
    }

    private void roles(Context context) {
        desk.act(context, path(context), shop -> {
            Member member = member(context);
            room.setRoles(desk.prove(context), member.id(), chosen(context));
            return "The roles of " + member.name() + " hold from now on.";
        });
    }

    private void close(Context context) {
        desk.act(context, path(context), shop -> {
            Member member = member(context);
            room.close(desk.prove(context), member.id());
            return "The account of " + member.name() + " is closed; its sessions have ended.";
        });
    }

    private void reopen(Context context) {
        desk.act(context, path(context), shop -> {
            Member member = member(context);
            room.reopen(desk.prove(context), member.id());
            return member.name() + " can sign in again.";
        });
    }

    private void end(Context context) {
        desk.act(context, path(context), shop -> {
            room.end(desk.me(context), Form.id(context, "id"), Form.id(context, "session"));
            return "That session has ended.";
        });
    }

    private void endMine(Context context) {
        desk.act(context, ME, shop -> {
            room.end(desk.me(context), desk.me(context).id(), Form.id(context, "session"));
            return "That session has ended.";
        });
    }

    private void password(Context context) {
        Form form = new Form(context);
        desk.act(context, ME, shop -> {
            if (!form.raw("password").equals(form.raw("again"))) {
                throw Declined.at("again", "The two passwords differ. Type the same one twice.");
            }
            Member me = desk.me(context);
            room.changePassword(me, form.raw("old"), form.raw("password"), Network.of(context));
            desk.web().staff().enter(context, me);
            return "The new password holds. Your other sessions have ended.";
        });
    }
}

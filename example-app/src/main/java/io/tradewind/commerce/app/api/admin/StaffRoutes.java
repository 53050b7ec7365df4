package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.Parameter;
import io.tradewind.commerce.app.staff.Deed;
import io.tradewind.commerce.app.staff.Invitation;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.app.staff.StaffRoom;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** The people who work here, their roles and sessions, and the log of what they did. */
final class StaffRoutes {
    private static final String GROUP = "Staff";

    private final Supplier<Backroom> backroom;

    StaffRoutes(Supplier<Backroom> backroom) {
        this.backroom = backroom;
    }

    record Colleagues(List<MeRoutes.Colleague> items) {}

    record Roles(
            @Field(value = "At least one", min = 1, max = 5) List<Role> roles) {}

    record FactorRules(
            @Field(value = "Holders of these need a second factor", max = 5)
            List<Role> roles) {}

    record InvitationShape(
            @Field(id = IdKind.LINK) String id,

            @Field(value = "Whose password it sets anew; absent for a new account", id = IdKind.STAFF)
            Optional<String> person,

            @Field("Of the new account") List<Role> roles,
            @Field("Who made it") String by,
            Instant until) {
        static InvitationShape of(Invitation it) {
            return new InvitationShape(
                    IdKind.LINK.of(it.key()),
                    it.member().map(IdKind.STAFF::of),
                    it.roles().stream().sorted().toList(),
                    it.by(),
                    it.until());
        }
    }

    record Invitations(List<InvitationShape> items) {}

    record OneTimeLink(
            @Field("Works once, for a day; told this once") URI link) {}

    record DeedShape(
            Instant at,

            @Field("Who; absent for somebody who is not known")
            Optional<String> by,

            String what,
            Optional<String> where,
            String outcome,
            @Field("False if it was declined") boolean done) {
        static DeedShape of(Deed it) {
            return new DeedShape(
                    it.at(),
                    Optional.of(it.handle()).filter(by -> !by.isEmpty()),
                    it.what(),
                    Optional.of(it.where()).filter(where -> !where.isEmpty()),
                    it.outcome(),
                    it.done());
        }
    }

    record Log(List<DeedShape> items, Optional<String> next) {}

    List<ApiRoute> all() {
        return List.of(
                ApiRoute.get("/staff")
                        .called("listStaff", GROUP, "Everybody who works or worked here")
                        .needs(Permission.OPERATIONS)
                        .answers(Colleagues.class)
                        .by(call -> ApiReply.of(new Colleagues(
                                ApiCall.each(room().members(), it -> MeRoutes.Colleague.of(it, room()))))),
                of(ApiRoute.get("/staff/{staff}"))
                        .called("getPerson", GROUP, "One of them")
                        .answers(MeRoutes.Colleague.class)
                        .by(call -> shown(find(call).id())),
                of(ApiRoute.get("/staff/{staff}/sessions"))
                        .called("listSessions", GROUP, "Where somebody is signed in")
                        .answers(MeRoutes.SessionList.class)
                        .by(call -> ApiReply.of(new MeRoutes.SessionList(ApiCall.each(
                                room().sessions(find(call).id()),
                                it -> MeRoutes.SessionShape.of(it, Optional.empty()))))),
                of(ApiRoute.delete("/staff/{staff}/sessions/{session}"))
                        .id("session", IdKind.SESSION)
                        .person()
                        .called("endSession", GROUP, "Ends a session of somebody")
                        .refuses("declined")
                        .answersNothing()
                        .by(call -> {
                            room().end(
                                            backroom.get().person(call),
                                            find(call).id(),
                                            call.id("session", IdKind.SESSION));
                            return ApiReply.done();
                        }),
                change("roles", "setRoles", "Gives somebody other roles, which hold at once")
                        .body(Roles.class, "{\"roles\": [\"PACKER\", \"SUPPORT\"]}")
                        .by(call -> changed(
                                call,
                                (me, id) -> room().setRoles(
                                                me,
                                                id,
                                                Set.copyOf(
                                                        call.body(Roles.class).roles())))),
                change("closings", "closeAccount", "Closes an account and ends its sessions")
                        .by(call -> changed(call, (me, id) -> room().close(me, id))),
                change("reopenings", "reopenAccount", "Opens a closed account again")
                        .by(call -> changed(call, (me, id) -> room().reopen(me, id))),
                proven(of(ApiRoute.post("/staff/{staff}/password-links")))
                        .called("makePasswordLink", GROUP, "A link with which somebody sets a new password")
                        .creates(OneTimeLink.class)
                        .by(call -> link(
                                call,
                                room().resetLink(
                                                backroom.get().proved(call),
                                                find(call).id()))),
                proven(of(ApiRoute.delete("/staff/{staff}/factors")))
                        .called("takeFactor", GROUP, "Takes somebody's second factor away, as when a phone is lost")
                        .answersNothing()
                        .by(call -> {
                            room().switchOff(backroom.get().proved(call), find(call));
                            return ApiReply.done();
                        }),
                ApiRoute.get("/invitations")
                        .called("listInvitations", GROUP, "One-time links that were not used yet")
                        .needs(Permission.OPERATIONS)
                        .answers(Invitations.class)
                        .by(call ->
                                ApiReply.of(new Invitations(ApiCall.each(room().invitations(), InvitationShape::of)))),
                proven(ApiRoute.post("/invitations").needs(Permission.OPERATIONS))
                        .called("inviteColleague", GROUP, "A link that makes one account with those roles")
                        .body(Roles.class, "{\"roles\": [\"PACKER\"]}")
                        .creates(OneTimeLink.class)
                        .by(call -> link(
                                call,
                                room().invite(
                                                backroom.get().proved(call),
                                                Set.copyOf(
                                                        call.body(Roles.class).roles())))),
                proven(ApiRoute.delete("/invitations/{link}").needs(Permission.OPERATIONS))
                        .id("link", IdKind.LINK)
                        .called("withdrawInvitation", GROUP, "A link does not work any more")
                        .answersNothing()
                        .by(call -> {
                            room().withdraw(backroom.get().proved(call), call.id("link", IdKind.LINK));
                            return ApiReply.done();
                        }),
                ApiRoute.get("/second-factor-rules")
                        .called("getFactorRules", GROUP, "Roles whose holders need a second factor")
                        .needs(Permission.OPERATIONS)
                        .answers(FactorRules.class)
                        .by(call -> ApiReply.of(rules())),
                proven(ApiRoute.post("/second-factor-rules").needs(Permission.OPERATIONS))
                        .called("setFactorRules", GROUP, "Says which roles need a second factor")
                        .body(FactorRules.class, "{\"roles\": []}")
                        .answers(FactorRules.class)
                        .by(call -> {
                            room().requireFactor(
                                            backroom.get().proved(call),
                                            Set.copyOf(
                                                    call.body(FactorRules.class).roles()));
                            return ApiReply.of(rules());
                        }),
                ApiRoute.get("/log")
                        .called("listLog", GROUP, "What people did or tried, the latest first")
                        .needs(Permission.OPERATIONS)
                        .query(Parameter.text("by", "Only what somebody of that sign-in name did", 40, ""))
                        .pages()
                        .answers(Log.class)
                        .by(this::log));
    }

    private static ApiRoute.Draft of(ApiRoute.Draft draft) {
        return draft.needs(Permission.OPERATIONS).id("staff", IdKind.STAFF);
    }

    private static ApiRoute.Draft proven(ApiRoute.Draft draft) {
        return draft.person().refuses("proof-needed, declined");
    }

    private static ApiRoute.Draft change(String place, String name, String says) {
        return proven(of(ApiRoute.post("/staff/{staff}/" + place)))
                .called(name, GROUP, says)
                .note("One administrator always stays.")
                .answers(MeRoutes.Colleague.class);
    }

    private StaffRoom room() {
        return backroom.get().room();
    }

    private Member find(ApiCall call) {
        return room().find(call.id("staff", IdKind.STAFF)).orElseThrow(() -> ApiFault.notFound("member of staff"));
    }

    private ApiReply shown(UUID id) {
        return ApiReply.of(MeRoutes.Colleague.of(room().find(id).orElseThrow(), room()));
    }

    private ApiReply changed(ApiCall call, BiConsumer<Member, UUID> how) {
        Member me = backroom.get().proved(call);
        UUID id = find(call).id();
        how.accept(me, id);
        return shown(id);
    }

    private static ApiReply link(ApiCall call, String token) {
        return ApiReply.of(new OneTimeLink(call.base().resolve("/admin/setup/" + token)));
    }

    private FactorRules rules() {
        return new FactorRules(room().factor().rules().stream().sorted().toList());
    }

    private ApiReply log(ApiCall call) {
        List<Deed> found = room().deeds(
                        call.query("by").orElse(""),
                        call.query("cursor").filter(it -> !it.isEmpty()).map(StaffRoutes::cursor),
                        call.limit() + 1);
        boolean more = found.size() > call.limit();
        List<Deed> page = more ? found.subList(0, call.limit()) : found;
        Optional<String> next = more
                ? Optional.of(page.get(page.size() - 1).at() + "_"
                        + page.get(page.size() - 1).id())
                : Optional.empty();
        return ApiReply.of(new Log(ApiCall.each(page, DeedShape::of), next)).next(next);
    }

    private static Deed cursor(String text) {
        int cut = Math.max(text.indexOf('_'), 0);
        try {
            return Deed.at(Instant.parse(text.substring(0, cut)), UUID.fromString(text.substring(cut + 1)));
        } catch (DateTimeException | IllegalArgumentException notOurs) {
            throw ApiFault.invalid("cursor", "invalid", "take what a page said comes next");
        }
    }
}

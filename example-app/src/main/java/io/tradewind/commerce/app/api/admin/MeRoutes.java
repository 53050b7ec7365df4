package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.app.staff.SecondFactor;
import io.tradewind.commerce.app.staff.Session;
import io.tradewind.commerce.app.staff.StaffException;
import io.tradewind.commerce.app.staff.StaffRoom;
import io.tradewind.commerce.app.web.Network;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Signing a person in through a program, and that person's own account. */
final class MeRoutes {
    private static final String GROUP = "Me";

    private final Supplier<Backroom> backroom;

    MeRoutes(Supplier<Backroom> backroom) {
        this.backroom = backroom;
    }

    record SignIn(
            @Field(value = "The sign-in name", min = 1, max = 40)
            String name,

            @Field(min = 1, max = 1000) String password,

            @Field(value = "Of the app, or a recovery code, if the account has a second factor", max = 40)
            Optional<String> code) {}

    record Colleague(
            @Field(id = IdKind.STAFF) String id,

            @Field("Signs in with it and stands in every history")
            String handle,

            String name,
            List<Role> roles,
            boolean active,
            Instant since,
            Optional<Instant> lastSeen,

            @Field("True if the account has a second factor")
            boolean secondFactor) {
        static Colleague of(Member it, StaffRoom room) {
            return new Colleague(
                    IdKind.STAFF.of(it.id()),
                    it.handle(),
                    it.name(),
                    it.roles().stream().sorted().toList(),
                    it.active(),
                    it.since(),
                    it.lastSeen(),
                    room.factor().has(it));
        }
    }

    record SignedIn(
            @Field("Send it as Staff-Session; kept nowhere, so it is told this once")
            String token,

            Colleague person,

            @Field("It ends then at the latest, and after two hours without a request")
            Instant until) {}

    record Password(@Field(min = 1, max = 1000) String password) {}

    record NewPassword(
            @Field(value = "The one so far", min = 1, max = 1000)
            String old,

            @Field(min = 1, max = 1000) String password) {}

    record SessionShape(
            @Field(id = IdKind.SESSION) String id,
            Instant since,
            Instant seen,
            Instant until,

            @Field("What the browser or program calls itself")
            String device,

            @Field("The one that asks") boolean here) {
        static SessionShape of(Session it, Optional<UUID> here) {
            return new SessionShape(
                    IdKind.SESSION.of(it.key()),
                    it.since(),
                    it.seen(),
                    it.until(),
                    it.device(),
                    here.filter(it.key()::equals).isPresent());
        }
    }

    record SessionList(@Field("The latest first") List<SessionShape> items) {}

    record FactorOffer(
            @Field("Goes along with the code") String ticket,
            @Field("To be typed into the app") String secret,
            @Field("The same as the content of a QR code") String address) {}

    record FactorCode(
            @Field(min = 1, max = 60) String ticket,
            @Field(value = "Of the app", min = 1, max = 20) String code) {}

    record RecoveryCodes(
            @Field("Each opens once; told this once") List<String> codes) {}

    List<ApiRoute> all() {
        return List.of(
                ApiRoute.post("/sessions")
                        .called("signIn", GROUP, "Signs a member of staff in")
                        .note("For what takes a person besides the key: settings, accounts of staff, one's own views."
                                + " After five wrong passwords there is a pause.")
                        .anyRole()
                        .tight()
                        .body(SignIn.class, "{\"name\": \"mia\", \"password\": \"correct horse battery\"}")
                        .refuses("sign-in-refused, code-needed")
                        .creates(SignedIn.class)
                        .by(this::signIn),
                mine(ApiRoute.get("/me"))
                        .called("getMe", GROUP, "Who is signed in")
                        .answers(Colleague.class)
                        .by(call -> ApiReply.of(Colleague.of(me(call), room()))),
                mine(ApiRoute.post("/me/proofs"))
                        .called("prove", GROUP, "Gives the password anew; the session goes on under another token")
                        .note("Settings and accounts can be changed for ten minutes after the password was given.")
                        .tight()
                        .body(Password.class, "{\"password\": \"correct horse battery\"}")
                        .refuses("sign-in-refused")
                        .answers(SignedIn.class)
                        .by(this::prove),
                mine(ApiRoute.delete("/me/session"))
                        .called("signOut", GROUP, "Ends this session")
                        .answersNothing()
                        .by(call -> {
                            Member me = me(call);
                            room().leave(call.session());
                            room().note(me.handle(), "sign-out", "", "Signed out", true);
                            return ApiReply.done();
                        }),
                mine(ApiRoute.get("/me/sessions"))
                        .called("listMySessions", GROUP, "Where one is signed in")
                        .answers(SessionList.class)
                        .by(call -> ApiReply.of(new SessionList(ApiCall.each(
                                room().sessions(me(call).id()),
                                it -> SessionShape.of(
                                        it, Optional.of(session(call).key())))))),
                mine(ApiRoute.delete("/me/sessions/{session}"))
                        .called("endMySession", GROUP, "Ends one of one's own sessions")
                        .id("session", IdKind.SESSION)
                        .answersNothing()
                        .by(call -> {
                            room().end(me(call), me(call).id(), call.id("session", IdKind.SESSION));
                            return ApiReply.done();
                        }),
                mine(ApiRoute.post("/me/passwords"))
                        .called("changeMyPassword", GROUP, "A new password; all one's other sessions end")
                        .tight()
                        .body(
                                NewPassword.class,
                                "{\"old\": \"correct horse battery\", \"password\": \"staple correct horse\"}")
                        .refuses("sign-in-refused, declined")
                        .answers(SignedIn.class)
                        .by(this::changePassword),
                mine(ApiRoute.post("/me/factor-offers"))
                        .called("offerFactor", GROUP, "A secret for an app that makes codes; nothing changes yet")
                        .refuses("proof-needed")
                        .answers(FactorOffer.class)
                        .by(this::offer),
                mine(ApiRoute.post("/me/factors"))
                        .called("switchFactorOn", GROUP, "Switches the second factor on with a code of the app")
                        .tight()
                        .body(FactorCode.class, "{\"ticket\": \"the ticket of the offer\", \"code\": \"123456\"}")
                        .refuses("declined")
                        .creates(RecoveryCodes.class)
                        .by(call -> {
                            FactorCode it = call.body(FactorCode.class);
                            return ApiReply.of(new RecoveryCodes(room().switchOn(me(call), it.ticket(), it.code())));
                        }),
                mine(ApiRoute.delete("/me/factors"))
                        .called("switchFactorOff", GROUP, "Takes one's own second factor away")
                        .refuses("proof-needed, declined")
                        .answersNothing()
                        .by(call -> {
                            backroom.get().requireProof(call);
                            room().switchOff(me(call), me(call));
                            return ApiReply.done();
                        }));
    }

    /** One's own account: whoever is signed in may, also before a second factor that a role needs is set up. */
    private static ApiRoute.Draft mine(ApiRoute.Draft draft) {
        return draft.anyRole().person();
    }

    private StaffRoom room() {
        return backroom.get().room();
    }

    private Session session(ApiCall call) {
        return backroom.get().session(call);
    }

    private Member me(ApiCall call) {
        return session(call).member();
    }

    private ApiReply signIn(ApiCall call) {
        SignIn it = call.body(SignIn.class);
        Member member = checked(() -> room().signIn(it.name(), it.password(), Network.of(call.ip())));
        if (room().factor().has(member)) {
            String code = it.code()
                    .filter(given -> !given.isBlank())
                    .orElseThrow(() -> ApiFault.invalid(
                            "/code", "code-needed", "The account has a second factor: send the code of its app too."));
            checked(() -> {
                room().factor().check(member, room().factor().ticket(member), code, Network.of(call.ip()));
                return member;
            });
        }
        return opened(call, member);
    }

    private static <T> T checked(Supplier<T> work) {
        try {
            return work.get();
        } catch (StaffException e) {
            throw ApiFault.of(422, "sign-in-refused", e.words());
        }
    }

    private ApiReply opened(ApiCall call, Member member) {
        return told(room().open(member, "API: " + call.shop().actor().name()));
    }

    private ApiReply told(String token) {
        Session session = room().session(token).orElseThrow(() -> new IllegalStateException("it was opened just now"));
        return ApiReply.of(new SignedIn(token, Colleague.of(session.member(), room()), session.until()));
    }

    private ApiReply prove(ApiCall call) {
        Session session = session(call);
        String password = call.body(Password.class).password();
        return told(checked(() -> room().prove(session, password, Network.of(call.ip()))));
    }

    private ApiReply changePassword(ApiCall call) {
        NewPassword it = call.body(NewPassword.class);
        Member me = me(call);
        room().changePassword(me, it.old(), it.password(), Network.of(call.ip()));
        return opened(call, me);
    }

    private ApiReply offer(ApiCall call) {
        backroom.get().requireProof(call);
        SecondFactor.Offer it =
                room().factor().offer(me(call), call.shop().store().policy().brand());
        return ApiReply.of(new FactorOffer(it.ticket(), it.secret(), it.address()));
    }
}

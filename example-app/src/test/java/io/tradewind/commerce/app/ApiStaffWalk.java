package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.staff.Authenticator;

/** What takes a person beside the key: accounts, second factors, views and settings. */
final class ApiStaffWalk {
    private final ApiStore store;
    private final ApiClient admin;
    /** The session of an administrator. */
    private String mia = "";

    ApiStaffWalk(ApiStore store, ApiClient admin) {
        this.store = store;
        this.admin = admin;
    }

    private ApiClient.Reply mine(String operation, String... parameters) {
        return admin.to(operation, parameters).by(mia).send().fine();
    }

    private String invited(String link, String handle, String name) {
        String token = link.substring(link.lastIndexOf('/') + 1);
        return IdKind.STAFF.of(store.app
                .staff()
                .accept(token, handle, name, "correct horse battery")
                .orElseThrow()
                .id());
    }

    /** An administrator signs in through a program, invites a colleague, changes their rights and looks at the log. */
    void people() {
        admin.to("getMe").send().refuses(401, "session-missing");
        admin.to("getMe").by("A".repeat(27)).send().refuses(401, "session-over");
        String me = invited(store.app.staffLink().getPath(), "mia", "Mia");
        admin.to("signIn").put("/password", "wrong").send().refuses(422, "sign-in-refused");
        mia = admin.ok("signIn").text("/token");
        assertThat(mine("getMe").text("/handle")).isEqualTo("mia");
        String packer = invited(mine("inviteColleague").text("/link"), "tom", "Tom");
        assertThat(admin.ok("listStaff").at("/items").size()).isEqualTo(2);
        assertThat(mine("setRoles", "staff", packer).at("/roles/0").stringValue())
                .isEqualTo("SUPPORT");
        admin.to("closeAccount").by(mia).with("staff", me).send().refuses(409, "declined");
        ApiClient support = store.admin(Role.SUPPORT);
        String tom = support.to("signIn").put("/name", "tom").send().is(201).text("/token");
        admin.to("closeAccount").by(tom).with("staff", me).send().refuses(403, "forbidden");
        support.to("getMe").by(tom).send().is(200);
        String his = admin.ok("listSessions", "staff", packer).text("/items/0/id");
        mine("endSession", "staff", packer, "session", his);
        support.to("getMe").by(tom).send().refuses(401, "session-over");
        mine("closeAccount", "staff", packer);
        assertThat(mine("reopenAccount", "staff", packer).at("/active").booleanValue())
                .isTrue();
        assertThat(admin.ok("getPerson", "staff", packer).text("/name")).isEqualTo("Tom");
        mine("makePasswordLink", "staff", packer);
        mine("withdrawInvitation", "link", admin.ok("listInvitations").text("/items/0/id"));
        factor(packer);
        views();
        assertThat(admin.ok("listLog", "by", "mia", "limit", "2").text("/next")).isNotEmpty();
        mia = mine("prove").text("/token");
        mia = mine("changeMyPassword").text("/token");
        String here = mine("listMySessions").text("/items/0/id");
        mine("endMySession", "session", here);
        admin.to("getMe").by(mia).send().refuses(401, "session-over");
        mia = admin.to("signIn")
                .put("/password", "staple correct horse")
                .send()
                .is(201)
                .text("/token");
        mine("signOut");
        admin.to("getMe").by(mia).send().refuses(401, "session-over");
    }

    /** A second factor: asked for at the next sign-in, and no way round it. */
    private void factor(String packer) {
        admin.to("switchFactorOn").by(mia).send().refuses(409, "declined");
        String recovery = switchedOn(mia);
        admin.to("signIn").send().refuses(422, "invalid");
        admin.to("signIn").put("/code", "000000").send().refuses(422, "sign-in-refused");
        admin.to("signIn").put("/code", recovery).send().is(201);
        mine("setFactorRules");
        assertThat(admin.ok("getFactorRules").at("/roles").size()).isZero();
        mine("switchFactorOff");
        admin.to("takeFactor").by(mia).with("staff", packer).send().refuses(409, "declined");
        String tom = admin.to("signIn").put("/name", "tom").send().is(201).text("/token");
        switchedOn(tom);
        mine("takeFactor", "staff", packer);
        assertThat(admin.ok("getPerson", "staff", packer).at("/secondFactor").booleanValue())
                .isFalse();
    }

    /** A recovery code of the second factor that whoever has that session has now. */
    private String switchedOn(String session) {
        ApiClient.Reply offer = admin.to("offerFactor").by(session).send().is(200);
        return admin.to("switchFactorOn")
                .by(session)
                .put("/ticket", offer.text("/ticket"))
                .put("/code", Authenticator.code(offer.text("/secret"), 0))
                .send()
                .is(201)
                .text("/codes/0");
    }

    private void views() {
        String view = mine("keepView").text("/id");
        assertThat(mine("openWithView", "view", view).at("/items/0/first").booleanValue())
                .isTrue();
        assertThat(mine("renameView", "view", view).text("/items/0/name")).isEqualTo("Ada's orders");
        mine("openWithAll");
        admin.to("keepView").by(mia).put("/shows", "javascript:alert(1)").send().refuses(422, "invalid");
        mine("deleteView", "view", view);
        assertThat(mine("listViews").at("/items").size()).isZero();
    }

    /** A refund above the store's limit that a program asks for takes two people, and a key is none of them. */
    void refunds() {
        String ben = session("ben", "FINANCE");
        String order = store.order("card", "approve", 15);
        ApiClient.Reply waiting = admin.to("refund")
                .with("order", order)
                .put("/shares/0/amount/amount", 25_001)
                .send()
                .is(201);
        assertThat(waiting.text("/state")).isEqualTo("PROPOSED");
        String refund = waiting.text("/id");
        assertThat(admin.ok("listReviews").at("/items").toString())
                .contains(refund, "REFUND_TO_APPROVE", "REFUSE_REFUND");
        admin.to("approveRefund").with("refund", refund).send().refuses(401, "session-missing");
        assertThat(mine("approveRefund", "refund", refund).text("/state")).isEqualTo("PROPOSED");
        ApiClient.Reply own =
                admin.to("approveRefund").by(mia).with("refund", refund).send();
        assertThat(own.status()).as(own.toString()).isEqualTo(403);
        assertThat(own.text("/detail")).contains("somebody else has to approve it");
        ApiClient.Reply sent =
                admin.to("approveRefund").by(ben).with("refund", refund).send().is(200);
        assertThat(sent.text("/state")).isEqualTo("RUNNING");
        assertThat(sent.text("/proposedBy")).isEqualTo("staff:mia");
        assertThat(sent.text("/approvedBy")).isEqualTo("staff:ben");
    }

    private String session(String handle, String role) {
        String link = admin.to("inviteColleague")
                .by(mia)
                .put("/roles/0", role)
                .send()
                .is(201)
                .text("/link");
        invited(link, handle, handle);
        return admin.to("signIn").put("/name", handle).send().is(201).text("/token");
    }

    /** Settings: read without secrets, changed by a person, refused with the field's name, and taken back. */
    void settings() {
        mia = admin.to("signIn")
                .put("/password", "staple correct horse")
                .send()
                .is(201)
                .text("/token");
        admin.ok("getStore");
        admin.ok("testPlugin", "account", "card");
        assertThat(admin.ok("checkData").at("/broken").size()).isZero();
        assertThat(admin.ok("sendPicture").text("/source")).startsWith("media/");
        ApiClient.Reply form = admin.ok("getSettings", "account", "card");
        admin.to("changeSettings")
                .with("account", "card")
                .with("If-Match", form.header("ETag"))
                .send()
                .refuses(401, "session-missing");
        admin.to("changeSettings")
                .by(mia)
                .with("account", "card")
                .with("If-Match", form.header("ETag"))
                .put("/settings/nothing-like-it", "1")
                .send()
                .refuses(422, "invalid");
        String secret = "{\"settings\": {\"apiKey\": \"sk_test_hush\"}}";
        ApiClient.Reply saved = admin.to("changeSettings")
                .by(mia)
                .with("account", "card")
                .with("If-Match", form.header("ETag"))
                .body(secret)
                .send()
                .is(200);
        assertThat(saved.toString()).doesNotContain("hush");
        assertThat(admin.ok("getSettings", "account", "card")
                        .at("/settings/0/given")
                        .booleanValue())
                .isTrue();
        admin.to("changeSettings")
                .by(mia)
                .with("account", "card")
                .with("If-Match", form.header("ETag"))
                .send()
                .refuses(412, "stale");
        ApiClient.Reply elsewhere = admin.to("changeSettings")
                .by(mia)
                .with("account", "card")
                .with("If-Match", saved.header("ETag"))
                .header("Accept-Language", "de")
                .body("{\"settings\": {\"actionUrl\": \"https://elsewhere.example/\"}}")
                .send()
                .refuses(422, "invalid");
        assertThat(elsewhere.text("/errors/0/pointer")).isEqualTo("/settings/apiKey");
        assertThat(elsewhere.text("/errors/0/message")).contains("Adresse");
        mine("changeSettings", "account", "card", "If-Match", saved.header("ETag"));
        mine("resetSettings", "account", "card");
        assertThat(admin.ok("getSettings", "account", "card").json()).isEqualTo(form.json());
        assertThat(admin.ok("listLog", "by", "mia").toString())
                .contains("apiKey")
                .doesNotContain("hush");
    }
}

package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.settings.PluginSettings;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.app.staff.Session;
import io.tradewind.commerce.app.staff.StaffRoom;
import io.tradewind.commerce.app.web.Media;

/**
 * What the store has beside the library: the people who work here, settings of plugins, pictures. Programs reach it as the
 * console does, and what takes a person takes one here too. Safe for many threads.
 *
 * @param room accounts of staff
 * @param settings of plugin accounts
 * @param media pictures of products
 */
public record Backroom(StaffRoom room, PluginSettings settings, Media media) {
    /** The session of this request. */
    Session session(ApiCall call) {
        return room.session(call.session())
                .orElseThrow(() -> ApiFault.of(
                        401, "session-over", "The session has ended or never was: sign in with POST /sessions."));
    }

    /** Who is signed in, with the right that the route needs; the key has it already. */
    Member person(ApiCall call) {
        Member member = session(call).member();
        call.needed().filter(it -> !member.may(it)).ifPresent(it -> {
            throw ApiFault.of(403, "forbidden", "Your roles lack the permission " + it + ".");
        });
        if (room.factor().isMissing(member)) {
            throw ApiFault.of(403, "factor-missing", "Your role needs a second factor: set it up first.");
        }
        return member;
    }

    /** The same of somebody who has given the password a short while ago. */
    Member proved(ApiCall call) {
        Member member = person(call);
        requireProof(call);
        return member;
    }

    /** Does nothing if the password was given a short while ago. */
    void requireProof(ApiCall call) {
        if (!room.proved(session(call))) {
            throw ApiFault.of(403, "proof-needed", "Give your own password too; it was some time ago that you did.");
        }
    }

    /** Writes into the log what somebody did through an interface. */
    void note(Member by, ApiCall call, String words) {
        room.note(by.handle(), call.name(), call.shop().actor().name(), words, true);
    }
}

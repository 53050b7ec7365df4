package io.tradewind.commerce.launch;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Whom to tell of a sign-up. Works in the caller's transaction; safe for many threads. */
@Internal
@Singleton
public final class SignUpContacts {
    private final SignUpStore signUps;
    private final LaunchStore launches;

    @Inject
    SignUpContacts(SignUpStore signUps, LaunchStore launches) {
        this.signUps = signUps;
        this.launches = launches;
    }

    /**
     * Somebody in line.
     *
     * @param email address; empty if a phone number was given, or if it was forgotten
     * @param phone number in E.164; empty if an address was given, or if it was forgotten
     * @param title of the launch
     * @param slug of the launch
     * @param place number in line, from 1; 0 for none
     * @param until when the invitation runs out; null without one
     */
    public record Waiting(
            SignUpState state,
            String email,
            String phone,
            String title,
            String slug,
            int place,
            @Nullable Instant until) {
        @Override
        public String toString() {
            return "Waiting[" + state + ", " + place + "]";
        }
    }

    /** The sign-up of that id, if there is one. */
    public Optional<Waiting> of(Handle handle, Scope scope, UUID id) {
        return signUps.find(handle, scope, new SignUpId(id)).map(it -> {
            Optional<Launch> launch = launches.find(handle, scope, it.launch());
            boolean mail = it.contact().kind() == Contact.Kind.EMAIL;
            return new Waiting(
                    it.state(),
                    mail ? it.contact().value() : "",
                    mail ? "" : it.contact().value(),
                    launch.map(Launch::title).orElse(""),
                    launch.map(Launch::slug).orElse(""),
                    it.place().orElse(0),
                    it.invitedUntil().orElse(null));
        });
    }
}

package io.tradewind.commerce.launch;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

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
     * @param place number in line, from 1; 0 for none
     */
    public record Waiting(SignUpState state, String email, String phone, String title, int place) {
        @Override
        public String toString() {
            return "Waiting[" + state + ", " + place + "]";
        }
    }

    /** The sign-up of that id, if there is one. */
    public Optional<Waiting> of(Handle handle, Scope scope, UUID id) {
        return signUps.find(handle, scope, new SignUpId(id)).map(it -> {
            boolean mail = it.contact().kind() == Contact.Kind.EMAIL;
            return new Waiting(
                    it.state(),
                    mail ? it.contact().value() : "",
                    mail ? "" : it.contact().value(),
                    launches.find(handle, scope, it.launch()).map(Launch::title).orElse(""),
                    it.place().orElse(0));
        });
    }
}

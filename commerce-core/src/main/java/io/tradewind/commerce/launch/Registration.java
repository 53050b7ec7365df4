package io.tradewind.commerce.launch;

import io.tradewind.commerce.store.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** A sign-up as it is stored. */
record Registration(
        SignUpId id,
        LaunchId launch,
        Contact contact,
        String ownerKey,
        SignUpState state,
        OptionalInt place,
        String linkHash,
        Instant linkAt,
        Optional<Instant> invitedUntil,
        Instant signedUpAt,
        int version) {

    boolean belongsTo(Scope scope) {
        return scope.actor().isStaff() || ownerKey.equals(scope.actor().ownerKey());
    }

    /** What the actor may see of it: strangers learn no more than what they typed themselves. */
    SignUp seenBy(Scope scope) {
        if (belongsTo(scope)) {
            return shown(contact.value());
        }
        return new SignUp(
                id,
                launch,
                contact.masked(),
                SignUpState.UNCONFIRMED,
                OptionalInt.empty(),
                Instant.EPOCH,
                Instant.EPOCH,
                1);
    }

    /** What the bearer of its invitation may see. */
    SignUp seenByBearer() {
        return shown(contact.masked());
    }

    private SignUp shown(String contactText) {
        return new SignUp(
                id, launch, contactText, state, place, signedUpAt, invitedUntil.orElse(Instant.EPOCH), version);
    }

    Registration in(SignUpState next) {
        return new Registration(
                id, launch, contact, ownerKey, next, place, linkHash, linkAt, invitedUntil, signedUpAt, version + 1);
    }

    Registration at(int number, String owner) {
        return new Registration(
                id,
                launch,
                contact,
                owner,
                state,
                OptionalInt.of(number),
                linkHash,
                linkAt,
                invitedUntil,
                signedUpAt,
                version);
    }

    Registration of(String owner) {
        return new Registration(
                id, launch, contact, owner, state, place, linkHash, linkAt, invitedUntil, signedUpAt, version);
    }

    Registration until(Instant end) {
        return new Registration(
                id, launch, contact, ownerKey, state, place, linkHash, linkAt, Optional.of(end), signedUpAt, version);
    }
}

package io.tradewind.commerce.launch;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * Somebody's place in a launch. Immutable.
 *
 * @param contact phone number or e-mail address; for anybody but its owner and staff only its ends
 * @param place number in line, from 1; empty until the contact is confirmed
 * @param invitedUntil when the invitation runs out; {@link Instant#EPOCH} if there is none
 * @param version grows with each move
 */
public record SignUp(
        SignUpId id,
        LaunchId launch,
        String contact,
        SignUpState state,
        OptionalInt place,
        Instant signedUpAt,
        Instant invitedUntil,
        int version) {}

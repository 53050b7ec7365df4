package io.tradewind.commerce.launch;

import io.tradewind.commerce.error.Refusal;
import java.util.List;

/** What became of a wave of invitations. */
public sealed interface InviteAnswer {
    /** These people are invited; fewer than asked for if fewer are in line. */
    record Invited(List<Invitation> invitations) implements InviteAnswer {
        /** Copies the list. */
        public Invited {
            invitations = List.copyOf(invitations);
        }
    }

    /** Nobody is invited, and why. */
    record Refused(Refusal reason) implements InviteAnswer {}

    /** The invitations; throws if they were refused. */
    default List<Invitation> orThrow() {
        if (this instanceof Invited invited) {
            return invited.invitations();
        }
        throw ((Refused) this).reason().asException();
    }
}

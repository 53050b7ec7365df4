package io.tradewind.commerce.app.staff;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.Locale;
import java.util.concurrent.Semaphore;

/**
 * Hashes passwords with Argon2id (19 MiB, two passes, as OWASP's password storage sheet asks). Few at a time, so that a
 * storm of sign-ins cannot take the memory and processors that shoppers need. Safe for many threads.
 */
final class Passwords {
    private static final int SHORTEST = 12;
    private static final int LONGEST = 128;
    private static final int KIBIBYTES = 19 * 1024;
    private static final int PASSES = 2;

    /** Costs a comparison like any other, and no password has it. */
    private static final String NOBODYS =
            "$argon2id$v=19$m=" + KIBIBYTES + ",t=" + PASSES + ",p=1$" + "A".repeat(22) + "$" + "A".repeat(43);

    /** So many wait for their turn at most: each holds a thread that shoppers need. */
    private static final int MOST_WAITING = 20;

    private final Semaphore turns = new Semaphore(2);
    private final Argon2Function argon;

    Passwords() {
        this(KIBIBYTES);
    }

    /** With another amount of memory for new ones, as tests that are not about their strength want. */
    Passwords(int kibibytes) {
        argon = Argon2Function.getInstance(kibibytes, PASSES, 1, 32, Argon2.ID);
    }

    /** Declines passwords that are too short, too long or say the account's own name. */
    static void check(String password, String handle) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            throw new StaffException("The password has " + password.length() + " characters. Use " + SHORTEST + " to "
                    + LONGEST + "; a few unrelated words are good.");
        }
        if (password.chars().distinct().count() < 5
                || (!handle.isEmpty() && password.toLowerCase(Locale.ROOT).contains(handle))) {
            throw new StaffException(
                    "That password is easy to guess. Use a few unrelated words, without your own name.");
        }
    }

    /** Declines when many sign in at this moment. */
    void requireTurn() {
        if (turns.getQueueLength() >= MOST_WAITING) {
            throw new StaffException("Many people sign in at this moment. Try again in a few seconds.");
        }
    }

    String hash(String password) {
        turns.acquireUninterruptibly();
        try {
            return Password.hash(password).addRandomSalt(16).with(argon).getResult();
        } finally {
            turns.release();
        }
    }

    boolean fits(String password, String hash) {
        turns.acquireUninterruptibly();
        try {
            return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
        } finally {
            turns.release();
        }
    }

    /** Takes as long as a real comparison, for accounts that do not exist. */
    void fitsNobody(String password) {
        if (fits(password, NOBODYS)) {
            throw new IllegalStateException("the password of nobody was guessed");
        }
    }
}

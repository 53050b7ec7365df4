package io.tradewind.commerce.verification;

import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.internal.plugin.PhonePort;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.phone.CodeCheck;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * Checks codes. Each guess is counted by a conditional update, and the count is committed before anybody hears the result,
 * so any number of guesses at once share the five. Where providers check, it is counted before anything is looked at, and
 * only if that meets no challenge is it locked to find out why. Safe for many threads.
 */
@Singleton
final class Checking {
    private static final Pattern DIGITS = Pattern.compile("\\d{4,10}");

    private final VerificationStore store;
    private final Challenges challenges;
    private final OneTimeCodes codes;
    private final Senders senders;
    private final World world;

    @Inject
    Checking(VerificationStore store, Challenges challenges, OneTimeCodes codes, Senders senders, World world) {
        this.store = store;
        this.challenges = challenges;
        this.codes = codes;
        this.senders = senders;
        this.world = world;
    }

    /** A guess that was counted: answered already, or to be put to the provider. */
    private record Guess(Optional<CheckAnswer> answer, Optional<Challenge> counted) {
        static Guess answer(CheckAnswer answer) {
            return new Guess(Optional.of(answer), Optional.empty());
        }

        static Guess counted(Challenge challenge) {
            return new Guess(Optional.empty(), Optional.of(challenge));
        }

        static Guess refused(Refusal refusal) {
            return answer(new CheckAnswer.Refused(refusal));
        }
    }

    CheckAnswer check(Scope scope, UUID subject, String text) {
        scope.tx().assertNone("verifications.check");
        String code = text.length() > 40 ? "" : text.replaceAll("[\\s-]", "");
        if (!DIGITS.matcher(code).matches()) {
            return new CheckAnswer.Refused(Words.MALFORMED);
        }
        Instant now = world.now();
        Guess guess = countUnseen(scope, subject, now)
                .map(Guess::counted)
                .orElseGet(() ->
                        scope.tx().write("verifications.check", handle -> count(handle, scope, subject, code, now)));
        if (guess.answer().isPresent()) {
            return guess.answer().get();
        }
        Challenge counted = guess.counted().orElseThrow();
        Optional<CodeCheck> verdict = verdict(counted, code, now);
        return scope.tx().write("verifications.checked", handle -> judge(handle, scope, counted, verdict));
    }

    /** A code of ours is better compared while it is locked: then it is counted and judged at once. */
    private Optional<Challenge> countUnseen(Scope scope, UUID subject, Instant now) {
        return senders.allCheck()
                ? scope.tx()
                        .change(
                                "verifications.count",
                                handle -> store.countCurrent(
                                        handle,
                                        scope.storeId(),
                                        subject,
                                        scope.actor().ownerKey(),
                                        now))
                : Optional.empty();
    }

    private Guess count(Handle handle, Scope scope, UUID subject, String code, Instant now) {
        Optional<Challenge> current = store.lockCurrent(
                handle, scope.storeId(), subject, scope.actor().ownerKey());
        if (current.isEmpty()) {
            return Guess.refused(Words.NO_CODE);
        }
        Challenge it = current.get();
        if (!it.open()) {
            return Guess.answer(ended(it));
        }
        if (!it.expiresAt().isAfter(now)) {
            challenges.move(handle, scope, it, VerificationMove.EXPIRE, "");
            return Guess.refused(Words.EXPIRED);
        }
        if (it.sendingWasCutShort(now)) {
            it = challenges
                    .move(handle, scope, it, VerificationMove.MARK_SENT, "whoever sent it was cut short")
                    .orElseThrow();
        }
        if (it.state() == VerificationState.SENDING) {
            return Guess.refused(Words.ON_ITS_WAY);
        } else if (it.state() == VerificationState.UNSENT) {
            return Guess.refused(Words.NO_CODE);
        }
        if (it.triesLeft() == 0) {
            return Guess.refused(Words.USED_UP); // others hold the last guesses
        }
        if (matches(it, code, now)) {
            Challenge unused = challenges
                    .guess(handle, scope, it, VerificationMove.MATCH, "")
                    .orElseThrow();
            return Guess.answer(new CheckAnswer.Verified(it.phone()));
        }
        if (managed(it, now).isEmpty()) {
            return Guess.answer(missed(handle, scope, it, 1));
        }
        return store.countCheck(handle, scope.storeId(), it, now) ? Guess.counted(it) : Guess.refused(Words.USED_UP);
    }

    private boolean matches(Challenge it, String code, Instant now) {
        return it.live(now).stream().filter(one -> codes.matches(it, one, code)).count() > 0;
    }

    private static List<SentCode> managed(Challenge it, Instant now) {
        return it.live(now).stream().filter(SentCode::managed).toList();
    }

    /** Empty if nobody could say. */
    private Optional<CodeCheck> verdict(Challenge it, String code, Instant now) {
        if (matches(it, code, now)) {
            return Optional.of(CodeCheck.MATCH);
        }
        List<SentCode> managed = managed(it, now);
        return managed.isEmpty() ? Optional.of(CodeCheck.NO_MATCH) : ask(managed, code);
    }

    /** Puts one guess to every verification the provider still holds, the newest first; empty if nobody could say. */
    private Optional<CodeCheck> ask(List<SentCode> managed, String code) {
        Optional<CodeCheck> verdict = Optional.empty();
        List<String> asked = new ArrayList<>();
        for (SentCode sent : managed) {
            if (sent.ref().isEmpty() || asked.contains(sent.ref().get().value())) {
                continue;
            }
            asked.add(sent.ref().get().value());
            PhonePort port = senders.account(sent.account());
            Answer<CodeCheck> answer = port.check(
                    Call.first(new OperationId(world.id()), port.deadline()),
                    sent.ref().get(),
                    code);
            if (answer instanceof Answer.Done<CodeCheck> done) {
                if (done.value() == CodeCheck.MATCH) {
                    return Optional.of(CodeCheck.MATCH);
                }
                verdict = verdict.isEmpty() ? Optional.of(done.value()) : verdict;
            }
        }
        return verdict;
    }

    private CheckAnswer judge(Handle handle, Scope scope, Challenge counted, Optional<CodeCheck> verdict) {
        if (verdict.filter(CodeCheck.MATCH::equals).isPresent()
                && challenges
                        .move(handle, scope, counted, VerificationMove.MATCH, "")
                        .isPresent()) {
            return new CheckAnswer.Verified(counted.phone());
        }
        Challenge it = store.lock(handle, scope.storeId(), counted.id()).orElseThrow(); // it moved meanwhile, or is to
        if (it.state() != VerificationState.SENT) {
            return it.open() ? new CheckAnswer.Refused(Words.NOT_CHECKED) : ended(it);
        }
        if (verdict.isEmpty()) {
            store.uncountCheck(handle, scope.storeId(), it.id());
            return new CheckAnswer.Refused(Words.NOT_CHECKED);
        }
        return switch (verdict.get()) {
            case MATCH -> {
                challenges.move(handle, scope, it, VerificationMove.MATCH, "");
                yield new CheckAnswer.Verified(it.phone());
            }
            case NO_MATCH -> missed(handle, scope, it, 0);
            case EXPIRED -> {
                challenges.move(handle, scope, it, VerificationMove.EXPIRE, "the provider says so");
                yield new CheckAnswer.Refused(Words.EXPIRED);
            }
            case USED_UP -> {
                challenges.move(handle, scope, it, VerificationMove.BURN, "the provider says so");
                yield new CheckAnswer.Refused(Words.USED_UP);
            }
        };
    }

    /** The wrong guess itself is counted here if it is not yet. */
    private CheckAnswer missed(Handle handle, Scope scope, Challenge it, int uncounted) {
        int left = it.triesLeft() - uncounted;
        VerificationMove move = left == 0 ? VerificationMove.BURN : VerificationMove.MISS;
        String note = left == 0 ? "fifth wrong code" : "wrong code";
        if (uncounted == 0) {
            challenges.move(handle, scope, it, move, note);
        } else {
            Challenge unused = challenges.guess(handle, scope, it, move, note).orElseThrow();
        }
        return left == 0 ? new CheckAnswer.Refused(Words.USED_UP) : new CheckAnswer.Wrong(left);
    }

    private static CheckAnswer ended(Challenge it) {
        return switch (it.state()) {
            case VERIFIED -> new CheckAnswer.Verified(it.phone());
            case BURNT -> new CheckAnswer.Refused(Words.USED_UP);
            case EXPIRED -> new CheckAnswer.Refused(Words.EXPIRED);
            default -> new CheckAnswer.Refused(Words.NO_CODE);
        };
    }
}

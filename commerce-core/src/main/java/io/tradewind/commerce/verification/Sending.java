package io.tradewind.commerce.verification;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.internal.db.Question;
import io.tradewind.commerce.internal.db.SqlErrors;
import io.tradewind.commerce.internal.plugin.PhonePort;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.phone.Channel;
import io.tradewind.commerce.spi.phone.SendCode;
import io.tradewind.commerce.spi.phone.StartVerification;
import io.tradewind.commerce.spi.phone.Started;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.verification.SendLimitStore.Used;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends codes: limits and budget are claimed and the hashed code is committed before the provider is called, so a crash
 * never leaves a code at large that nobody knows of. A lost answer counts as sent. Safe for many threads.
 */
@Singleton
final class Sending {
    private static final Logger log = LoggerFactory.getLogger(Sending.class);
    private static final Duration CODE_LIFE = Duration.ofMinutes(10);
    private static final Duration SENDING_LEASE = Duration.ofSeconds(30);
    /** Whoever begins again lost against a message that was counted, and the limits allow few of these. */
    private static final int MOST_ATTEMPTS = 20;

    private static final String PURPOSE = "CONTACT";

    private final VerificationStore store;
    private final Challenges challenges;
    private final SendLimits limits;
    private final OneTimeCodes codes;
    private final Senders senders;
    private final World world;

    @Inject
    Sending(
            VerificationStore store,
            Challenges challenges,
            SendLimits limits,
            OneTimeCodes codes,
            Senders senders,
            World world) {
        this.store = store;
        this.challenges = challenges;
        this.limits = limits;
        this.codes = codes;
        this.senders = senders;
        this.world = world;
    }

    /** A request to send, with everything that was made before the transaction. */
    private record Request(
            Scope scope,
            UUID subject,
            PhoneNumber number,
            SendLimits.Counted counted,
            PhonePort port,
            long cost,
            UUID challenge,
            UUID send,
            String code,
            String wish) {
        @Override
        public String toString() {
            return "Request[" + send + "]";
        }
    }

    /** What the transaction decided: an answer, or a challenge to send for. */
    private record Decision(Optional<SendAnswer> answer, Optional<Challenge> challenge) {
        static Decision answer(SendAnswer answer) {
            return new Decision(Optional.of(answer), Optional.empty());
        }

        static Decision refused(Refusal refusal) {
            return answer(new SendAnswer.Refused(refusal));
        }

        static Decision send(Challenge challenge) {
            return new Decision(Optional.empty(), Optional.of(challenge));
        }
    }

    SendAnswer send(Scope scope, UUID subject, PhoneNumber number, Origin origin, String key) {
        scope.tx().assertNone("verifications.send");
        if (!scope.store().policy().shipsTo().contains(number.country())) {
            return new SendAnswer.Refused(Words.COUNTRY);
        }
        if (!number.takesMessages()) {
            return new SendAnswer.Refused(Words.NOT_MOBILE);
        }
        Optional<PhonePort> port = senders.to(number.country());
        if (port.isEmpty()) {
            log.error(
                    "Store {} has no phone account that reaches {}",
                    scope.store().code(),
                    number.country());
            return new SendAnswer.Refused(Words.BLOCKED);
        }
        long cost = senders.cost(port.get(), scope.store(), number.country());
        SendLimits.Counted counted = limits.counted(scope, number, origin);
        Request request = new Request(
                scope,
                subject,
                number,
                counted,
                port.get(),
                cost,
                world.id(),
                world.id(),
                codes.next(),
                key.isEmpty() ? "" : codes.limitKey("wish", key));
        Decision decision = decide(request);
        if (decision.answer().isPresent()) {
            return decision.answer().get();
        }
        world.crashPoint("verification.sending");
        return deliver(request, decision.challenge().orElseThrow());
    }

    /** Two that count under one key at once make one of them begin again. */
    private Decision decide(Request request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return request.scope().tx().write("verifications.send", handle -> decide(handle, request));
            } catch (RuntimeException e) {
                if (!SqlErrors.isDuplicate(e) || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Decision decide(Handle handle, Request request) {
        Scope scope = request.scope();
        Instant now = world.now();
        return Question.both(
                handle,
                store.of(handle, scope.storeId(), request.subject()),
                limits.used(handle, scope, request.counted(), now),
                (all, used) -> decide(handle, request, all, used, now));
    }

    private Decision decide(Handle handle, Request request, List<Challenge> all, Used used, Instant now) {
        Scope scope = request.scope();
        String owner = scope.actor().ownerKey();
        if (!scope.actor().isStaff()
                && all.stream().anyMatch(it -> !it.ownerKey().equals(owner))) {
            throw CommerceException.notFound("subject of a verification");
        }
        Optional<SendAnswer> before = all.stream()
                .filter(it -> it.ownerKey().equals(owner))
                .flatMap(it -> answered(it, request).stream())
                .findFirst();
        if (before.isPresent()) {
            return Decision.answer(before.get());
        }
        SendLimits.Judged judged = limits.judge(handle, scope, request.counted(), used, now);
        SendLimits.Verdict verdict = judged.verdict();
        Optional<Challenge> current = all.stream()
                .filter(it -> it.ownerKey().equals(owner))
                .findFirst()
                .flatMap(it -> store.lock(handle, scope.storeId(), it.id()));
        boolean sameNumber =
                current.filter(it -> it.phone().equals(request.number())).isPresent();
        if (sameNumber && current.get().state() == VerificationState.VERIFIED) {
            return Decision.refused(Words.VERIFIED_ALREADY);
        }
        Optional<Challenge> running =
                current.filter(it -> it.open() && it.expiresAt().isAfter(now));
        if (running.isPresent() && sameNumber) {
            Challenge it = running.get();
            if (it.state() == VerificationState.SENDING && !it.sendingWasCutShort(now)) {
                return Decision.answer(sent(it)); // a second click: the first one is under way
            }
            if (now.isBefore(it.resendAt())) {
                return Decision.refused(Words.TOO_SOON);
            }
            if (it.sends() >= Challenge.SENDS) {
                return Decision.refused(Words.BLOCKED);
            }
        }
        if (verdict != SendLimits.Verdict.FREE) {
            return Decision.refused(verdict == SendLimits.Verdict.TOO_SOON ? Words.TOO_SOON : Words.BLOCKED);
        }
        Optional<Challenge> goesOn = running.filter(it -> sameNumber);
        UUID challenge = goesOn.map(Challenge::id).orElse(request.challenge());
        if (!limits.charge(handle, scope, request.counted(), judged, request.send(), challenge, request.cost())) {
            return Decision.refused(Words.BLOCKED);
        }
        return Decision.send(
                goesOn.isPresent() ? again(handle, request, goesOn.get(), now) : anew(handle, request, current, now));
    }

    /** What an earlier call under that name got, or the reason why the name cannot be used again. */
    private static Optional<SendAnswer> answered(Challenge it, Request request) {
        Optional<SentCode> before = request.wish().isEmpty()
                ? Optional.empty()
                : it.codes().stream()
                        .filter(code -> code.wish().equals(request.wish()))
                        .findFirst();
        if (before.isPresent() && !it.phone().equals(request.number())) {
            throw new CommerceException(ErrorCode.KEY_REUSED, "The key was used for sending a code to another number.");
        }
        return before.map(code -> new SendAnswer.Sent(
                code.resendAt(), code.expiresAt(), it.phone().masked(), true));
    }

    private Challenge again(Handle handle, Request request, Challenge running, Instant now) {
        Scope scope = request.scope();
        Challenge it = running.state() == VerificationState.SENDING
                ? challenges
                        .move(handle, scope, running, VerificationMove.MARK_SENT, "whoever sent it was cut short")
                        .orElseThrow()
                : running;
        Challenge sending =
                it.again(now.plus(SENDING_LEASE), SendPolicy.resendAt(now, it.sends() + 1), now.plus(CODE_LIFE));
        Challenge coded = sending.with(code(request, sending));
        challenges.resend(handle, scope, it, coded);
        return coded;
    }

    private Challenge anew(Handle handle, Request request, Optional<Challenge> current, Instant now) {
        Scope scope = request.scope();
        current.filter(Challenge::open).ifPresent(it -> {
            boolean over = !it.expiresAt().isAfter(now);
            challenges.move(
                    handle,
                    scope,
                    it,
                    over ? VerificationMove.EXPIRE : VerificationMove.CANCEL,
                    over ? "" : "another number was given");
        });
        Challenge born = new Challenge(
                request.challenge(),
                request.subject(),
                scope.actor().ownerKey(),
                PURPOSE,
                request.number(),
                VerificationState.SENDING,
                1,
                1,
                0,
                now.plus(SENDING_LEASE),
                SendPolicy.resendAt(now, 1),
                now.plus(CODE_LIFE),
                now,
                Optional.empty(),
                List.of());
        Challenge coded = born.with(code(request, born));
        challenges.start(handle, scope, coded);
        return coded;
    }

    private SentCode code(Request request, Challenge challenge) {
        boolean managed = request.port().managed();
        byte[] salt = managed ? new byte[0] : codes.salt();
        return new SentCode(
                request.send(),
                challenge.sends(),
                request.port().account(),
                managed,
                salt,
                managed ? new byte[0] : codes.hash(challenge, salt, request.code()),
                Optional.empty(),
                challenge.resendAt(),
                challenge.expiresAt(),
                request.wish());
    }

    private SendAnswer deliver(Request request, Challenge challenge) {
        PhonePort port = request.port();
        Call call = Call.first(new OperationId(request.send()), port.deadline());
        String number = request.number().e164();
        Answer<?> answer;
        Optional<ProviderRef> ref;
        if (port.managed()) {
            Answer<Started> started = port.start(new StartVerification(
                    call, number, Channel.SMS, request.scope().store().policy().brand(), Locale.ENGLISH));
            answer = started;
            ref = started instanceof Answer.Done<Started> done
                    ? Optional.of(done.value().ref())
                    : reference(started);
        } else {
            String text = Words.message(
                    request.scope().store(), request.code(), port.profile().longestText());
            Answer<ProviderRef> handed = port.send(new SendCode(call, number, Channel.SMS, text, Locale.ENGLISH));
            answer = handed;
            ref = handed instanceof Answer.Done<ProviderRef> done ? Optional.of(done.value()) : reference(handed);
        }
        world.crashPoint("verification.sent");
        return request.scope()
                .tx()
                .write("verifications.sent", handle -> settle(handle, request, challenge, answer, ref));
    }

    /** Accepted, pending and unknown alike count as sent: an unknown message costs money and may arrive. */
    private SendAnswer settle(
            Handle handle, Request request, Challenge challenge, Answer<?> answer, Optional<ProviderRef> ref) {
        Scope scope = request.scope();
        UnaryOperator<SentCode> known = code -> ref.map(code::known).orElse(code);
        if (!(answer instanceof Answer.Refused<?>)
                && !(answer instanceof Answer.NotSent<?>)
                && !(answer instanceof Answer.Rejected<?>)) {
            challenges.move(
                    handle, scope, challenge, VerificationMove.MARK_SENT, "", it -> it.with(request.send(), known));
            return sent(challenge);
        }
        boolean numberAtFault = answer instanceof Answer.Refused<?>;
        if (!numberAtFault) {
            limits.giveBack(handle, scope, request.send(), request.cost());
        }
        if (answer instanceof Answer.Rejected<?> rejected) {
            log.error("Phone account {} cannot be used: {}", request.port().account(), rejected.code());
        }
        Instant now = world.now();
        UnaryOperator<Challenge> without = it -> it.with(request.send(), code -> code.dead(now));
        boolean earlierCode = !without.apply(challenge).live(now).isEmpty();
        challenges.move(
                handle,
                scope,
                challenge,
                earlierCode ? VerificationMove.MARK_SENT : VerificationMove.MARK_UNSENT,
                numberAtFault ? "the number was refused" : "it did not go out",
                without);
        return new SendAnswer.Refused(Words.BLOCKED);
    }

    private static Optional<ProviderRef> reference(Answer<?> answer) {
        if (answer instanceof Answer.Pending<?> it) {
            return Optional.of(it.ref());
        }
        return answer instanceof Answer.Unknown<?> it ? it.ref() : Optional.empty();
    }

    private static SendAnswer sent(Challenge it) {
        return new SendAnswer.Sent(it.resendAt(), it.expiresAt(), it.phone().masked(), false);
    }
}

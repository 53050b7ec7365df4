package io.tradewind.commerce.message;

import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.plugin.NotifierPort;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.message.OutgoingMessage;
import io.tradewind.commerce.spi.phone.Channel;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due: the try is committed, the provider is called with no transaction open, the outcome is committed. A
 * message whose sender died in between, or whose answer was lost, is sent again under its own id where the provider
 * recognises it, and is left in doubt where it does not. Safe for many threads and processes.
 */
@Internal
@Singleton
public final class MessageWork {
    static final String JOB = "messages";

    private static final Logger log = LoggerFactory.getLogger(MessageWork.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration LONGEST_WAIT = Duration.ofHours(4);
    private static final String CUT_SHORT = "whoever sent it was cut short";

    private final MessageStore store;
    private final Matters matters;
    private final MessageAccounts accounts;
    private final Wording wording;
    private final Scopes scopes;
    private final Tx tx;
    private final World world;

    @Inject
    MessageWork(
            MessageStore store,
            Matters matters,
            MessageAccounts accounts,
            Wording wording,
            Scopes scopes,
            Tx tx,
            World world) {
        this.store = store;
        this.matters = matters;
        this.accounts = accounts;
        this.wording = wording;
        this.scopes = scopes;
        this.tx = tx;
        this.world = world;
    }

    /** The job that sends messages. */
    public Job job() {
        return new Job(JOB, Duration.ofSeconds(10), this::step);
    }

    private int step() {
        if (accounts.none()) {
            return 0;
        }
        List<MessageRow> due = tx.read("messages.due", handle -> store.due(handle, scopes.ids(), world.now()));
        int handled = 0;
        for (MessageRow row : due) {
            handled += handle(row) ? 1 : 0;
        }
        return handled;
    }

    private boolean handle(MessageRow row) {
        Optional<NotifierPort> port = accounts.by(row.channel());
        if (row.state() == MessageState.SENDING
                && port.filter(NotifierPort::recognisesKeys).isEmpty()) {
            return end(row, row.tries(), MessageMove.DOUBT, "", CUT_SHORT);
        }
        Scope scope = scopes.system(row.storeId(), JOB);
        Telling telling = tx.read(
                "messages.matter",
                handle -> matters.tell(handle, scope, row.template(), row.about(), row.subject(), row.details()));
        if (telling instanceof Telling.Nothing nothing) {
            return skip(row, nothing.why());
        }
        Telling.Something something = (Telling.Something) telling;
        String to = row.channel() == Channel.SMS ? something.phone() : something.email();
        if (to.isEmpty()) {
            return skip(row, "there is nobody to send it to any more");
        } else if (port.isEmpty() && !accounts.may(row.channel())) {
            return skip(row, "no account is switched on for " + row.channel());
        }
        Wording.Written written = wording.write(scope.store(), row.template(), row.channel(), something.values());
        return send(row, port, to, something.number(), written);
    }

    /** What was being sent may have gone out all the same. */
    private boolean skip(MessageRow row, String why) {
        return row.state() == MessageState.SENDING
                ? end(row, row.tries(), MessageMove.DOUBT, "", CUT_SHORT)
                : end(row, row.tries(), MessageMove.SKIP, "", why);
    }

    private boolean send(
            MessageRow row, Optional<NotifierPort> port, String to, String number, Wording.Written written) {
        Instant now = world.now();
        String account = port.map(NotifierPort::account).orElse("");
        if (!tx.write("messages.claim", handle -> store.claim(handle, row, account, now.plus(LEASE)))) {
            return false; // somebody else is at it
        }
        int tries = row.tries() + 1;
        world.crashPoint("message.claimed");
        Answer<ProviderRef> answer = port.isEmpty()
                ? new Answer.NotSent<>("no account that can send it is up")
                : port.get()
                        .deliver(new OutgoingMessage(
                                new Call(
                                        new OperationId(row.id()),
                                        now.plus(PATIENCE),
                                        tries,
                                        number.isEmpty() ? Map.of() : Map.of("order", number)),
                                row.key(),
                                row.channel(),
                                to,
                                written.subject(),
                                written.text(),
                                written.html(),
                                written.language()));
        world.crashPoint("message.sent");
        settle(row, tries, port.filter(NotifierPort::recognisesKeys).isPresent(), answer);
        return true;
    }

    private void settle(MessageRow row, int tries, boolean recognised, Answer<ProviderRef> answer) {
        if (answer instanceof Answer.Done<ProviderRef> done) {
            end(row, tries, MessageMove.ACCEPT, done.value().value(), "");
        } else if (answer instanceof Answer.Pending<ProviderRef> pending) {
            end(row, tries, MessageMove.ACCEPT, pending.ref().value(), "");
        } else if (answer instanceof Answer.Refused<ProviderRef> refused) {
            end(row, tries, MessageMove.REFUSE, "", refused.code() + ": " + refused.detail());
        } else if (answer instanceof Answer.Rejected<ProviderRef> rejected) {
            String problem = rejected.code() + ": " + rejected.detail();
            log.error("Message {} was rejected, {}", row.id(), problem);
            if (isMendable(rejected.code())) {
                later(row, tries, false, problem);
            } else {
                end(row, tries, MessageMove.REFUSE, "", problem);
            }
        } else if (answer instanceof Answer.NotSent<ProviderRef> notSent) {
            later(row, tries, false, notSent.why());
        } else if (answer instanceof Answer.Unknown<ProviderRef> unknown) {
            String problem = unknown.why();
            if (recognised) {
                later(row, tries, true, problem);
            } else {
                end(
                        row,
                        tries,
                        MessageMove.DOUBT,
                        unknown.ref().map(ProviderRef::value).orElse(""),
                        problem);
            }
        }
    }

    /** Once the account is mended the same message goes out. */
    private static boolean isMendable(RejectCode code) {
        return code == RejectCode.BAD_CREDENTIALS || code == RejectCode.MISCONFIGURED;
    }

    private void later(MessageRow row, int tries, boolean doubtful, String problem) {
        if (tries >= row.mostTries()) {
            end(
                    row,
                    tries,
                    doubtful || row.doubtful() ? MessageMove.DOUBT : MessageMove.GIVE_UP,
                    "",
                    "given up after " + tries + " tries: " + problem);
            return;
        }
        tx.write(
                "messages.again",
                handle -> store.again(
                        handle, row, tries, doubtful, problem, world.now().plus(pause(tries))));
    }

    private boolean end(MessageRow row, int tries, MessageMove move, String reference, String problem) {
        return tx.write("messages.end", handle -> store.end(handle, row, tries, move, reference, problem, world.now()));
    }

    /** One minute, two, four … up to four hours. */
    private static Duration pause(int tries) {
        Duration wait = Duration.ofMinutes(1L << Math.min(tries - 1, 10));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }
}

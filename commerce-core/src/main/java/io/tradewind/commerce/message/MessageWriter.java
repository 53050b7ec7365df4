package io.tradewind.commerce.message;

import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.plugin.Calls;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.event.CommerceEvent;
import io.tradewind.commerce.spi.phone.Channel;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Hears durable events and writes down which messages they mean. An event that comes twice finds its rows already there,
 * and its messages are sent once. Safe for many threads and processes.
 */
@Internal
@Singleton
public final class MessageWriter {
    private final MessageStore store;
    private final Matters matters;
    private final MessageAccounts accounts;
    private final Scopes scopes;
    private final Tx tx;
    private final World world;
    private final JobBell bell;

    @Inject
    MessageWriter(
            MessageStore store,
            Matters matters,
            MessageAccounts accounts,
            Scopes scopes,
            Tx tx,
            World world,
            JobBell bell) {
        this.store = store;
        this.matters = matters;
        this.accounts = accounts;
        this.scopes = scopes;
        this.tx = tx;
        this.world = world;
        this.bell = bell;
    }

    /** True if events are to be heard at all: without an account nothing is written, so nothing piles up. */
    public static boolean isNeeded(Calls calls) {
        return !calls.notifiers().isEmpty();
    }

    /** True for the few events that may mean a message. Of the event alone, so that it can be asked when it is recorded. */
    public static boolean wants(CommerceEvent event) {
        return Happening.isWorthHearing(event);
    }

    /** Writes the messages of an event, each of which is there once however often this is called. */
    public void hear(int storeId, CommerceEvent event) {
        Scope scope = scopes.system(storeId, MessageWork.JOB);
        Optional<Happening> happening = Happening.of(event, scope.store().zone());
        if (happening.isEmpty() || isForNobody(scope, happening.get().template())) {
            return;
        }
        Map<Channel, UUID> ids = Map.of(Channel.EMAIL, world.id(), Channel.SMS, world.id());
        boolean written = tx.write("messages.write", handle -> write(handle, scope, happening.get(), ids));
        if (written) {
            bell.ring(MessageWork.JOB);
        }
    }

    private static boolean isForNobody(Scope scope, Template template) {
        return template.isForStaff()
                && scope.store().policy().messages().staffContact().isEmpty();
    }

    private boolean write(Handle handle, Scope scope, Happening it, Map<Channel, UUID> ids) {
        Optional<UUID> about = matters.about(handle, scope, it);
        if (about.isEmpty() || isUncalledFor(handle, scope, it, about.get())) {
            return false;
        }
        Telling telling = matters.tell(handle, scope, it.template(), about.get(), it.subject(), it.details());
        if (!(telling instanceof Telling.Something something)) {
            return false; // settled before anybody had to be told
        }
        Instant now = world.now();
        boolean any = false;
        List<Channel> channels = channels(it.template(), something);
        for (Channel channel : channels) {
            any |= store.insert(
                    handle,
                    row(scope, it, about.get(), channel, ids.get(channel), now)
                            .waiting(now.plus(it.template().delay())));
        }
        if (channels.isEmpty()) {
            store.insert(
                    handle,
                    row(scope, it, about.get(), Channel.EMAIL, ids.get(Channel.EMAIL), now)
                            .skipped(why(something), now));
        }
        return any;
    }

    /** The end of a payment or of work is news only to those who heard of its beginning. */
    private boolean isUncalledFor(Handle handle, Scope scope, Happening it, UUID about) {
        return switch (it.template()) {
            case PAYMENT_FAILED ->
                told(handle, scope, it, about, Template.PAYMENT_CONFIRMING, Template.PAYMENT_NEEDED)
                        .isEmpty();
            case STOP -> {
                Optional<Template> last = told(handle, scope, it, about, Template.TO_PACK, Template.STOP);
                boolean cancelled = it.fact().equals(it.subject().toString());
                yield last.isEmpty() || (cancelled && last.get() == Template.STOP);
            }
            default -> false;
        };
    }

    private Optional<Template> told(Handle handle, Scope scope, Happening it, UUID about, Template... templates) {
        return store.lastTold(handle, scope.storeId(), about, it.subject(), templates);
    }

    /** By e-mail; by SMS if there is no address, or if the message is worth both. */
    private List<Channel> channels(Template template, Telling.Something to) {
        List<Channel> channels = new ArrayList<>();
        if (!to.email().isEmpty() && accounts.may(Channel.EMAIL)) {
            channels.add(Channel.EMAIL);
        }
        if (!to.phone().isEmpty() && accounts.may(Channel.SMS) && (channels.isEmpty() || template.isAlsoBySms())) {
            channels.add(Channel.SMS);
        }
        return channels;
    }

    private static String why(Telling.Something to) {
        if (to.email().isEmpty() && to.phone().isEmpty()) {
            return "there is neither an e-mail address nor a number";
        }
        return "no account is switched on for " + (to.email().isEmpty() ? "SMS" : "e-mail") + ", the only way there is";
    }

    private static MessageRow row(
            Scope scope, Happening it, UUID about, Channel channel, @Nullable UUID id, Instant now) {
        return MessageRow.of(
                scope.storeId(),
                Objects.requireNonNull(id),
                about,
                it.template(),
                it.fact(),
                channel,
                it.subject(),
                it.details(),
                now);
    }
}

package io.tradewind.commerce.message;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.spi.phone.Channel;
import io.tradewind.commerce.store.PageMark;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.StorePolicy;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/**
 * Messages to customers and staff: what was sent, what was not and why, and what they look like. For staff. Bound to one
 * store and actor; safe for many threads.
 */
public final class Messages {
    private static final UUID SAMPLE = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L);

    private final Scope scope;
    private final MessageStore store;
    private final MessageAccounts accounts;
    private final Wording wording;
    private final World world;
    private final JobBell bell;

    @Inject
    Messages(
            @Assisted Scope scope,
            MessageStore store,
            MessageAccounts accounts,
            Wording wording,
            World world,
            JobBell bell) {
        this.scope = scope;
        this.store = store;
        this.accounts = accounts;
        this.wording = wording;
        this.world = world;
        this.bell = bell;
    }

    /** The messages about an order and the checkout it came from, oldest first, at most 200. Needs ORDERS_READ. */
    public List<Message> of(OrderId order) {
        Given.value("order", order);
        scope.require(Permission.ORDERS_READ);
        return scope.tx().read("messages.of", handle -> store.about(handle, scope.storeId(), order.value())).stream()
                .map(MessageRow::shown)
                .toList();
    }

    /** The message of that id, if there is one. Needs ORDERS_READ. */
    public Optional<Message> find(MessageId id) {
        Given.value("id", id);
        scope.require(Permission.ORDERS_READ);
        return scope.tx()
                .read("messages.find", handle -> store.find(handle, scope.storeId(), id.value()))
                .map(MessageRow::shown);
    }

    /** A page of messages, newest first. Needs ORDERS_READ. */
    public MessagePage list(MessageQuery query) {
        scope.require(Permission.ORDERS_READ);
        PageMark after = query.after().map(PageMark::read).orElse(PageMark.LATEST);
        List<MessageRow> rows = scope.tx()
                .read(
                        "messages.list",
                        handle -> store.list(handle, scope.storeId(), query.states(), after, query.size() + 1));
        List<MessageRow> page = rows.subList(0, Math.min(query.size(), rows.size()));
        return new MessagePage(
                page.stream().map(MessageRow::shown).toList(),
                PageMark.behind(rows, query.size(), it -> new PageMark(it.createdAt(), it.id())));
    }

    /**
     * Sends a message again, by hand. What failed, is in doubt, was given up or skipped is tried anew under its own id; of
     * what was sent a copy goes out, one for each message however often this is called. Needs ORDERS.
     */
    public SendAgainAnswer sendAgain(MessageId id) {
        Given.value("id", id);
        scope.require(Permission.ORDERS);
        if (accounts.none()) {
            return new SendAgainAnswer.Refused(
                    Refusal.of("no-account", "No account that carries messages is switched on."));
        }
        UUID copy = world.id();
        SendAgainAnswer answer = scope.tx().write("messages.sendAgain", handle -> again(handle, id, copy));
        bell.ring(MessageWork.JOB);
        return answer;
    }

    private SendAgainAnswer again(Handle handle, MessageId id, UUID copy) {
        MessageRow row = read(handle, id.value());
        Instant now = world.now();
        String by = scope.actor().label();
        if (store.revive(handle, row, MessageRow.TRIES, by, now)) {
            return new SendAgainAnswer.Queued(read(handle, row.id()).shown());
        } else if (row.state() != MessageState.SENT) {
            return new SendAgainAnswer.OnItsWay(read(handle, row.id()).shown());
        }
        String fact = copyOf(row.fact());
        store.insert(
                handle,
                MessageRow.of(
                                scope.storeId(),
                                copy,
                                row.about(),
                                row.template(),
                                fact,
                                row.channel(),
                                row.subject(),
                                row.details(),
                                now)
                        .askedBy(by));
        return new SendAgainAnswer.Queued(
                store.find(handle, scope.storeId(), row.about(), row.template(), fact, row.channel())
                        .orElseThrow()
                        .shown());
    }

    private MessageRow read(Handle handle, UUID id) {
        return store.find(handle, scope.storeId(), id).orElseThrow(() -> CommerceException.notFound("message"));
    }

    /** The fact of the next copy, so that each message has at most one. */
    private static String copyOf(String fact) {
        int plus = fact.lastIndexOf('+');
        int copies = plus < 0 ? 0 : Integer.parseInt(fact.substring(plus + 1));
        return (plus < 0 ? fact : fact.substring(0, plus)) + "+" + (copies + 1);
    }

    /**
     * A message with made-up values, in the words it would have in that language. Words of the shop's own that cannot be
     * used fail here, and say why. For staff.
     *
     * @param channel e-mail or SMS
     */
    public MessagePreview preview(Template template, Channel channel, Locale language) {
        if (!scope.actor().isStaff()) {
            throw CommerceException.notFound("operation");
        } else if (channel != Channel.EMAIL && channel != Channel.SMS) {
            throw CommerceException.badArgument("channel", channel, "messages go by EMAIL or SMS");
        }
        Wording.Written it = wording.preview(scope.store(), template, channel, language, sample(template));
        return new MessagePreview(template, channel, it.language(), it.subject(), it.text(), it.html());
    }

    private Values sample(Template template) {
        var policy = scope.store().policy();
        Instant soon = world.now().plus(Duration.ofDays(2));
        Money amount = Money.ofMinor(scope.store().currency(), 4_990);
        return Values.of(template, policy.brand(), "Ada Example")
                .text("order", policy.orderPrefix() + "1001")
                .text("tracking", "JD014600003RX")
                .text("title", "Night edition")
                .text("place", "12")
                .text("location", policy.location())
                .text("reason", "The address is wrong")
                .text("link", sampleLink(template, policy.messages()))
                .money("total", amount)
                .money("amount", amount)
                .day("day", soon, scope.store().zone())
                .moment("until", soon, scope.store().zone())
                .moment("due", soon, scope.store().zone());
    }

    private static String sampleLink(Template template, StorePolicy.Messages policy) {
        if (template.isForStaff()) {
            return policy.workLink().replace("{work}", SAMPLE.toString());
        } else if (template == Template.INVITED) {
            return policy.launchLink().replace("{slug}", "night-edition");
        } else if (template == Template.BACK_IN_STOCK) {
            return policy.productLink().replace("{slug}", "night-edition").replace("{sku}", "NIGHT-1");
        }
        return policy.orderLink().replace("{token}", "AZAAAAAAcACAAAAAAAAAAQ0123456789abcdefghijk");
    }
}

package io.tradewind.commerce.sms.sandbox;

import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.phone.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every phone in the sandbox: what they received, oldest first. Keeps the last thousand messages. Thread-safe.
 *
 * <p>Numbers with these endings misbehave, all others work:
 *
 * <table>
 * <caption>endings</caption>
 * <tr><td>0001</td><td>refused as invalid</td></tr>
 * <tr><td>0002</td><td>refused as landline</td></tr>
 * <tr><td>0003</td><td>refused as unreachable</td></tr>
 * <tr><td>0004</td><td>received, and the answer says "unknown"</td></tr>
 * <tr><td>0005</td><td>not sent</td></tr>
 * <tr><td>0006</td><td>throws before anything is sent</td></tr>
 * <tr><td>0007</td><td>received, and the call hangs</td></tr>
 * <tr><td>0008</td><td>rejected: bad credentials</td></tr>
 * <tr><td>0009</td><td>refused: the provider's own limit</td></tr>
 * <tr><td>0011</td><td>works, and each check of a code is "unknown"</td></tr>
 * </table>
 */
public final class SandboxPhones {
    private static final int MOST = 1000;

    private final List<Message> messages = new ArrayList<>();

    /** Creates phones that received nothing yet. */
    public SandboxPhones() {}

    /**
     * A message somebody would have received. Prints neither number nor text.
     *
     * @param operation the shop's operation
     * @param phoneE164 number as {@code +4915123456789}
     * @param channel how it was sent
     * @param text what it says
     * @param at when it was sent
     */
    public record Message(OperationId operation, String phoneE164, Channel channel, String text, Instant at) {
        @Override
        public String toString() {
            return "Message[" + operation + ", " + channel + ", ***]";
        }
    }

    /** Returns every message kept, oldest first. */
    public synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Returns the messages of one phone, oldest first. */
    public synchronized List<Message> messages(String phoneE164) {
        return messages.stream().filter(it -> it.phoneE164().equals(phoneE164)).toList();
    }

    /** Returns the newest message of one phone. */
    public Optional<Message> last(String phoneE164) {
        return messages(phoneE164).stream().reduce((first, second) -> second);
    }

    /** Returns how many messages an operation sent: 0 or 1, more when something went badly wrong. */
    public synchronized int effects(OperationId operation) {
        return (int)
                messages.stream().filter(it -> it.operation().equals(operation)).count();
    }

    /** Forgets every message. */
    public synchronized void clear() {
        messages.clear();
    }

    synchronized void receive(Message message) {
        if (messages.size() == MOST) {
            messages.remove(0);
        }
        messages.add(message);
    }
}

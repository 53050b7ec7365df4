package io.tradewind.commerce.plugin;

import io.tradewind.commerce.internal.plugin.AccountState;
import io.tradewind.commerce.internal.plugin.Calls;
import io.tradewind.commerce.internal.plugin.RecordedCall;
import io.tradewind.commerce.internal.plugin.SpiVersion;
import io.tradewind.commerce.spi.Health;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** How plugins and their accounts fare. Safe for many threads. */
@Singleton
public final class Plugins {
    private final Calls calls;
    private final WebhookCounts counts;

    private final AccountForms forms;

    @Inject
    Plugins(Calls calls, WebhookCounts counts, AccountForms forms) {
        this.calls = calls;
        this.counts = counts;
        this.forms = forms;
    }

    /** Everything found, broken and switched on; asks no provider. */
    public PluginReport report() {
        return new PluginReport(
                calls.host().environment(),
                SpiVersion.HOST.toString(),
                calls.host().offered().stream()
                        .map(it -> new PluginReport.Found(
                                it.info().id(),
                                it.info().version(),
                                it.info().vendor(),
                                it.info().licence(),
                                it.source(),
                                it.codes()))
                        .toList(),
                calls.host().broken().stream()
                        .map(it -> new PluginReport.Broken(it.source(), it.reason()))
                        .toList(),
                calls.states().stream().map(this::account).toList());
    }

    /**
     * Tests the connection of an account, credentials included, within 5 seconds; moves no money, goods or messages.
     * Never call it while a shopper waits.
     *
     * @throws io.tradewind.commerce.error.CommerceException with {@code TW-3006} if there is no such account
     */
    public Health health(String account) {
        return calls.health(account);
    }

    /** The last 50 calls to that account, newest first; kept for 30 days. */
    public List<PluginCall> calls(String account) {
        return calls.recorded(account).stream().map(Plugins::call).toList();
    }

    /** Every kept call of one operation, such as a payment's capture, oldest first. */
    public List<PluginCall> calls(UUID operation) {
        return calls.recorded(operation).stream().map(Plugins::call).toList();
    }

    /** Every kept call of these operations, oldest first, by operation; read in one statement. */
    public Map<UUID, List<PluginCall>> calls(Collection<UUID> operations) {
        return calls.recorded(operations).stream()
                .map(Plugins::call)
                .collect(Collectors.groupingBy(it -> it.operation().orElseThrow()));
    }

    /**
     * Lets calls through at once that an account's breaker keeps back, in this process; should they fail again, it opens
     * again. For staff: the host lets nobody else ask.
     */
    public void closeBreaker(String account) {
        calls.closeBreaker(account);
    }

    /** What can be set of an account, and what is; holds no secret. For staff, as {@link #closeBreaker}. */
    public AccountForm form(String account) {
        return forms.of(account);
    }

    /**
     * Tries changes to an account's settings out, within 5 seconds: all of them are checked, and if they fit, the provider
     * is asked whether it accepts them. Nothing is put into force, and no money, goods or messages move. For staff, as
     * {@link #closeBreaker}.
     *
     * @param changes all that is to differ from the shop's code, as {@link ChangedSettings#of} would give it
     */
    public SettingsTrial tryOut(String account, Map<String, Optional<String>> changes) {
        return forms.tryOut(account, changes);
    }

    /**
     * Opens an account anew with these changes, in this process: calls from now on use them, those under way end with what
     * they began. Unless everything fits, nothing changes. The host keeps the changes for the next start, see
     * {@link PluginSpec#changed}. For staff, as {@link #closeBreaker}.
     *
     * @param changes as for {@link #tryOut}
     * @return everything that is wrong; empty if the account is open
     */
    public List<SettingsTrial.Problem> reopen(String account, Map<String, Optional<String>> changes) {
        return forms.reopen(account, changes);
    }

    private static PluginCall call(RecordedCall call) {
        return new PluginCall(
                call.account(),
                call.call(),
                call.operation(),
                call.attempt(),
                call.startedAt(),
                call.duration(),
                call.outcome(),
                call.diagnostic(),
                call.request(),
                call.answer());
    }

    private PluginReport.Account account(AccountState state) {
        return new PluginReport.Account(
                state.account(),
                state.kind(),
                state.code(),
                state.plugin(),
                state.version(),
                state.usable(),
                state.breaker(),
                state.openUntil(),
                state.stuckThreads(),
                counts.refused(state.account()),
                counts.lastRefused(state.account()),
                counts.repeated(state.account()),
                state.note());
    }
}

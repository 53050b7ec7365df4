package io.tradewind.commerce.plugin;

import io.tradewind.commerce.internal.plugin.AccountState;
import io.tradewind.commerce.internal.plugin.Calls;
import io.tradewind.commerce.internal.plugin.RecordedCall;
import io.tradewind.commerce.internal.plugin.SpiVersion;
import io.tradewind.commerce.spi.Health;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** How plugins and their accounts fare. Safe for many threads. */
@Singleton
public final class Plugins {
    private final Calls calls;
    private final WebhookCounts counts;

    @Inject
    Plugins(Calls calls, WebhookCounts counts) {
        this.calls = calls;
        this.counts = counts;
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

    private static PluginCall call(RecordedCall call) {
        return new PluginCall(
                call.account(),
                call.call(),
                call.operation(),
                call.attempt(),
                call.startedAt(),
                call.duration(),
                call.outcome(),
                call.diagnostic());
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
                state.stuckThreads(),
                counts.refused(state.account()),
                counts.repeated(state.account()),
                state.note());
    }
}

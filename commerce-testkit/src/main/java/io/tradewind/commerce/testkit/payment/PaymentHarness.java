package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.testkit.openapi.ApiDocument;
import io.tradewind.commerce.testkit.proxy.Seen;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Tells the test kit how to use one plugin: where its provider is, how an account is set up, and which instruments bring
 * which outcome. What it leaves out is reported as not run, never as passed.
 */
public interface PaymentHarness {
    /** Returns the plugin. Called after {@link #open}, once per rule. */
    CommercePlugin plugin();

    /** Returns the code of the gateway under test; the plugin's only one, unless it offers several. */
    default String code() {
        return plugin().payments().get(0).code();
    }

    /** Opens the provider, empty. Called first, once per rule. */
    PaymentUpstream open();

    /**
     * Returns the settings of a working test account.
     *
     * @param endpoint where to send, for the field {@code endpoint}; of no use to a provider in process
     */
    Map<String, String> settings(URI endpoint);

    /** Returns the same settings with credentials the provider does not accept. */
    default Optional<Map<String, String>> badCredentials(URI endpoint) {
        return Optional.empty();
    }

    /** Returns settings with live keys, when test and live keys can be told apart. */
    default Optional<Map<String, String>> live(URI endpoint) {
        return Optional.empty();
    }

    /**
     * Returns an instrument that is approved. If the provider always sends the buyer to its page first, the kit has the
     * upstream play the buyer ({@link PaymentUpstream#buyerReturns(ProviderRef, boolean)}) and completes the payment.
     */
    default Instrument approved() {
        return new Instrument.ProviderPage();
    }

    /** Returns an instrument that makes the buyer go to the bank's page first. */
    default Optional<Instrument> action() {
        return Optional.empty();
    }

    /** Returns an instrument that makes the provider's script in the browser do something first. */
    default Optional<Instrument> clientStep() {
        return Optional.empty();
    }

    /** Returns an instrument whose outcome comes later. */
    default Optional<Instrument> pending() {
        return Optional.empty();
    }

    /** Returns an instrument saved at the provider; without, the kit has one saved by a payment. */
    default Optional<ProviderRef> saved() {
        return Optional.empty();
    }

    /** Returns instruments that are declined. */
    default List<ScriptedDecline> declines() {
        return List.of();
    }

    /** Returns the largest amount the provider takes. */
    default Money largest(CurrencyUnit currency) {
        return Money.ofMinor(currency, 99_999_999);
    }

    /** Returns a provider's answer turned into one about another amount, for rule PAY-AMT-6. */
    default Optional<byte[]> withAnotherAmount(byte[] answer) {
        return Optional.empty();
    }

    /** Returns the amount a request of the plugin says, for rule PAY-AMT-5; without, the provider is asked instead. */
    default Optional<Money> amountOf(Seen request) {
        return Optional.empty();
    }

    /** Returns the idempotency key of a request. */
    default Optional<String> keyOf(Seen request) {
        return request.header("Idempotency-Key").or(() -> request.header("PayPal-Request-Id"));
    }

    /** Returns whether a request does no more than sign the plugin in, as for an access token. */
    default boolean signsIn(Seen request) {
        return false;
    }

    /** Returns whether a request may move money; by default every one that is not a GET and does not sign in. */
    default boolean hasEffect(Seen request) {
        return !request.reads() && !signsIn(request);
    }

    /**
     * Returns the file names of the provider's own OpenAPI documents, for rule GEN-SPEC-1; {@link ApiDocument#find} says
     * where they are looked for.
     */
    default List<String> documents() {
        return List.of();
    }

    /**
     * Returns why there is no document to hold requests against, such as that the provider publishes none; empty if it was
     * only left out.
     */
    default Optional<String> undocumented() {
        return Optional.empty();
    }

    /** Returns a request as those documents have it, as without the version before its path. */
    default Seen asDocumented(Seen request) {
        return request;
    }

    /** Returns the jars or class folders an isolated plugin folder needs; by default the plugin's own. */
    default List<Path> jars() {
        return jarsOf(plugin().getClass());
    }

    /** Returns the jars or class folders that these classes come from, for {@link #jars()}. */
    static List<Path> jarsOf(Class<?>... classes) {
        return Stream.of(classes)
                .map(it -> Path.of(URI.create(
                        it.getProtectionDomain().getCodeSource().getLocation().toString())))
                .toList();
    }

    /**
     * Returns what the plugin is tested against, for the report: FAKE, FAKE+SPEC (what is sent is held against the
     * provider's own documents too) or SANDBOX.
     */
    default String upstream() {
        boolean spec = !documents().isEmpty()
                && documents().stream().allMatch(it -> ApiDocument.find(it).isPresent());
        return spec ? "FAKE+SPEC" : "FAKE";
    }

    /** Returns whether a key is that of an operation: its id; one of several steps may add a dash and a digit. */
    default boolean isKeyOf(String key, OperationId operation) {
        return key.equals(operation.toString()) || key.matches(operation + "-[0-9]");
    }

    /**
     * Returns the harness of a gateway where a person confirms the receipt: nothing to call, nothing to count.
     *
     * @param plugin the plugin
     * @param code which of its gateways
     * @param settings settings of a working account
     */
    static PaymentHarness offline(CommercePlugin plugin, String code, Map<String, String> settings) {
        return new OfflineHarness(plugin, code, Map.copyOf(settings));
    }

    /** Returns the harness of such a gateway that is not part of a plugin yet and takes no settings. */
    static PaymentHarness offline(ProviderFactory<PaymentGateway> factory) {
        return new OfflineHarness(new OneFactory(factory), factory.code(), Map.of());
    }
}

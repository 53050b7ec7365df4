package io.tradewind.commerce.sms.sandbox;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.FieldKind;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.phone.CodeSender;
import io.tradewind.commerce.spi.phone.ManagedVerifier;
import java.net.URI;
import java.util.List;

/**
 * Offers the verifier "sandbox", whose code is always 000000, and the sender "sandbox-sender", which carries the core's
 * codes to nobody. Refuses to be live: anybody could verify any number.
 *
 * <p>A test hands in its own {@link SandboxPhones} to read what was sent.
 */
public final class SandboxSmsPlugin implements CommercePlugin {
    static final List<ConfigField> SENDER = List.of(ConfigField.optional("cost", FieldKind.MONEY));

    static final List<ConfigField> VERIFIER = List.of(
            ConfigField.optional("code", FieldKind.TEXT, "000000").withPattern("[0-9]{4,8}"),
            ConfigField.optional("expiresAfter", FieldKind.DURATION, "PT10M"),
            ConfigField.optional("cost", FieldKind.MONEY));

    private final SandboxPhones phones;

    /** Creates the plugin with phones of its own. */
    public SandboxSmsPlugin() {
        this(new SandboxPhones());
    }

    /** Creates the plugin with your phones. */
    public SandboxSmsPlugin(SandboxPhones phones) {
        this.phones = phones;
    }

    /** Returns the phones that receive what is sent. */
    public SandboxPhones phones() {
        return phones;
    }

    @Override
    public PluginInfo info() {
        return new PluginInfo(
                "sms-sandbox", "0.1.0", "Tradewind", "Apache-2.0", URI.create("https://tradewind.example/plugins"));
    }

    @Override
    public List<ProviderFactory<CodeSender>> codeSenders() {
        return List.of(ProviderFactory.of("sandbox-sender", SENDER, it -> new SandboxSender(testOnly(it), phones)));
    }

    @Override
    public List<ProviderFactory<ManagedVerifier>> verifiers() {
        return List.of(ProviderFactory.of("sandbox", VERIFIER, it -> new SandboxVerifier(testOnly(it), phones)));
    }

    private static ProviderContext testOnly(ProviderContext context) {
        if (context.environment() == Environment.LIVE) {
            throw new ConfigurationException(
                    "environment", "is LIVE, and the sandbox reaches no phone", "use it in TEST only");
        }
        return context;
    }
}

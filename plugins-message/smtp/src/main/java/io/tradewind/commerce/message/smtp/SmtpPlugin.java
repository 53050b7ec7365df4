package io.tradewind.commerce.message.smtp;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.FieldKind;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.message.Notifier;
import java.net.URI;
import java.util.List;

/** Offers the notifier "smtp": e-mail through a server of your own or your mail provider's. */
public final class SmtpPlugin implements CommercePlugin {
    private static final List<ConfigField> FIELDS = List.of(
            ConfigField.required("host", FieldKind.TEXT).withPattern("[A-Za-z0-9.:-]{1,253}"),
            ConfigField.optional("port", FieldKind.INTEGER, "587"),
            ConfigField.choice("tls", "starttls", "implicit", "none"),
            ConfigField.optional("user", FieldKind.TEXT),
            ConfigField.secret("password").asOptional(),
            ConfigField.required("from", FieldKind.TEXT),
            ConfigField.optional("fromName", FieldKind.TEXT),
            ConfigField.optional("replyTo", FieldKind.TEXT));

    /** Creates the plugin. */
    public SmtpPlugin() {}

    @Override
    public PluginInfo info() {
        return new PluginInfo(
                "message-smtp", "0.1.0", "Tradewind", "Apache-2.0", URI.create("https://tradewind.example/plugins"));
    }

    @Override
    public List<ProviderFactory<Notifier>> notifiers() {
        return List.of(ProviderFactory.of("smtp", FIELDS, SmtpPlugin::create));
    }

    private static Notifier create(ProviderContext context) {
        return new SmtpNotifier(MailServer.of(context), context.clock());
    }
}

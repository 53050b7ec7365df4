package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.Settings;
import io.tradewind.commerce.spi.http.HttpPort;
import java.net.URI;
import java.time.Clock;

/** What the host lends to one account. */
record AccountContext(
        String account,
        Environment environment,
        Settings settings,
        HttpPort http,
        URI webhookUrl,
        Clock clock,
        System.Logger log)
        implements ProviderContext {}

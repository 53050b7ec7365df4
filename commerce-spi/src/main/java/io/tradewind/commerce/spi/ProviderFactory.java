package io.tradewind.commerce.spi;

import java.util.List;
import java.util.function.Function;

/**
 * Makes the providers of one kind, one per account the shop configures. Safe for use by many threads.
 *
 * @param <P> the role
 */
public interface ProviderFactory<P extends Provider> {
    /** Returns the stable name of this kind of provider, lower-kebab, as "stripe". Stored with data; never changes. */
    String code();

    /**
     * Returns the settings it takes: metadata, never values. A remote provider MUST have {@link ConfigField#endpoint} and
     * send everything there (GEN-CONF-4); where live and test keys differ, patterns MUST tell them apart (GEN-CONF-3).
     */
    List<ConfigField> fields();

    /**
     * Creates the provider of one account. Called once per account, with settings already checked against
     * {@link #fields()}. MUST NOT make a call with an effect (GEN-CONF-2).
     *
     * @throws ConfigurationException when settings do not fit together; it names the field (GEN-CONF-1)
     */
    P create(ProviderContext context);

    /**
     * Returns a factory made of its three parts.
     *
     * @param code lower-kebab name
     * @param fields the settings it takes
     * @param create makes a provider from its context
     */
    static <P extends Provider> ProviderFactory<P> of(
            String code, List<ConfigField> fields, Function<ProviderContext, ? extends P> create) {
        return new FactoryParts<>(code, fields, create);
    }
}

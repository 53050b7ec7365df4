package io.tradewind.commerce.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A factory made of its three parts. */
record FactoryParts<P extends Provider>(
        String code, List<ConfigField> fields, Function<ProviderContext, ? extends P> maker)
        implements ProviderFactory<P> {
    private static final Pattern KEBAB = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    FactoryParts {
        requireNonNull(code, "code");
        requireNonNull(maker, "maker");
        fields = List.copyOf(fields);
        if (!KEBAB.matcher(code).matches()) {
            throw new IllegalArgumentException("factory code is not lower-kebab: " + code);
        }
    }

    @Override
    public P create(ProviderContext context) {
        return maker.apply(context);
    }
}

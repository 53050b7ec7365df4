package io.tradewind.commerce;

import com.google.inject.Key;
import com.google.inject.PrivateModule;
import com.google.inject.Provider;
import com.google.inject.name.Names;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.error.CommerceException;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;

/**
 * For hosts that use Guice themselves: makes {@link Commerce} injectable. The host binds a {@link Commerce.Builder},
 * usually by a {@code @Provides} method that is handed its data source and listeners, and installs this module. The
 * {@link Commerce} is started while the injector is made, so that a wrong setting stops that with the same
 * {@link io.tradewind.commerce.error.CommerceException}, as the cause of Guice's; the host closes it, since Guice closes
 * nothing.
 *
 * <p>Nothing else is exposed, and nothing inside the library can clash with the host's bindings. A second one lives in
 * the same injector under an annotation of its own: {@code CommerceModule.annotatedWith(Cups.class)} takes the
 * {@code @Cups Commerce.Builder} and gives the {@code @Cups Commerce}.
 */
public final class CommerceModule extends PrivateModule {
    private final Key<Commerce> key;
    private final List<String> stores = new ArrayList<>();

    private CommerceModule(Key<Commerce> key) {
        this.key = key;
    }

    /** Makes {@link Commerce} injectable as it is. */
    public static CommerceModule create() {
        return new CommerceModule(Key.get(Commerce.class));
    }

    /** Makes a {@link Commerce} injectable with that binding annotation, which its builder must bear too. */
    public static CommerceModule annotatedWith(Class<? extends Annotation> annotation) {
        return new CommerceModule(Key.get(Commerce.class, annotation));
    }

    /** The same with an annotation that has a value, such as {@code Names.named("cups")}. */
    public static CommerceModule annotatedWith(Annotation annotation) {
        return new CommerceModule(Key.get(Commerce.class, annotation));
    }

    /**
     * Makes the store injectable too, as {@code @Named(store) Shop}. Each injection asks for the host's {@link Actor},
     * which the host binds in the scope of a request; so inject a {@code Provider<Shop>} where more than one request
     * passes. A store that was never declared stops the making of the injector.
     */
    public CommerceModule shop(String store) {
        stores.add(store);
        return this;
    }

    @Override
    protected void configure() {
        Key<Commerce.Builder> builder = key.ofType(Commerce.Builder.class);
        Provider<Commerce.Builder> settings = getProvider(builder);
        bind(key).toProvider(() -> start(settings.get())).asEagerSingleton();
        expose(key);
        stores.forEach(this::bindShop);
    }

    private Commerce start(Commerce.Builder settings) {
        Commerce commerce = settings.start();
        try {
            stores.forEach(commerce::store);
            return commerce;
        } catch (CommerceException e) {
            commerce.close();
            throw e;
        }
    }

    private void bindShop(String store) {
        Provider<Commerce> commerce = getProvider(key);
        Provider<Actor> actor = getProvider(Actor.class);
        Key<Shop> shop = Key.get(Shop.class, Names.named(store));
        bind(shop).toProvider(() -> commerce.get().shop(store, actor.get()));
        expose(shop);
    }
}

package io.tradewind.commerce.internal.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.assistedinject.FactoryModuleBuilder;
import com.google.inject.multibindings.OptionalBinder;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.cart.CartContents;
import io.tradewind.commerce.catalog.ImportedStock;
import io.tradewind.commerce.catalog.PreorderCap;
import io.tradewind.commerce.checkout.Placing;
import io.tradewind.commerce.delivery.Contents;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.event.Sinks;
import io.tradewind.commerce.event.Subscription;
import io.tradewind.commerce.fulfillment.OutsideWork;
import io.tradewind.commerce.fulfillment.Releases;
import io.tradewind.commerce.fulfillment.Tracker;
import io.tradewind.commerce.fulfillment.WorkOrders;
import io.tradewind.commerce.internal.db.Database;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.internal.plugin.PluginHost;
import io.tradewind.commerce.internal.world.MasterKey;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.JobMode;
import io.tradewind.commerce.message.MessageTexts;
import io.tradewind.commerce.order.CreditNotes;
import io.tradewind.commerce.order.PaidParts;
import io.tradewind.commerce.order.PaymentHolds;
import io.tradewind.commerce.order.WarehouseWork;
import io.tradewind.commerce.payment.AttemptOwner;
import io.tradewind.commerce.payment.Credits;
import io.tradewind.commerce.payment.FactIntake;
import io.tradewind.commerce.payment.RefundLimits;
import io.tradewind.commerce.payment.UnpaidOrders;
import io.tradewind.commerce.plugin.EventSinks;
import io.tradewind.commerce.plugin.PaymentFacts;
import io.tradewind.commerce.plugin.TrackingFacts;
import io.tradewind.commerce.plugin.WarehouseFacts;
import io.tradewind.commerce.stock.GoodsArrived;
import io.tradewind.commerce.stock.ImportedUnits;
import io.tradewind.commerce.stock.PreorderPromises;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import io.tradewind.commerce.store.Store;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the library together around what the builder was given. */
public final class Wiring extends AbstractModule {
    private final World world;
    private final Database database;
    private final Map<Integer, Store> stores;
    private final List<Subscription<?>> subscriptions;
    private final JobMode jobMode;
    private final PluginHost plugins;
    private final MasterKey masterKey;
    private final MessageTexts texts;

    /** A module for these parts. */
    public Wiring(
            World world,
            Database database,
            Map<Integer, Store> stores,
            List<Subscription<?>> subscriptions,
            JobMode jobMode,
            PluginHost plugins,
            MasterKey masterKey,
            MessageTexts texts) {
        this.world = world;
        this.database = database;
        this.stores = Map.copyOf(stores);
        this.subscriptions = List.copyOf(subscriptions);
        this.jobMode = jobMode;
        this.plugins = plugins;
        this.masterKey = masterKey;
        this.texts = texts;
    }

    @Override
    protected void configure() {
        binder().requireExactBindingAnnotations();
        bind(World.class).toInstance(world);
        bind(Clock.class).toInstance(world.clock());
        bind(Json.class).toInstance(new Json());
        bind(Database.class).toInstance(database);
        bind(Tx.class).toInstance(database.tx());
        bind(MasterKey.class).toInstance(masterKey);
        bind(MessageTexts.class).toInstance(texts);
        bind(WarehouseWork.class).to(WorkOrders.class);
        bind(AttemptOwner.class).to(Placing.class);
        bind(RefundLimits.class).to(PaidParts.class);
        bind(Credits.class).to(CreditNotes.class);
        bind(UnpaidOrders.class).to(PaymentHolds.class);
        bind(PluginHost.class).toInstance(plugins);
        bind(Sinks.class).to(EventSinks.class);
        bind(PaymentFacts.class).to(FactIntake.class);
        bind(JobMode.class).toInstance(jobMode);
        bind(Scopes.class).toInstance(new AllStores(stores, database.tx()));
        bind(PreorderCap.class).to(PreorderPromises.class);
        bind(ImportedStock.class).to(ImportedUnits.class);
        OptionalBinder.newOptionalBinder(binder(), GoodsArrived.class)
                .setBinding()
                .to(Releases.class);
        bind(TrackingFacts.class).to(Tracker.class);
        bind(WarehouseFacts.class).to(OutsideWork.class);
        bind(Contents.class).to(CartContents.class);
        install(new JobBindings());
        install(new FactoryModuleBuilder().build(Doors.class));
    }

    /** Listeners of the host, and our own. */
    @Provides
    @Singleton
    List<Subscription<?>> subscriptions(Hearing hearing) {
        List<Subscription<?>> all = new ArrayList<>(subscriptions);
        all.addAll(hearing.all(stores));
        return all;
    }

    private record AllStores(Map<Integer, Store> stores, Tx tx) implements Scopes {
        @Override
        public Scope system(int storeId, String worker) {
            Store store = stores.get(storeId);
            if (store == null) {
                throw new CommerceException(
                        ErrorCode.UNKNOWN_STORE, "Store number " + storeId + " is not declared here.");
            }
            return new Scope(store, Actor.system(worker), tx);
        }

        @Override
        public Set<Integer> ids() {
            return stores.keySet();
        }

        @Override
        public boolean knows(int storeId) {
            return stores.containsKey(storeId);
        }
    }
}

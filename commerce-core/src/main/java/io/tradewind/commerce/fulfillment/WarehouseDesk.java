package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.plugin.Calls;
import io.tradewind.commerce.internal.plugin.WarehousePort;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.order.OrderBook;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.warehouse.PickRequest;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import io.tradewind.commerce.store.StorePolicy.CaptureMoment;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows from released work: outside warehouses that are configured are told, and money is taken where this is the
 * moment. It is called at least once for each release; the fulfillment order's own id is the operation id, so twice is
 * once. Safe for many threads.
 */
@Internal
@Singleton
public final class WarehouseDesk {
    private static final Logger log = LoggerFactory.getLogger(WarehouseDesk.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final WorkStore works;
    private final OrderBook orders;
    private final Operations operations;
    private final Calls calls;
    private final Scopes scopes;
    private final Tx tx;
    private final World world;

    @Inject
    WarehouseDesk(
            WorkStore works, OrderBook orders, Operations operations, Calls calls, Scopes scopes, Tx tx, World world) {
        this.works = works;
        this.orders = orders;
        this.operations = operations;
        this.calls = calls;
        this.scopes = scopes;
        this.tx = tx;
        this.world = world;
    }

    /** Submits the work if it is still to be done; fails where no answer came, so that it is called again. */
    public void submit(int storeId, UUID workId) {
        Scope scope = scopes.system(storeId, "warehouse-links");
        Optional<PickRequest> request = tx.read(
                "warehouse.request",
                handle -> works.find(handle, scope, workId)
                        .filter(work -> work.state() == WorkState.RELEASED)
                        .map(work -> {
                            OrderRow order =
                                    orders.find(handle, scope, work.orderId()).orElseThrow();
                            return request(work, order, Views.lines(order, works.lines(handle, scope, workId)));
                        }));
        for (WarehousePort port : calls.warehouses()) {
            request.ifPresent(it -> submit(port, it));
        }
    }

    /** Takes the money of released work where the store's policy says that this is the moment. */
    public void takeMoney(int storeId, UUID orderId) {
        Scope scope = scopes.system(storeId, "capture-at-release");
        if (scope.store().policy().capture() == CaptureMoment.RELEASE) {
            tx.write("warehouse.money", handle -> {
                operations.capture(handle, scope, orderId, "released:" + orderId);
                return true;
            });
        }
    }

    private PickRequest request(WorkRow work, OrderRow order, List<PickLine> lines) {
        return new PickRequest(
                Call.first(new OperationId(work.id()), world.now().plus(PATIENCE)),
                work.id(),
                order.number(),
                work.location(),
                order.address(),
                order.shipping().service(),
                lines.stream().map(WarehouseDesk::line).toList(),
                work.dueAt());
    }

    private static PickRequest.Line line(PickLine line) {
        List<String> notes = new ArrayList<>();
        line.personalisation().engravingLines().forEach(text -> notes.add("Engrave: " + text));
        line.personalisation().giftMessage().ifPresent(text -> notes.add("Gift wrap: " + text));
        return new PickRequest.Line(line.lineId().toString(), line.sku().value(), line.quantity(), notes);
    }

    private static void submit(WarehousePort port, PickRequest request) {
        Answer<ProviderRef> answer = port.submit(request);
        if (answer instanceof Answer.Refused || answer instanceof Answer.Rejected) {
            log.warn("Warehouse {} refuses {}: {}", port.account(), request.orderNumber(), Booker.reason(answer));
        } else if (answer instanceof Answer.NotSent || answer instanceof Answer.Unknown) {
            throw new CommerceException(
                    ErrorCode.OUTCOME_UNKNOWN,
                    "Warehouse '" + port.account() + "' has not answered about " + request.fulfillmentOrder() + ".");
        }
    }
}

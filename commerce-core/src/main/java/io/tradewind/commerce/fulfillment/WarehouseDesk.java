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
import io.tradewind.commerce.spi.Cancelled;
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
    private final RequestStore requests;
    private final OutsideWork outside;
    private final OrderBook orders;
    private final Operations operations;
    private final Calls calls;
    private final Scopes scopes;
    private final Tx tx;
    private final World world;

    @Inject
    WarehouseDesk(
            WorkStore works,
            RequestStore requests,
            OutsideWork outside,
            OrderBook orders,
            Operations operations,
            Calls calls,
            Scopes scopes,
            Tx tx,
            World world) {
        this.works = works;
        this.requests = requests;
        this.outside = outside;
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
            request.ifPresent(it -> submit(scope, port, it));
        }
    }

    /** Calls cancelled work back where a warehouse was asked for it; fails where no answer came. */
    public void cancel(int storeId, UUID workId) {
        Scope scope = scopes.system(storeId, "warehouse-links");
        tx.read("warehouse.requests", handle -> requests.ofWork(handle, scope, workId)).stream()
                .filter(it -> it.state() == RequestStore.State.OPEN)
                .forEach(this::callBack);
    }

    private void callBack(RequestStore.Request request) {
        WarehousePort port = calls.warehouse(request.account());
        Optional<ProviderRef> ref = ref(port, request);
        if (ref.isEmpty()) { // it was never there
            end(request, RequestStore.State.CANCELLED);
            return;
        }
        Call call = Call.first(new OperationId(request.cancelId()), world.now().plus(PATIENCE));
        Answer<Cancelled> answer = port.cancel(call, ref.get());
        if (answer instanceof Answer.Done || answer instanceof Answer.Pending) {
            end(request, RequestStore.State.CANCELLED);
        } else if (answer instanceof Answer.Refused || answer instanceof Answer.Rejected) {
            log.warn(
                    "Warehouse {} does not give {} back: {}. What it sends has to be fetched or paid back by hand",
                    port.account(),
                    request.workId(),
                    Booker.reason(answer));
            end(request, RequestStore.State.TOO_LATE);
        } else {
            throw noAnswer(port, request.workId());
        }
    }

    /** The warehouse's reference, asked for if the answer to the request was lost; empty if it never came there. */
    private Optional<ProviderRef> ref(WarehousePort port, RequestStore.Request request) {
        if (!request.ref().isEmpty()) {
            return Optional.of(new ProviderRef(request.ref()));
        }
        Answer<ProviderRef> answer =
                port.query(new OperationId(request.workId()), world.now().plus(PATIENCE));
        if (answer instanceof Answer.Done<ProviderRef> done) {
            return Optional.of(done.value());
        } else if (answer instanceof Answer.Refused) {
            return Optional.empty();
        }
        throw noAnswer(port, request.workId());
    }

    private void end(RequestStore.Request request, RequestStore.State state) {
        tx.write("warehouse.end", handle -> {
            requests.end(handle, request, state);
            return true;
        });
    }

    private static CommerceException noAnswer(WarehousePort port, UUID workId) {
        return new CommerceException(
                ErrorCode.OUTCOME_UNKNOWN, "Warehouse '" + port.account() + "' has not answered about " + workId + ".");
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

    /** The wish is written before the call, so that work that is cancelled meanwhile can be called back. */
    private void submit(Scope scope, WarehousePort port, PickRequest request) {
        UUID workId = request.fulfillmentOrder();
        RequestStore.Request row = tx.write("warehouse.asking", handle -> {
            UUID order = works.find(handle, scope, workId).orElseThrow().orderId();
            requests.asking(
                    handle,
                    scope,
                    new RequestStore.Request(
                            scope.storeId(), workId, port.account(), order, world.id(), "", RequestStore.State.OPEN));
            return requests.ofWork(handle, scope, workId).stream()
                    .filter(it -> it.account().equals(port.account()))
                    .findFirst()
                    .orElseThrow();
        });
        Answer<ProviderRef> answer = port.submit(request);
        if (answer instanceof Answer.Done<ProviderRef> done) {
            known(row, done.value());
        } else if (answer instanceof Answer.Pending<ProviderRef> pending) {
            known(row, pending.ref());
        } else if (answer instanceof Answer.Refused || answer instanceof Answer.Rejected) {
            outside.refused(row, Booker.reason(answer));
        } else {
            throw noAnswer(port, workId);
        }
    }

    private void known(RequestStore.Request row, ProviderRef ref) {
        tx.write("warehouse.known", handle -> {
            requests.known(handle, row, ref.value());
            return true;
        });
    }
}

package io.tradewind.commerce.health;

import io.tradewind.commerce.cart.CartFlow;
import io.tradewind.commerce.checkout.CheckoutFlow;
import io.tradewind.commerce.flow.Flow;
import io.tradewind.commerce.fulfillment.ParcelFlow;
import io.tradewind.commerce.fulfillment.WorkFlow;
import io.tradewind.commerce.launch.LaunchFlow;
import io.tradewind.commerce.launch.SignUpFlow;
import io.tradewind.commerce.order.OrderFlow;
import io.tradewind.commerce.payment.DisputeFlow;
import io.tradewind.commerce.payment.ObligationFlow;
import io.tradewind.commerce.payment.OperationFlow;
import io.tradewind.commerce.payment.RefundFlow;
import io.tradewind.commerce.promotion.CodeUseFlow;
import io.tradewind.commerce.promotion.CommissionFlow;
import io.tradewind.commerce.returns.ReturnFlow;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.stock.StockAlertFlow;
import io.tradewind.commerce.verification.VerificationFlow;
import java.util.List;

/** The machines whose moves are recorded in history, with the table and column that hold the present state. */
@Internal
public final class Machines {
    static final List<Machine> ALL = List.of(
            new Machine(LaunchFlow.TABLE, "launch", "state"),
            new Machine(SignUpFlow.TABLE, "sign_up", "state"),
            new Machine(StockAlertFlow.TABLE, "stock_alert", "state"),
            new Machine(CartFlow.TABLE, "cart", "state"),
            new Machine(VerificationFlow.TABLE, "verification", "state"),
            new Machine(CheckoutFlow.FLOW, "checkout", "state"),
            new Machine(OperationFlow.TABLE, "payment_operation", "state"),
            new Machine(ObligationFlow.TABLE, "obligation", "state"),
            new Machine(RefundFlow.TABLE, "refund", "state"),
            new Machine(DisputeFlow.TABLE, "dispute", "stage"),
            new Machine(CodeUseFlow.TABLE, "code_use", "state"),
            new Machine(CommissionFlow.TABLE, "commission", "state"),
            new Machine(OrderFlow.FLOW, "orders", "lifecycle"),
            new Machine(WorkFlow.FLOW, "fulfillment_order", "state"),
            new Machine(ParcelFlow.FLOW, "parcel", "state"),
            new Machine(ReturnFlow.FLOW, "return_request", "state"));

    private Machines() {}

    /** Their tables of moves. */
    public static List<Flow<?, ?>> flows() {
        return ALL.stream().<Flow<?, ?>>map(Machine::flow).toList();
    }

    record Machine(Flow<?, ?> flow, String table, String column) {}
}

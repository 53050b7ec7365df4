package io.tradewind.commerce.benchmarks;

/** The writing statements of one order in the order in which the library sends them. The store has the number 1. */
final class SameRowsSql {
    static final String OPEN_CART = """
            insert into commerce.cart (store_id, id, owner_key, state, version, marks, opened_at, touched_at,
              open_since)
            values (1, ?, ?, 'ACTIVE', 3, '', ?, ?, current_timestamp)""";

    static final String FILL_CART = """
            insert into commerce.cart_line (store_id, id, cart_id, sku, quantity, personal, personal_hash, title,
              shown_price)
            values (1, ?, ?, ?, ?, '', '-', 'Enamel mug number 1', 1250)""";

    // ---- before the provider is asked ----

    static final String CHECKOUT = """
            insert into commerce.checkout (store_id, id, cart_id, active_key, request_key, request_hash, state, version,
              owner_key, email, address, option_id, account, snapshot, quote_hash, amount, created_at, touched_at,
              open_since)
            values (1, ?, ?, ?, ?, ?, 'PAYING', 1, ?, ?, ?, ?, 'card', ?, ?, ?, ?, ?, current_timestamp)""";

    static final String STOCK = """
            update commerce.stock set reserved = reserved + ?
            where store_id = 1 and sku = ? and location = 'main' and on_hand - reserved >= ?""";

    static final String RESERVATION = """
            insert into commerce.reservation (store_id, id, checkout_id, line_id, sku, kind, location, quantity, state,
              expires_at, wanted, version, created_at)
            values (1, ?, ?, ?, ?, 'ON_HAND', 'main', ?, 'HELD', ?, true, 1, ?)""";

    static final String PAYMENT = """
            insert into commerce.payment (store_id, id, checkout_id, tender, version, account, provider, owner_key,
              currency, quote_hash, amount, pay_later, created_at)
            values (1, ?, ?, 1, 1, 'card', 'sandbox', ?, 'EUR', ?, 4240, false, ?)""";

    static final String OPERATION = """
            insert into commerce.payment_operation (store_id, id, payment_id, checkout_id, account, kind, state,
              version, active_key, amount, currency, set_aside, cause, request, action, code, retry, note,
              lease_until, due_at, sends, sent_at, created_at)
            values (1, ?, ?, ?, 'card', 'PURCHASE', 'SENDING', 2, ?, 4240, 'EUR', 0, 'checkout', ?, '', '', '', '',
              ?, ?, 1, ?, ?)""";

    static final String HISTORY = """
            insert into commerce.history (store_id, subject_id, machine, seq, from_state, to_state, root_id, event_id,
              happened_at, actor, note, type, payload, subscribers)
            values (1, ?, ?, ?, ?, ?, ?, ?, ?, 'guest', ?, ?, ?, ?)""";

    // ---- after the provider's answer ----

    static final String OPERATION_DONE = """
            update commerce.payment_operation
            set state = 'APPROVED', version = version + 1, active_key = null, request = '', provider_ref = ?,
              note = 'approved', lease_until = null, due_at = null
            where store_id = 1 and id = ? and version = 2""";

    static final String PAYMENT_DONE = """
            update commerce.payment
            set version = version + 1, provider_ref = ?, authorized = 4240, captured = 4240
            where store_id = 1 and id = ? and version = 1""";

    static final String FACT = """
            insert into commerce.payment_fact (store_id, id, payment_id, operation_id, kind, amount, currency, account,
              fact_key, provider_ref, noted_at, actor)
            values (1, ?, ?, ?, ?, 4240, 'EUR', 'card', ?, ?, ?, 'guest')""";

    static final String LEDGER = """
            insert into commerce.ledger_entry (store_id, tx_id, leg, account, provider, subject_id, root_id, kind, currency,
              amount, reference, noted_at, actor)
            values (1, ?, ?, ?, 'card', ?, ?, 'PAYMENT', 'EUR', ?, ?, ?, 'guest')""";

    static final String CHECKOUT_DONE = """
            update commerce.checkout
            set state = 'COMPLETED', version = version + 1, active_key = null, order_number = ?, operation_id = ?,
              touched_at = ?, open_since = null
            where store_id = 1 and id = ? and state = 'PAYING'""";

    static final String RESERVATION_DONE = """
            update commerce.reservation set state = 'ALLOCATED', version = version + 1
            where store_id = 1 and checkout_id = ? and state = 'HELD' and kind = 'ON_HAND'""";

    static final String ORDER = """
            insert into commerce.orders (store_id, id, number, checkout_id, version, lifecycle, owner_key, currency,
              goods, discount, delivery, delivery_discount, added_tax, total, tax, reduced, quote_hash, pay_later,
              ships_unpaid, account, phone, email, address, shipping, express, promise_latest, tax_lines, placed_at)
            values (1, ?, ?, ?, 1, 'PLACED', ?, 'EUR', 3750, 0, 490, 0, 0, 4240, 677, 0, ?, false, false, 'card', '',
              'ada@example.com', ?, ?, false, ?, ?, ?)""";

    static final String ORDER_LINE = """
            insert into commerce.order_line (store_id, id, order_id, n, sku, slug, title, variant_name, picture,
              quantity, cancelled, handed_over, delivered, returned, undelivered, unit_price, unit_extras, discount,
              paid, paid_tax, grams, returnable, personalisation)
            values (1, ?, ?, ?, ?, 'enamel-mug-number-1', 'Enamel mug number 1', '', '', ?, 0, 0, 0, 0, 0, 1250, 0, 0,
              ?, ?, 0, true, ?)""";

    static final String FULFILLMENT = """
            insert into commerce.fulfillment_order (store_id, id, order_id, version, state, location, due_at, express,
              stop_asked, stop_reason, created_at)
            values (1, ?, ?, 1, 'RELEASED', 'main', ?, false, false, '', ?)""";

    static final String FULFILLMENT_LINE = """
            insert into commerce.fulfillment_line (store_id, fulfillment_id, line_id, quantity, scanned)
            values (1, ?, ?, ?, 0)""";

    static final String CART_DONE = """
            update commerce.cart set code = null, version = version + 1, touched_at = ?
            where store_id = 1 and id = ? and version = 3 and state = 'ACTIVE'""";

    static final String CART_LINE_DONE =
            "delete from commerce.cart_line where store_id = 1 and id = ? and quantity <= ?";

    static final String DELIVERY = """
            insert into commerce.delivery (store_id, event_id, subscriber, subject_id, machine, seq, ordered, state,
              tries, next_at, problem)
            values (1, ?, 'warehouse', ?, 'order', 1, true, 'WAITING', 0, ?, '')""";

    static final String CALL = """
            insert into commerce.plugin_call (store_id, id, account, kind, call_name, operation_id, attempt, started_at,
              millis, outcome, diagnostic)
            values (0, ?, 'card', 'payment', 'authorize', ?, 1, ?, 0, 'approved', '')""";

    private SameRowsSql() {}
}

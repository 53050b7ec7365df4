-- What must hold in the data at every commit. A check returns the rows that break it.
-- :now is the moment of the check, :swept the moment before which the jobs must have cleaned up.
-- Each costs in proportion to the rows there are. H2 looks a grouped query up once for each row it is joined to, so such
-- a query needs an index on what it is grouped by; where there is none, both sides are added up in one pass instead.

-- INV-MONEY-1: an order's total is the sum of its parts
select o.id
from commerce.orders o
left join (
  select store_id, order_id,
    sum(quantity * (unit_price + unit_extras)) goods, sum(discount) discount, sum(paid) paid
  from commerce.order_line
  group by store_id, order_id) l on l.store_id = o.store_id and l.order_id = o.id
where o.total <> o.goods - o.discount + o.delivery - o.delivery_discount + o.added_tax
  or o.goods <> coalesce(l.goods, 0)
  or o.discount <> coalesce(l.discount, 0)
  or o.total < coalesce(l.paid, 0)

-- INV-MONEY-2: an order is paid on its frozen quote, in its currency; money that came for another one is given back
-- What somebody waived with a reason is decided, here and below, until more money comes.
select p.id
from commerce.payment p
join commerce.orders o on o.store_id = p.store_id and o.checkout_id = p.checkout_id
where (p.quote_hash <> o.quote_hash or p.currency <> o.currency)
  and p.authorized + p.ext_captured > 0
  and not exists (
    select 1
    from commerce.obligation b
    where b.store_id = p.store_id and b.subject_id = p.id
      and (b.state in ('OPEN', 'ESCALATED')
        or p.authorized + p.ext_captured - p.cancelled - p.refunded - p.ext_refunded - p.charged_back <= 0
        or (b.state = 'WAIVED'
          and not exists (
            select 1
            from commerce.history h
            join commerce.payment_fact x on x.store_id = h.store_id and x.payment_id = b.subject_id
              and x.noted_at > h.happened_at
            where h.store_id = b.store_id and h.subject_id = b.id and h.to_state = 'WAIVED'
              and (x.kind = 'AUTHORIZED' or (x.kind = 'CAPTURED' and x.operation_id is null) or x.amount < 0)))))

-- INV-MONEY-3: a payment's position is within its bounds
select id
from commerce.payment
where not (cancelled >= 0 and captured >= 0 and capture_pending >= 0 and refunded >= 0 and refund_pending >= 0
  and captured + capture_pending + cancelled <= authorized and refunded + refund_pending <= captured)

-- INV-MONEY-4: a payment's position is the fold of its facts
select p.id
from commerce.payment p
left join (
  select store_id, payment_id,
    sum(case when kind = 'AUTHORIZED' then amount else 0 end) authorized,
    sum(case when kind = 'CAPTURED' and operation_id is not null then amount else 0 end) captured,
    sum(case when kind = 'CAPTURED' and operation_id is null then amount else 0 end) ext_captured,
    sum(case when kind = 'REFUNDED' and operation_id is not null then amount else 0 end) refunded,
    sum(case when kind = 'REFUNDED' and operation_id is null then amount else 0 end) ext_refunded,
    sum(case when kind = 'CHARGED_BACK' then amount else 0 end) charged_back,
    sum(case when kind = 'CANCELLED' then amount else 0 end) cancelled
  from commerce.payment_fact
  group by store_id, payment_id) f on f.store_id = p.store_id and f.payment_id = p.id
left join (
  select store_id, payment_id, sum(amount) pending
  from commerce.refund_part
  where state in ('PROPOSED', 'APPROVED', 'RUNNING')
  group by store_id, payment_id) r on r.store_id = p.store_id and r.payment_id = p.id
where p.authorized <> coalesce(f.authorized, 0)
  or p.captured <> coalesce(f.captured, 0)
  or p.ext_captured <> coalesce(f.ext_captured, 0)
  or p.refunded <> coalesce(f.refunded, 0)
  or p.ext_refunded <> coalesce(f.ext_refunded, 0)
  or p.charged_back <> coalesce(f.charged_back, 0)
  or p.cancelled <> coalesce(f.cancelled, 0)
  or p.refund_pending <> coalesce(r.pending, 0)

-- INV-MONEY-5: each transaction of the ledger balances
select tx_id
from commerce.ledger_entry
group by store_id, tx_id, currency
having sum(amount) <> 0

-- INV-MONEY-7: the ledger says of each payment what its position says: what is held, and what is reserved
select id
from (
  select store_id, id, captured + ext_captured - refunded - ext_refunded - charged_back held,
    authorized - cancelled - captured reserved
  from commerce.payment
  union all
  select store_id, subject_id,
    case when account = 'CLEARING' then -amount else 0 end,
    case when account = 'RESERVED' then -amount else 0 end
  from commerce.ledger_entry
  where kind = 'PAYMENT') u
group by store_id, id
having sum(held) <> 0 or sum(reserved) <> 0

-- INV-MONEY-8: the ledger says of each commission what its entries say
select id
from (
  select store_id, commission_id id, amount
  from commerce.commission_entry
  union all
  select store_id, subject_id, amount
  from commerce.ledger_entry
  where kind = 'COMMISSION' and account = 'INFLUENCERS') u
group by store_id, id
having sum(amount) <> 0

-- INV-MONEY-10: nothing is picked unpaid; what moves outside after the release is for staff to judge, see INV-MONEY-13
select f.id
from commerce.fulfillment_order f
join commerce.orders o on o.store_id = f.store_id and o.id = f.order_id
left join (
  select store_id, checkout_id,
    sum(authorized + ext_captured - cancelled - refunded - refund_pending) secured
  from commerce.payment
  group by store_id, checkout_id) p on p.store_id = o.store_id and p.checkout_id = o.checkout_id
where f.state in ('RELEASED', 'PICKING', 'PACKED')
  and not o.pay_later
  and coalesce(p.secured, 0) - coalesce((
    select sum(x.amount)
    from commerce.payment q
    join commerce.payment_fact x on x.store_id = q.store_id and x.payment_id = q.id
      and (x.kind = 'CHARGED_BACK' or (x.kind = 'REFUNDED' and x.operation_id is null))
    where q.store_id = o.store_id and q.checkout_id = o.checkout_id
      and exists (
        select 1
        from commerce.history h
        where h.store_id = f.store_id and h.subject_id = f.id and h.machine = 'fulfillment-order'
          and h.from_state in ('', 'WAITING') and h.to_state = 'RELEASED'
          and (h.happened_at > x.noted_at or (x.amount < 0 and h.happened_at = x.noted_at)))), 0)
    < o.total - o.reduced - coalesce((
    select sum(s.amount)
    from commerce.refund_share s
    where s.store_id = o.store_id and s.order_id = o.id and s.kind <> 'SURPLUS' and s.state <> 'FREED'), 0)
  and not exists (
    select 1
    from commerce.order_hold h
    where h.store_id = o.store_id and h.order_id = o.id and h.lifted_at is null)

-- INV-MONEY-11: money we hold or may take belongs to an order, or an obligation stands to give it back
select p.id
from commerce.payment p
left join commerce.orders o
  on o.store_id = p.store_id and o.checkout_id = p.checkout_id and o.lifecycle <> 'CANCELLED'
where p.authorized + p.ext_captured - p.cancelled - p.refunded - p.ext_refunded - p.charged_back > 0
  and o.id is null
  and not exists (
    select 1
    from commerce.obligation b
    where b.store_id = p.store_id and b.subject_id = p.id
      and (b.state in ('OPEN', 'ESCALATED')
        or (b.state = 'WAIVED'
          and not exists (
            select 1
            from commerce.history h
            join commerce.payment_fact x on x.store_id = h.store_id and x.payment_id = b.subject_id
              and x.noted_at > h.happened_at
            where h.store_id = b.store_id and h.subject_id = b.id and h.to_state = 'WAIVED'
              and (x.kind = 'AUTHORIZED' or (x.kind = 'CAPTURED' and x.operation_id is null) or x.amount < 0)))))

-- INV-MONEY-12: no obligation is forgotten
select id
from commerce.obligation
where state in ('OPEN', 'ESCALATED') and due_at < :now and task_id is null

-- INV-MONEY-13: money moved outside is seen by somebody
select id
from commerce.payment_fact
where operation_id is null and task_id is null

-- INV-MONEY-14: nothing is paid twice
select o.id
from commerce.orders o
join (
  select store_id, checkout_id,
    sum(authorized + ext_captured - cancelled - refunded - ext_refunded - charged_back) secured
  from commerce.payment
  group by store_id, checkout_id) p on p.store_id = o.store_id and p.checkout_id = o.checkout_id
where p.secured > o.total
  and not exists (
    select 1
    from commerce.obligation b
    join commerce.payment q on q.store_id = b.store_id and q.id = b.subject_id
    where q.store_id = o.store_id and q.checkout_id = o.checkout_id
      and (b.state in ('OPEN', 'ESCALATED')
        or (b.state = 'WAIVED'
          and not exists (
            select 1
            from commerce.history h
            join commerce.payment y on y.store_id = h.store_id and y.checkout_id = q.checkout_id
            join commerce.payment_fact x on x.store_id = h.store_id and x.payment_id = y.id
              and x.noted_at > h.happened_at
            where h.store_id = b.store_id and h.subject_id = b.id and h.to_state = 'WAIVED'
              and (x.kind = 'AUTHORIZED' or (x.kind = 'CAPTURED' and x.operation_id is null) or x.amount < 0)))))

-- INV-MONEY-15: one undecided attempt per tender
select p.checkout_id
from commerce.payment_operation x
join commerce.payment p on p.store_id = x.store_id and p.id = x.payment_id
where x.kind in ('AUTHORIZE', 'PURCHASE') and x.state in ('SENDING', 'UNKNOWN')
group by p.store_id, p.checkout_id, p.tender
having count(*) > 1

-- INV-MONEY-17: a payment is disputed while a dispute about it is open, and not otherwise
select p.id
from commerce.payment p
where p.disputed <> (0 < (
  select count(*)
  from commerce.dispute d
  where d.store_id = p.store_id and d.payment_id = p.id and d.stage not in ('WON', 'LOST')))

-- INV-MONEY-18: what is charged back is what lost disputes took, each once
select id
from (
  select store_id, id, charged_back
  from commerce.payment
  union all
  select store_id, payment_id, case when stage = 'LOST' then -charged else -charged - 1 end
  from commerce.dispute
  where charged <> 0) u
group by store_id, id
having sum(charged_back) <> 0

-- INV-MONEY-19: a payment is made with an instrument of its buyer, kept by its account
select p.id
from commerce.payment p
left join commerce.saved_instrument i on i.store_id = p.store_id and i.id = p.instrument_id
where p.instrument_id is not null
  and (i.id is null or i.account <> p.account or i.owner_key <> p.owner_key)

-- INV-MONEY-20: what a buyer removed is being forgotten until it is, and nothing else is
select id
from commerce.saved_instrument
where (state = 'LEAVING') <> (next_at is not null)

-- INV-MONEY-21: credit notes of an order have no gaps in their numbers and come to no more than its total
select o.id
from commerce.orders o
join (
  select store_id, order_id, sum(amount) amount, count(*) notes, max(n) latest
  from commerce.credit_note
  group by store_id, order_id) c on c.store_id = o.store_id and c.order_id = o.id
where c.amount > o.total or c.notes <> c.latest

-- INV-STOCK-1: a stock level is within its bounds
select sku
from commerce.stock
where reserved < 0 or reserved > on_hand

-- INV-STOCK-2: a stock level is the sum of its movements, reserved the sum of live reservations
select s.sku
from commerce.stock s
left join (
  select store_id, sku, location, sum(quantity) quantity
  from commerce.stock_movement
  group by store_id, sku, location) m
  on m.store_id = s.store_id and m.sku = s.sku and m.location = s.location
left join (
  select store_id, sku, location, sum(quantity) quantity
  from commerce.reservation
  where state = 'ALLOCATED' or (state = 'HELD' and kind = 'ON_HAND')
  group by store_id, sku, location) r
  on r.store_id = s.store_id and r.sku = s.sku and r.location = s.location
where s.on_hand <> coalesce(m.quantity, 0) or s.reserved <> coalesce(r.quantity, 0)

-- INV-STOCK-3: what is promised is within its cap and is the sum of live reservations
select k.sku
from commerce.promise k
left join (
  select store_id, sku, kind, sum(quantity) quantity
  from commerce.reservation
  where kind <> 'ON_HAND' and state in ('HELD', 'AWAITING')
  group by store_id, sku, kind) r on r.store_id = k.store_id and r.sku = k.sku and r.kind = k.kind
where k.promised < 0 or k.promised > k.cap or k.promised <> coalesce(r.quantity, 0)

-- INV-STOCK-4: each sold unit is reserved or gone
select id
from (
  select l.store_id, l.id, 1 sold, l.quantity - l.cancelled quantity, l.handed_over gone
  from commerce.order_line l
  join commerce.orders o on o.store_id = l.store_id and o.id = l.order_id and o.lifecycle <> 'CANCELLED'
  union all
  select store_id, line_id, 0, -quantity, case when state = 'SHIPPED' then -quantity else 0 end
  from commerce.reservation
  where state in ('ALLOCATED', 'AWAITING', 'SHIPPED')) u
group by store_id, id
having max(sold) = 1 and (sum(quantity) <> 0 or sum(gone) <> 0)

-- INV-STOCK-5: no hold outlives its limit
select id
from commerce.reservation
where state = 'HELD' and expires_at < :swept

-- INV-STOCK-6: one cause moves stock once
select cause_id
from commerce.stock_movement
where kind in ('SALE', 'RETURN', 'RESTOCK')
group by store_id, sku, location, kind, cause_id
having count(*) > 1

-- INV-STOCK-7: goods are kept for orders that stand
select r.id
from commerce.reservation r
left join commerce.orders o on o.store_id = r.store_id and o.id = r.checkout_id
where r.state in ('ALLOCATED', 'AWAITING') and coalesce(o.lifecycle, 'CANCELLED') = 'CANCELLED'

-- INV-ORDER-1: one order per checkout
select checkout_id
from commerce.orders
group by store_id, checkout_id
having count(*) > 1

-- INV-ORDER-2: an order number is given once
select number
from commerce.orders
group by store_id, number
having count(*) > 1

-- INV-ORDER-3: every recorded move is in the tables, and each begins where the last one ended
select h.subject_id
from (
  select store_id, subject_id, machine, seq, from_state, to_state,
    lag(to_state) over (partition by store_id, subject_id, machine order by seq) before_state
  from commerce.history) h
left join commerce.transition t
  on t.machine = h.machine and t.from_state = h.from_state and t.to_state = h.to_state
where t.machine is null or h.from_state <> coalesce(h.before_state, '')

-- INV-EVENT-1: what is delivered has happened
select d.event_id
from commerce.delivery d
left join commerce.history h on h.store_id = d.store_id and h.event_id = d.event_id
where h.event_id is null

-- INV-EVENT-2: events of one subject reach a subscriber in order
select d.event_id
from commerce.delivery d
join commerce.delivery g
  on g.store_id = d.store_id and g.subject_id = d.subject_id and g.subscriber = d.subscriber
  and g.machine = d.machine and g.seq < d.seq
where d.ordered and d.state = 'DELIVERED' and g.state in ('WAITING', 'DEAD')

-- INV-EVENT-3: no event lies about undelivered
select e.event_id
from commerce.history e
left join (
  select store_id, event_id, count(*) n, sum(case when state = 'WAITING' then 1 else 0 end) waiting
  from commerce.delivery
  group by store_id, event_id) d on d.store_id = e.store_id and d.event_id = e.event_id
where e.happened_at < :swept and (coalesce(d.n, 0) < e.subscribers or d.waiting > 0)

-- INV-EVENT-4: no message of a provider lies about unread
select event_key
from commerce.inbox
where state = 'RECEIVED' and received_at < :swept

-- INV-MSG-1: no message is left in the middle of being sent
select id
from commerce.message
where state = 'SENDING' and next_at < :swept

-- INV-MSG-2: a message that is to be sent is due at some time, and no other one is
select id
from commerce.message
where (state in ('WAITING', 'SENDING')) <> (next_at is not null)

-- INV-PROMO-1: a code keeps to its limits and budget, and its counters are the sums of its uses
select c.code
from commerce.code c
left join (
  select store_id, code, count(*) n, sum(amount) amount
  from commerce.code_use
  where state in ('HELD', 'USED')
  group by store_id, code) u on u.store_id = c.store_id and u.code = c.code
where c.used > c.max_uses or c.spent > c.budget
  or c.used <> coalesce(u.n, 0) or c.spent <> coalesce(u.amount, 0)

-- INV-PROMO-2: a checkout uses a code once
select code
from commerce.code_use
where state in ('HELD', 'USED')
group by store_id, code, checkout_id
having count(*) > 1

-- INV-SHIP-1: what was shipped is in parcels, and never more than was ordered
select l.id
from commerce.order_line l
left join (
  select store_id, line_id,
    sum(case when handed_over then quantity else 0 end) handed_over,
    sum(case when delivered then quantity else 0 end) delivered
  from commerce.parcel_line
  where direction = 'OUTBOUND'
  group by store_id, line_id) p on p.store_id = l.store_id and p.line_id = l.id
where l.handed_over <> coalesce(p.handed_over, 0)
  or l.delivered <> coalesce(p.delivered, 0)
  or l.handed_over > l.quantity - l.cancelled
  or l.delivered > l.handed_over

-- INV-RET-1: what came back was shipped, and what was put back on the shelf was accepted
select l.id
from commerce.order_line l
left join (
  select store_id, line_id, sum(accepted) accepted, sum(restocked) restocked
  from commerce.return_line
  group by store_id, line_id) r on r.store_id = l.store_id and r.line_id = l.id
where l.returned <> coalesce(r.accepted, 0)
  or l.returned > l.handed_over
  or coalesce(r.restocked, 0) > coalesce(r.accepted, 0)

-- INV-RET-2: no line is given back more than was paid for it
select id
from (
  select store_id, id, paid
  from commerce.order_line
  union all
  select store_id, line_id, -amount
  from commerce.refund_share
  where kind = 'LINE' and state <> 'FREED') u
group by store_id, id
having sum(paid) < 0

-- INV-RET-3: no delivery is given back more than was paid for it
select o.id
from commerce.orders o
join (
  select store_id, order_id, sum(amount) amount
  from commerce.refund_share
  where kind = 'DELIVERY' and state <> 'FREED'
  group by store_id, order_id) f on f.store_id = o.store_id and f.order_id = o.id
where f.amount > o.total - (
  select coalesce(sum(l.paid), 0)
  from commerce.order_line l
  where l.store_id = o.store_id and l.order_id = o.id)

-- INV-PRIV-1: erased means empty
select id
from commerce.customer
where erased_at is not null and (email is not null or phone is not null or name is not null)

insert into ${p}ledger_entry
  (store_id, tx_id, leg, account, provider, subject_id, root_id, kind, currency, amount, reference, noted_at, actor)
select f.store_id, f.id, l.leg, l.account, f.account, f.payment_id, p.checkout_id, 'PAYMENT', f.currency,
  l.sign * f.amount, f.provider_ref, f.noted_at, f.actor
from ${p}payment_fact f
join ${p}payment p on p.store_id = f.store_id and p.id = f.payment_id
join (
  select 'AUTHORIZED' kind, 1 leg, 'RESERVED' account, 1 sign, 0 ours
  union all select 'AUTHORIZED', 2, 'PROMISED', -1, 0
  union all select 'CANCELLED', 1, 'RESERVED', -1, 0
  union all select 'CANCELLED', 2, 'PROMISED', 1, 0
  union all select 'CAPTURED', 1, 'CLEARING', 1, 0
  union all select 'CAPTURED', 2, 'BUYERS', -1, 0
  union all select 'CAPTURED', 3, 'RESERVED', -1, 1
  union all select 'CAPTURED', 4, 'PROMISED', 1, 1
  union all select 'REFUNDED', 1, 'CLEARING', -1, 0
  union all select 'REFUNDED', 2, 'BUYERS', 1, 0
  union all select 'CHARGED_BACK', 1, 'CLEARING', -1, 0
  union all select 'CHARGED_BACK', 2, 'BUYERS', 1, 0) l
  on l.kind = f.kind and (l.ours = 0 or f.operation_id is not null)
where not exists (
  select 1
  from ${p}ledger_entry e
  where e.store_id = f.store_id and e.subject_id = f.payment_id);

insert into ${p}ledger_entry
  (store_id, tx_id, leg, account, provider, subject_id, root_id, kind, currency, amount, reference, noted_at, actor)
select c.store_id, c.id, l.leg, case when l.leg = 2 then 'INFLUENCERS' when c.kind = 'PAYOUT' then 'BANK' else 'COMMISSIONS' end,
  '', c.commission_id, k.order_id, 'COMMISSION', s.currency, l.sign * c.amount, c.influencer, c.created_at, 'system'
from ${p}commission_entry c
join ${p}commission k on k.store_id = c.store_id and k.id = c.commission_id
join ${p}store s on s.id = c.store_id
join (select 1 leg, 1 sign union all select 2, -1) l on c.amount <> 0
where not exists (
  select 1
  from ${p}ledger_entry e
  where e.store_id = c.store_id and e.subject_id = c.commission_id);
